package org.tabib.projections.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.queue.Origin;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.Remark;
import org.tabib.engine.queue.TicketHolder;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.Urgency;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.SealedColumns;

/** Questions to the queues of all days, as far as the projection has come. They block. */
public final class QueueQueries {
  private static final String TICKET =
      """
      select ticket_id, queue_id, label, service_point, status, urgency, patient_type, origin,
             patient_id, contact_id, conversation_id, visit_id, doctor_id, appointment_at, issued_at,
             called_at, calls, room, started_at, finished_at, closed_at, undone
      from read.queue_ticket
      """;
  private static final String ONE = TICKET + "where ticket_id = :id";
  static final String OF_DAY =
      TICKET + "where clinic_id = :clinic and day = :day::date order by issued_at, ticket_id";
  static final String HISTORY =
      """
      select what, at, by, command_id, service_point, status, urgency, room, reason,
             reason_of, reason_sealed
      from read.queue_event
      where queue_id = :queue and label = :label
      order by number
      """;
  private static final String DAY =
      "select paused, opened_at, closed_at from read.queue_day where queue_id = :id";

  private final Jdbi jdbi;

  /**
   * @param jdbi on the read models' database
   */
  public QueueQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A day on which anything happened.
   *
   * @param paused service points; {@code *} is all of them
   */
  public record Day(Set<String> paused, Instant openedAt, @Nullable Instant closedAt) {
    public Day {
      paused = Set.copyOf(paused);
    }
  }

  /**
   * A ticket.
   *
   * @param calledAt the last time
   * @param closedAt when it was missed or left
   * @param undone it was issued by mistake
   */
  public record TicketRow(
      String ticketId,
      String queueId,
      String label,
      String servicePointId,
      TicketStatus status,
      Urgency urgency,
      PatientType patientType,
      Origin origin,
      TicketHolder holder,
      @Nullable String doctorId,
      @Nullable Instant appointmentAt,
      Instant issuedAt,
      @Nullable Instant calledAt,
      int calls,
      @Nullable String room,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Instant closedAt,
      boolean undone) {}

  /**
   * What happened to a ticket.
   *
   * @param what issued, called, recalled, skipped, missed, returned, started, finished, retriaged,
   *     transferred, left, near, undone or closed
   * @param by a member of staff, a contact, or {@code system}
   * @param reason the program's own; in clear
   * @param words staff's reason, sealed or erased
   */
  public record Event(
      String what,
      Instant at,
      String by,
      String commandId,
      @Nullable String servicePoint,
      @Nullable TicketStatus status,
      @Nullable Urgency urgency,
      @Nullable String room,
      @Nullable String reason,
      @Nullable Private<Remark.Words> words) {}

  /** How that day stood. */
  public Optional<Day> day(String queueId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DAY)
                .bind("id", queueId)
                .map(
                    (row, context) ->
                        new Day(
                            QueueDays.points(row.getString("paused")),
                            Columns.time(row, "opened_at"),
                            Columns.timeOrNull(row, "closed_at")))
                .findFirst());
  }

  /** All tickets of a clinic's day, as they were issued. */
  public List<TicketRow> tickets(String clinicId, LocalDate day) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OF_DAY)
                .bind("clinic", clinicId)
                .bind("day", day.toString())
                .map((row, context) -> ticket(row))
                .list());
  }

  /** One of them. */
  public Optional<TicketRow> ticket(String ticketId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ONE)
                .bind("id", ticketId)
                .map((row, context) -> ticket(row))
                .findFirst());
  }

  /** What happened to a ticket, the oldest first. */
  public List<Event> history(String queueId, String label) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(HISTORY)
                .bind("queue", queueId)
                .bind("label", label)
                .map((row, context) -> event(row))
                .list());
  }

  private static TicketRow ticket(ResultSet row) throws SQLException {
    return new TicketRow(
        row.getString("ticket_id"),
        row.getString("queue_id"),
        row.getString("label"),
        row.getString("service_point"),
        TicketStatus.valueOf(row.getString("status")),
        Urgency.valueOf(row.getString("urgency")),
        PatientType.valueOf(row.getString("patient_type")),
        Origin.valueOf(row.getString("origin")),
        new TicketHolder(
            row.getString("patient_id"),
            row.getString("contact_id"),
            row.getString("conversation_id"),
            row.getString("visit_id")),
        row.getString("doctor_id"),
        Columns.timeOrNull(row, "appointment_at"),
        Columns.time(row, "issued_at"),
        Columns.timeOrNull(row, "called_at"),
        row.getInt("calls"),
        row.getString("room"),
        Columns.timeOrNull(row, "started_at"),
        Columns.timeOrNull(row, "finished_at"),
        Columns.timeOrNull(row, "closed_at"),
        row.getBoolean("undone"));
  }

  private static Event event(ResultSet row) throws SQLException {
    String status = row.getString("status");
    String urgency = row.getString("urgency");
    String subject = row.getString("reason_of");
    return new Event(
        row.getString("what"),
        Columns.time(row, "at"),
        row.getString("by"),
        row.getString("command_id"),
        row.getString("service_point"),
        status == null ? null : TicketStatus.valueOf(status),
        urgency == null ? null : Urgency.valueOf(urgency),
        row.getString("room"),
        row.getString("reason"),
        subject == null ? null : SealedColumns.value(subject, row.getBytes("reason_sealed")));
  }
}
