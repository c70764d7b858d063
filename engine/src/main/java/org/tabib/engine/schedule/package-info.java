/** One doctor's bookable time at one clinic: the DoctorSchedule entity. */
@NullMarked
package org.tabib.engine.schedule;

import org.jspecify.annotations.NullMarked;
