package org.tabib.projections.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.visit.VisitStatus;

/**
 * Which appointments are asked for; what is not given does not restrict.
 *
 * @param practice only this practice's, always
 * @param from starts then or later
 * @param to starts before then
 */
public record AppointmentFilter(
    String practice,
    @Nullable String patientId,
    @Nullable String doctorId,
    @Nullable VisitStatus status,
    @Nullable Instant from,
    @Nullable Instant to) {
  /** All of a practice's. */
  public static AppointmentFilter of(String practice) {
    return new AppointmentFilter(practice, null, null, null, null, null);
  }

  public AppointmentFilter patient(String id) {
    return new AppointmentFilter(practice, id, doctorId, status, from, to);
  }

  public AppointmentFilter doctor(String id) {
    return new AppointmentFilter(practice, patientId, id, status, from, to);
  }

  public AppointmentFilter status(VisitStatus wanted) {
    return new AppointmentFilter(practice, patientId, doctorId, wanted, from, to);
  }

  public AppointmentFilter between(@Nullable Instant start, @Nullable Instant end) {
    return new AppointmentFilter(practice, patientId, doctorId, status, start, end);
  }
}
