package org.tabib.projections.reminder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.FollowUp;
import org.tabib.engine.reminder.NextDue;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.ReminderStatus;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;
import org.tabib.projections.store.SealedColumns;

/** Questions to the reminders. They block: not for actor dispatchers. */
public final class ReminderQueries {
  private static final String COLUMNS =
      """
      select reminder_id, patient_id, contact_id, conversation_id, clinic_id, visit_id, kind, status,
             zone, rhythm, content_subject, content_sealed, next_occurrence, next_at, told, done,
             last_told_at, planned_by, planned_at, changed_at, doctor_id, follow_up
      from read.reminder
      """;
  private static final String ONE = COLUMNS + "where reminder_id = :id";
  static final String OF_CONTACT =
      COLUMNS
          + """
          where contact_id = :contact and status = 'ACTIVE'
          order by next_at, reminder_id
          limit 30
          """;
  private static final String CONVERSATION_OF =
      """
      select conversation_id from read.conversation
      where contact_id = :contact
      order by last_message_at desc nulls last
      limit 1
      """;

  private final Jdbi jdbi;

  public ReminderQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** One of them, whatever its practice: the caller checks who may see it. */
  public Optional<ReminderRow> find(String reminderId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ONE)
                .bind("id", reminderId)
                .map((row, context) -> reminder(row))
                .findFirst());
  }

  /** What a contact is still told, what is due first first; thirty at most. */
  public List<ReminderRow> activeOf(String contactId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OF_CONTACT)
                .bind("contact", contactId)
                .map((row, context) -> reminder(row))
                .list());
  }

  /** Where a contact is told something; empty when they have never written. */
  public Optional<String> conversationOf(String contactId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CONVERSATION_OF)
                .bind("contact", contactId)
                .mapTo(String.class)
                .findFirst());
  }

  /**
   * Those that the filter lets through, the latest to be planned first.
   *
   * @param cursor where the last page ended; none for the first
   * @throws PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<ReminderRow> list(ReminderFilter filter, int limit, @Nullable String cursor) {
    int size = Page.checkedLimit(limit);
    PageCursor after = cursor == null ? null : PageCursor.parse(cursor, 2);
    Map<String, Object> values = new LinkedHashMap<>();
    String sql = select(filter, after, values);
    List<ReminderRow> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bindMap(values)
                    .bind("limit", size + 1)
                    .map((row, context) -> reminder(row))
                    .list());
    return Page.of(found, size, last -> PageCursor.of(last.plannedAt(), last.reminderId()));
  }

  /** Only conditions that restrict are written down: each combination then gets its own plan. */
  static String select(
      ReminderFilter filter, @Nullable PageCursor after, Map<String, Object> values) {
    StringBuilder sql = new StringBuilder(COLUMNS).append("where practice_id = :practice\n");
    values.put("practice", filter.practice());
    if (filter.patientId() != null) {
      sql.append("  and patient_id = :patient\n");
      values.put("patient", filter.patientId());
    }
    if (filter.kind() != null) {
      sql.append("  and kind = :kind\n");
      values.put("kind", filter.kind().name());
    }
    if (filter.status() != null) {
      sql.append("  and status = :status\n");
      values.put("status", filter.status().name());
    }
    if (after != null) {
      sql.append(
          """
            and (planned_at < :afterTime or planned_at = :afterTime and reminder_id > :afterId)
          """);
      values.put("afterTime", after.time(0).atOffset(ZoneOffset.UTC));
      values.put("afterId", after.text(1));
    }
    return sql.append("order by planned_at desc, reminder_id\nlimit :limit\n").toString();
  }

  private static ReminderRow reminder(ResultSet row) throws SQLException {
    Instant occurrence = Columns.timeOrNull(row, "next_occurrence");
    Instant at = Columns.timeOrNull(row, "next_at");
    return new ReminderRow(
        row.getString("reminder_id"),
        ReminderStatus.valueOf(row.getString("status")),
        new ReminderPlan(
            row.getString("patient_id"),
            row.getString("contact_id"),
            row.getString("conversation_id"),
            row.getString("clinic_id"),
            row.getString("visit_id"),
            ReminderKind.valueOf(row.getString("kind")),
            RhythmJson.read(row.getString("rhythm")),
            ZoneId.of(row.getString("zone")),
            followUp(row)),
        SealedColumns.value(row.getString("content_subject"), row.getBytes("content_sealed")),
        occurrence == null || at == null ? null : new NextDue(occurrence, at),
        row.getLong("told"),
        row.getLong("done"),
        Columns.timeOrNull(row, "last_told_at"),
        ReminderCommand.By.valueOf(row.getString("planned_by")),
        Columns.time(row, "planned_at"),
        Columns.time(row, "changed_at"));
  }

  private static @Nullable FollowUp followUp(ResultSet row) throws SQLException {
    @Nullable LocalDate day = row.getObject("follow_up", LocalDate.class);
    @Nullable String doctor = row.getString("doctor_id");
    return day == null || doctor == null ? null : new FollowUp(doctor, day);
  }
}
