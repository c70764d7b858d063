/** Bookings per slot. */
@NullMarked
package org.tabib.projections.schedule;

import org.jspecify.annotations.NullMarked;
