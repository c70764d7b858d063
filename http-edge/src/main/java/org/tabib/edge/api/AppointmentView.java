package org.tabib.edge.api;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent.Complaint;
import org.tabib.engine.visit.VisitEvent.Reason;
import org.tabib.engine.visit.VisitLifecycle;
import org.tabib.engine.visit.VisitReply;
import org.tabib.projections.appointment.Appointment;

/**
 * A visit as an appointment, in the clinic's time zone.
 *
 * @param allowed the statuses it can have next
 * @param complaint none for the moment before the read model knows the visit
 * @param times none for the same moment
 */
record AppointmentView(
    String id,
    String status,
    List<String> allowed,
    String patientId,
    String contactId,
    @Nullable String conversationId,
    String doctorId,
    String clinicId,
    OffsetDateTime start,
    OffsetDateTime end,
    String specialty,
    String bookedBy,
    @Nullable Told complaint,
    @Nullable CancellationView cancellation,
    @Nullable TimesView times) {

  /** Who cancelled it, why and when. */
  record CancellationView(String by, Told reason, OffsetDateTime at) {}

  /** When it came to what. */
  record TimesView(
      OffsetDateTime openedAt,
      @Nullable OffsetDateTime confirmedAt,
      @Nullable OffsetDateTime checkedInAt,
      @Nullable OffsetDateTime startedAt,
      @Nullable OffsetDateTime completedAt,
      @Nullable OffsetDateTime noShowAt,
      @Nullable OffsetDateTime rescheduledAt,
      OffsetDateTime changedAt) {
    static TimesView of(Appointment.Times times, ClinicTime clock) {
      return new TimesView(
          clock.at(times.openedAt()),
          clock.atOrNull(times.confirmedAt()),
          clock.atOrNull(times.checkedInAt()),
          clock.atOrNull(times.consultedAt()),
          clock.atOrNull(times.completedAt()),
          clock.atOrNull(times.noShowAt()),
          clock.atOrNull(times.rescheduledAt()),
          clock.at(times.changedAt()));
    }
  }

  /**
   * @param current how the visit stands
   * @param row what the read model knows of it; may lag behind a little
   */
  static AppointmentView of(
      PracticeConfig practice,
      VisitReply.Current current,
      @Nullable Appointment row,
      Opened opened) {
    VisitDetails details = current.details();
    ClinicTime clock = ClinicTime.of(practice, details.clinicId());
    return new AppointmentView(
        current.visitId(),
        Codes.of(current.status()),
        Codes.of(VisitLifecycle.after(current.status())),
        details.patientId(),
        details.contactId(),
        details.conversationId(),
        details.doctorId(),
        details.clinicId(),
        clock.at(details.slot().start()),
        clock.at(details.slot().end()),
        details.specialty(),
        Codes.of(details.bookedBy()),
        row == null ? null : complaint(row, opened),
        row == null ? null : cancellation(row, clock, opened),
        row == null ? null : TimesView.of(row.times(), clock));
  }

  private static Told complaint(Appointment row, Opened opened) {
    Complaint complaint = opened.read(row.complaint(), Complaint.class);
    return Told.of(complaint == null ? null : complaint.words());
  }

  private static @Nullable CancellationView cancellation(
      Appointment row, ClinicTime clock, Opened opened) {
    Appointment.Cancellation cancellation = row.cancellation();
    if (cancellation == null) {
      return null;
    }
    Reason reason = opened.read(cancellation.reason(), Reason.class);
    return new CancellationView(
        Codes.of(cancellation.by()),
        Told.of(reason == null ? null : reason.words()),
        clock.at(cancellation.at()));
  }
}
