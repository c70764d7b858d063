/** Visits as appointments. */
@NullMarked
package org.tabib.projections.appointment;

import org.jspecify.annotations.NullMarked;
