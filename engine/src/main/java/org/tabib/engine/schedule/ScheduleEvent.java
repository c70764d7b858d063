package org.tabib.engine.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a DoctorSchedule. Ids only: nothing here speaks about a person. */
public sealed interface ScheduleEvent {
  /** When it happened. */
  Instant at();

  record AvailabilityDefined(
      String doctorId, String clinicId, Availability availability, Instant at)
      implements ScheduleEvent {}

  record SlotHeld(Instant start, String holdId, String holder, Instant until, Instant at)
      implements ScheduleEvent {}

  record HoldReleased(Instant start, String holdId, Instant at) implements ScheduleEvent {}

  /** The booking itself. A hold of that id ends with it. */
  record SlotBooked(Instant start, String visitId, @Nullable String holdId, Instant at)
      implements ScheduleEvent {}

  record BookingReleased(Instant start, String visitId, Instant at) implements ScheduleEvent {}
}
