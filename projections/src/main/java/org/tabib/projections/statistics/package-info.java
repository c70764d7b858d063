/** What conversations come to in numbers: volumes, response times, delivery, flows, bookings. */
@NullMarked
package org.tabib.projections.statistics;

import org.jspecify.annotations.NullMarked;
