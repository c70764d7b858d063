package org.tabib.projections.reminder;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.reminder.FollowUp;
import org.tabib.engine.reminder.ReminderEvent;
import org.tabib.engine.reminder.ReminderEvent.ReminderPlanned;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.SealedColumns;
import org.tabib.projections.store.Unnest;

/** Fills {@code read.reminder}: one row per reminder. */
public final class ReminderList implements ReadModel<ReminderEvent> {
  private static final String PLAN =
      """
      insert into read.reminder (reminder_id, practice_id, patient_id, contact_id, conversation_id,
        clinic_id, visit_id, kind, status, zone, rhythm, content_subject, content_sealed, told, done,
        planned_by, planned_at, changed_at)
      select r.reminder_id, r.practice_id, r.patient_id, r.contact_id, r.conversation_id, r.clinic_id,
             r.visit_id, r.kind, 'ACTIVE', r.zone, r.rhythm, r.content_subject, r.content_sealed, 0, 0,
             r.planned_by, r.planned_at, r.planned_at
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::timestamptz[])
        as r (reminder_id, practice_id, patient_id, contact_id, conversation_id, clinic_id, visit_id,
              kind, zone, rhythm, content_subject, content_sealed, planned_by, planned_at)
      """;

  private static final String CHANGE =
      """
      update read.reminder r set
        status          = c.status,
        zone            = coalesce(c.zone, r.zone),
        rhythm          = coalesce(c.rhythm, r.rhythm),
        doctor_id       = case when c.zone is null then r.doctor_id else c.doctor_id end,
        follow_up       = case when c.zone is null then r.follow_up else c.follow_up::date end,
        content_sealed  = case when c.content_subject is null then r.content_sealed
                               else c.content_sealed end,
        next_occurrence = c.next_occurrence,
        next_at         = c.next_at,
        told            = r.told + c.told,
        done            = r.done + c.done,
        last_told_at    = coalesce(c.last_told_at, r.last_told_at),
        changed_at      = c.changed_at
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[],
                  ?::timestamptz[], ?::timestamptz[], ?::int8[], ?::int8[], ?::timestamptz[],
                  ?::timestamptz[], ?::text[], ?::text[])
        as c (reminder_id, status, zone, rhythm, content_subject, content_sealed, next_occurrence,
              next_at, told, done, last_told_at, changed_at, doctor_id, follow_up)
      where r.reminder_id = c.reminder_id
      """;

  @Override
  public void write(Connection connection, List<Recorded<ReminderEvent>> batch)
      throws SQLException {
    Map<String, ReminderPatch> patches = new LinkedHashMap<>();
    for (Recorded<ReminderEvent> recorded : batch) {
      patches.computeIfAbsent(recorded.entityId(), ReminderPatch::new).add(recorded.event());
    }
    plan(connection, patches.values());
    change(connection, patches.values());
  }

  @Override
  public List<String> tables() {
    return List.of("read.reminder");
  }

  private record Planned(String reminderId, ReminderPlanned event) {}

  private static void plan(Connection connection, Collection<ReminderPatch> patches)
      throws SQLException {
    List<Planned> planned =
        patches.stream()
            .flatMap(
                patch ->
                    patch.planned == null
                        ? Stream.empty()
                        : Stream.of(new Planned(patch.reminderId, patch.planned)))
            .toList();
    Unnest.<Planned>over(connection, PLAN, planned)
        .text(Planned::reminderId)
        .text(p -> Ids.practiceOf(p.reminderId()))
        .text(p -> p.event().plan().patientId())
        .text(p -> p.event().plan().contactId())
        .text(p -> p.event().plan().conversationId())
        .text(p -> p.event().plan().clinicId())
        .text(p -> p.event().plan().visitId())
        .text(p -> p.event().plan().kind().name())
        .text(p -> p.event().plan().zone().getId())
        .text(p -> RhythmJson.write(p.event().plan().rhythm()))
        .text(p -> p.event().content().subject())
        .bytea(p -> SealedColumns.bytes(p.event().content()))
        .text(p -> p.event().by().name())
        .time(p -> p.event().at())
        .execute();
  }

  private static void change(Connection connection, Collection<ReminderPatch> patches)
      throws SQLException {
    Unnest.<ReminderPatch>over(connection, CHANGE, patches)
        .text(p -> p.reminderId)
        .text(p -> p.status.name())
        .text(p -> p.plan == null ? null : p.plan.zone().getId())
        .text(p -> p.plan == null ? null : RhythmJson.write(p.plan.rhythm()))
        .text(p -> p.content == null ? null : p.content.subject())
        .bytea(p -> p.content == null ? null : SealedColumns.bytes(p.content))
        .time(p -> p.next == null ? null : p.next.occurrence())
        .time(p -> p.next == null ? null : p.next.at())
        .int8(p -> p.told)
        .int8(p -> p.done)
        .time(p -> p.lastToldAt)
        .time(p -> p.changedAt)
        .text(p -> followUp(p).map(FollowUp::doctorId).orElse(null))
        .text(p -> followUp(p).map(followUp -> followUp.day().toString()).orElse(null))
        .execute();
  }

  private static Optional<FollowUp> followUp(ReminderPatch patch) {
    return Optional.ofNullable(patch.plan).map(ReminderPlan::followUp);
  }
}
