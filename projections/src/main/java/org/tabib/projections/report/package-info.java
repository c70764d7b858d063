/** Reports of clinics' days and weeks: made when they are over, kept. */
@NullMarked
package org.tabib.projections.report;

import org.jspecify.annotations.NullMarked;
