package org.tabib.projections.appointment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.visit.VisitEvent.VisitOpened;
import org.tabib.engine.visit.VisitStatus;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.SealedColumns;
import org.tabib.projections.store.Unnest;

/** Fills {@code read.appointment}: one row per visit. */
public final class AppointmentList implements ReadModel<VisitEvent> {
  private static final String OPEN =
      """
      insert into read.appointment (visit_id, practice_id, status, patient_id, contact_id,
        conversation_id, doctor_id, clinic_id, schedule_id, starts_at, ends_at, specialty,
        booked_by, complaint_subject, complaint_sealed, opened_at, changed_at)
      select v.visit_id, v.practice_id, 'BOOKED', v.patient_id, v.contact_id, v.conversation_id,
             v.doctor_id, v.clinic_id, v.schedule_id, v.starts_at, v.ends_at, v.specialty,
             v.booked_by, v.complaint_subject, v.complaint_sealed, v.opened_at, v.opened_at
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                  ?::bytea[], ?::timestamptz[])
        as v (visit_id, practice_id, patient_id, contact_id, conversation_id, doctor_id, clinic_id,
              schedule_id, starts_at, ends_at, specialty, booked_by, complaint_subject,
              complaint_sealed, opened_at)
      """;

  private static final String CHANGE =
      """
      update read.appointment a set
        status         = coalesce(c.status, a.status),
        doctor_id      = coalesce(c.doctor_id, a.doctor_id),
        clinic_id      = coalesce(c.clinic_id, a.clinic_id),
        schedule_id    = coalesce(c.schedule_id, a.schedule_id),
        starts_at      = coalesce(c.starts_at, a.starts_at),
        ends_at        = coalesce(c.ends_at, a.ends_at),
        rescheduled_at = coalesce(c.rescheduled_at, a.rescheduled_at),
        cancelled_by   = coalesce(c.cancelled_by, a.cancelled_by),
        reason_subject = coalesce(c.reason_subject, a.reason_subject),
        reason_sealed  = coalesce(c.reason_sealed, a.reason_sealed),
        confirmed_at   = coalesce(c.confirmed_at, a.confirmed_at),
        checked_in_at  = coalesce(c.checked_in_at, a.checked_in_at),
        consulted_at   = coalesce(c.consulted_at, a.consulted_at),
        completed_at   = coalesce(c.completed_at, a.completed_at),
        no_show_at     = coalesce(c.no_show_at, a.no_show_at),
        cancelled_at   = coalesce(c.cancelled_at, a.cancelled_at),
        changed_at     = c.changed_at
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                  ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::bytea[],
                  ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                  ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
        as c (visit_id, status, doctor_id, clinic_id, schedule_id, starts_at, ends_at,
              rescheduled_at, cancelled_by, reason_subject, reason_sealed, confirmed_at,
              checked_in_at, consulted_at, completed_at, no_show_at, cancelled_at, changed_at)
      where a.visit_id = c.visit_id
      """;

  @Override
  public void write(Connection connection, List<Recorded<VisitEvent>> batch) throws SQLException {
    Map<String, AppointmentPatch> patches = new LinkedHashMap<>();
    for (Recorded<VisitEvent> recorded : batch) {
      patches.computeIfAbsent(recorded.entityId(), AppointmentPatch::new).add(recorded.event());
    }
    open(connection, patches.values());
    change(connection, patches.values());
  }

  @Override
  public List<String> tables() {
    return List.of("read.appointment");
  }

  private record Opened(String visitId, VisitOpened event) {
    VisitDetails details() {
      return event.details();
    }
  }

  private static void open(Connection connection, Collection<AppointmentPatch> patches)
      throws SQLException {
    List<Opened> opened = new ArrayList<>();
    for (AppointmentPatch patch : patches) {
      if (patch.opened != null) {
        opened.add(new Opened(patch.visitId, patch.opened));
      }
    }
    Unnest.<Opened>over(connection, OPEN, opened)
        .text(Opened::visitId)
        .text(o -> Ids.practiceOf(o.visitId()))
        .text(o -> o.details().patientId())
        .text(o -> o.details().contactId())
        .text(o -> o.details().conversationId())
        .text(o -> o.details().doctorId())
        .text(o -> o.details().clinicId())
        .text(o -> o.details().slot().scheduleId())
        .time(o -> o.details().slot().start())
        .time(o -> o.details().slot().end())
        .text(o -> o.details().specialty())
        .text(o -> o.details().bookedBy().name())
        .text(o -> o.event().complaint().subject())
        .bytea(o -> SealedColumns.bytes(o.event().complaint()))
        .time(o -> o.event().at())
        .execute();
  }

  private static void change(Connection connection, Collection<AppointmentPatch> patches)
      throws SQLException {
    Unnest.<AppointmentPatch>over(connection, CHANGE, patches)
        .text(p -> p.visitId)
        .text(p -> p.status == null ? null : p.status.name())
        .text(p -> p.rescheduled == null ? null : p.rescheduled.doctorId())
        .text(p -> p.rescheduled == null ? null : p.rescheduled.clinicId())
        .text(p -> schedule(p.newSlot()))
        .time(p -> start(p.newSlot()))
        .time(p -> end(p.newSlot()))
        .time(p -> p.rescheduled == null ? null : p.rescheduled.at())
        .text(p -> p.cancelled == null ? null : p.cancelled.by().name())
        .text(p -> p.cancelled == null ? null : p.cancelled.reason().subject())
        .bytea(p -> p.cancelled == null ? null : SealedColumns.bytes(p.cancelled.reason()))
        .time(p -> p.reached(VisitStatus.CONFIRMED))
        .time(p -> p.reached(VisitStatus.CHECKED_IN))
        .time(p -> p.reached(VisitStatus.IN_CONSULTATION))
        .time(p -> p.reached(VisitStatus.COMPLETED))
        .time(p -> p.reached(VisitStatus.NO_SHOW))
        .time(p -> p.reached(VisitStatus.CANCELLED))
        .time(p -> p.changedAt)
        .execute();
  }

  private static @Nullable String schedule(@Nullable Slot slot) {
    return slot == null ? null : slot.scheduleId();
  }

  private static @Nullable Instant start(@Nullable Slot slot) {
    return slot == null ? null : slot.start();
  }

  private static @Nullable Instant end(@Nullable Slot slot) {
    return slot == null ? null : slot.end();
  }
}
