/** Who is treated, and who speaks for them. */
@NullMarked
package org.tabib.projections.patient;

import org.jspecify.annotations.NullMarked;
