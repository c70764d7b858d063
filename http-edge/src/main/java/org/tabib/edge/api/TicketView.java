package org.tabib.edge.api;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.Standing;
import org.tabib.engine.queue.Ticket;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.WaitRange;
import org.tabib.projections.queue.QueueQueries.TicketRow;

/**
 * A ticket. Identifiers only: who somebody is, is asked for elsewhere.
 *
 * @param position 1 for who is called next; only while it waits
 * @param waitMinutes none for red, while the service point pauses, and for who does not wait
 * @param reason why it stands there
 * @param note what the caller should know, beside what was asked for
 * @param commandId names what was done, for {@code undo}; only in answers to commands
 * @param history only where one ticket is asked for
 */
record TicketView(
    String id,
    String queue,
    String label,
    String status,
    String servicePoint,
    String origin,
    String urgency,
    String patientType,
    @Nullable String patientId,
    @Nullable String contactId,
    @Nullable String conversationId,
    @Nullable String appointmentId,
    @Nullable String doctorId,
    @Nullable OffsetDateTime appointmentAt,
    OffsetDateTime issuedAt,
    int calls,
    @Nullable OffsetDateTime calledAt,
    @Nullable String room,
    @Nullable OffsetDateTime startedAt,
    @Nullable OffsetDateTime finishedAt,
    @Nullable OffsetDateTime missedAt,
    @Nullable Integer position,
    @Nullable Integer ahead,
    @Nullable RangeView waitMinutes,
    @Nullable String reason,
    @Nullable String note,
    @Nullable String commandId,
    @Nullable List<TicketEventView> history) {

  /**
   * In minutes: half of such patients wait less than {@code from}, four in five less than {@code
   * to}.
   */
  record RangeView(long from, long to) {
    static @Nullable RangeView of(@Nullable WaitRange range) {
      return range == null ? null : new RangeView(range.from().toMinutes(), range.to().toMinutes());
    }
  }

  /** What happened to it. @param by a member of staff, a contact, or {@code system} */
  record TicketEventView(
      String what,
      OffsetDateTime at,
      String by,
      String commandId,
      @Nullable String servicePoint,
      @Nullable String status,
      @Nullable String urgency,
      @Nullable String room,
      @Nullable String reason) {}

  static TicketView of(QueueId queue, Ticket ticket, @Nullable Standing standing, ClinicTime time) {
    return new TicketView(
        queue.ticketId(ticket.label()),
        queue.text(),
        ticket.label(),
        Codes.of(ticket.status()),
        ticket.servicePointId(),
        Codes.of(ticket.origin()),
        Codes.of(ticket.urgency()),
        Codes.of(ticket.patientType()),
        ticket.holder().patientId(),
        ticket.holder().contactId(),
        ticket.holder().conversationId(),
        ticket.holder().visitId(),
        ticket.doctorId(),
        time.atOrNull(ticket.appointmentAt()),
        time.at(ticket.issuedAt()),
        ticket.calls(),
        time.atOrNull(ticket.calledAt()),
        ticket.room(),
        time.atOrNull(ticket.startedAt()),
        time.atOrNull(ticket.finishedAt()),
        time.atOrNull(ticket.missedAt()),
        standing == null ? null : standing.position(),
        standing == null ? null : standing.ahead(),
        standing == null ? null : RangeView.of(standing.range()),
        standing == null ? null : standing.reason(),
        null,
        null,
        null);
  }

  /** As the read model has it: its place is not known. */
  static TicketView of(TicketRow row, ClinicTime time) {
    return new TicketView(
        row.ticketId(),
        row.queueId(),
        row.label(),
        Codes.of(row.status()),
        row.servicePointId(),
        Codes.of(row.origin()),
        Codes.of(row.urgency()),
        Codes.of(row.patientType()),
        row.holder().patientId(),
        row.holder().contactId(),
        row.holder().conversationId(),
        row.holder().visitId(),
        row.doctorId(),
        time.atOrNull(row.appointmentAt()),
        time.at(row.issuedAt()),
        row.calls(),
        time.atOrNull(row.calledAt()),
        row.room(),
        time.atOrNull(row.startedAt()),
        time.atOrNull(row.finishedAt()),
        row.status() == TicketStatus.MISSED ? time.atOrNull(row.closedAt()) : null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The answer to a command. */
  static TicketView of(ClinicDay day, QueueReply.TicketState state, String commandId) {
    return of(day, state).told(state.note(), commandId);
  }

  static TicketView of(ClinicDay day, QueueReply.TicketState state) {
    return of(day.queue(), state.ticket(), state.standing(), day.time());
  }

  TicketView told(@Nullable String because, @Nullable String command) {
    return copy(because, command, history);
  }

  TicketView with(List<TicketEventView> events) {
    return copy(note, commandId, events);
  }

  private TicketView copy(
      @Nullable String because, @Nullable String command, @Nullable List<TicketEventView> events) {
    return new TicketView(
        id,
        queue,
        label,
        status,
        servicePoint,
        origin,
        urgency,
        patientType,
        patientId,
        contactId,
        conversationId,
        appointmentId,
        doctorId,
        appointmentAt,
        issuedAt,
        calls,
        calledAt,
        room,
        startedAt,
        finishedAt,
        missedAt,
        position,
        ahead,
        waitMinutes,
        reason,
        because,
        command,
        events);
  }
}
