package org.tabib.projections.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.Standing;
import org.tabib.engine.queue.Ticket;
import org.tabib.engine.queue.WaitRange;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.Unnest;

/**
 * Fills {@code read.queue_ticket}: one row per ticket. Place and wait are what its holder was told
 * last: how they are this moment depends on the clock, and only the queue itself knows.
 */
public final class TicketList implements ReadModel<QueueEvent> {
  /** What the row knows and what a call, or its taking back, has made untrue. */
  private static final String FORGET =
      """
      update read.queue_ticket t set
        first_called_at = case when f.call then null else t.first_called_at end,
        position        = case when f.place then null else t.position end,
        ahead           = case when f.place then null else t.ahead end,
        wait_from       = case when f.place then null else t.wait_from end,
        wait_to         = case when f.place then null else t.wait_to end,
        reason          = case when f.place then null else t.reason end
      from unnest(?::text[], ?::bool[], ?::bool[]) as f (ticket_id, call, place)
      where t.ticket_id = f.ticket_id
      """;

  private static final String PUT =
      """
      insert into read.queue_ticket as t (ticket_id, queue_id, practice_id, clinic_id, day, label,
        service_point, status, urgency, patient_type, origin, patient_id, contact_id,
        conversation_id, visit_id, doctor_id, appointment_at, issued_at, first_called_at, called_at,
        calls, room, started_at, finished_at, closed_at, undone, position, ahead,
        wait_from, wait_to, reason, changed_at)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::date[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
        ?::timestamptz[], ?::int4[], ?::text[], ?::timestamptz[], ?::timestamptz[],
        ?::timestamptz[], ?::bool[], ?::int4[], ?::int4[], ?::int4[], ?::int4[], ?::text[],
        ?::timestamptz[])
      on conflict (ticket_id) do update set
        service_point   = excluded.service_point,
        status          = excluded.status,
        urgency         = excluded.urgency,
        patient_type    = excluded.patient_type,
        patient_id      = excluded.patient_id,
        contact_id      = excluded.contact_id,
        conversation_id = excluded.conversation_id,
        visit_id        = excluded.visit_id,
        doctor_id       = excluded.doctor_id,
        appointment_at  = excluded.appointment_at,
        first_called_at = coalesce(t.first_called_at, excluded.first_called_at),
        called_at       = excluded.called_at,
        calls           = excluded.calls,
        room            = excluded.room,
        started_at      = excluded.started_at,
        finished_at     = excluded.finished_at,
        closed_at       = excluded.closed_at,
        undone          = excluded.undone,
        position        = case when excluded.position is null then t.position else excluded.position end,
        ahead           = case when excluded.position is null then t.ahead else excluded.ahead end,
        wait_from       = case when excluded.position is null then t.wait_from else excluded.wait_from end,
        wait_to         = case when excluded.position is null then t.wait_to else excluded.wait_to end,
        reason          = case when excluded.position is null then t.reason else excluded.reason end,
        changed_at      = excluded.changed_at
      """;

  private record Key(String queueId, String label) {}

  @Override
  public void write(Connection connection, List<Recorded<QueueEvent>> batch) throws SQLException {
    Map<Key, TicketPatch> patches = new LinkedHashMap<>();
    for (Recorded<QueueEvent> recorded : batch) {
      QueueId queue = QueueId.parse(recorded.entityId());
      switch (recorded.event()) {
        case QueueEvent.TicketEvent event -> patch(patches, queue, event.ticket()).add(event);
        case QueueEvent.DayClosed closed ->
            closed
                .left()
                .forEach(ticket -> patch(patches, queue, ticket).leftBehind(ticket, closed));
        case QueueEvent.DayOpened opened -> {}
        case QueueEvent.DayShown shown -> {}
        case QueueEvent.SetupChanged changed -> {}
        case QueueEvent.QueuePaused paused -> {}
        case QueueEvent.QueueResumed resumed -> {}
      }
    }
    Unnest.<TicketPatch>over(
            connection,
            FORGET,
            patches.values().stream()
                .filter(patch -> patch.notCalledBefore || patch.placeForgotten)
                .toList())
        .text(TicketPatch::ticketId)
        .bool(patch -> patch.notCalledBefore)
        .bool(patch -> patch.placeForgotten)
        .execute();
    put(connection, patches.values());
  }

  private static TicketPatch patch(Map<Key, TicketPatch> patches, QueueId queue, Ticket ticket) {
    return patches.computeIfAbsent(
        new Key(queue.text(), ticket.label()), key -> new TicketPatch(queue));
  }

  private static void put(Connection connection, Collection<TicketPatch> patches)
      throws SQLException {
    Unnest.<TicketPatch>over(connection, PUT, patches)
        .text(TicketPatch::ticketId)
        .text(p -> p.queue.text())
        .text(p -> p.queue.practiceId())
        .text(p -> p.queue.clinicId())
        .text(p -> p.queue.date().toString())
        .text(p -> p.ticket().label())
        .text(p -> p.ticket().servicePointId())
        .text(p -> p.ticket().status().name())
        .text(p -> p.ticket().urgency().name())
        .text(p -> p.ticket().patientType().name())
        .text(p -> p.ticket().origin().name())
        .text(p -> p.ticket().holder().patientId())
        .text(p -> p.ticket().holder().contactId())
        .text(p -> p.ticket().holder().conversationId())
        .text(p -> p.ticket().holder().visitId())
        .text(p -> p.ticket().doctorId())
        .time(p -> p.ticket().appointmentAt())
        .time(p -> p.ticket().issuedAt())
        .time(TicketPatch::firstCall)
        .time(p -> p.ticket().calledAt())
        .int4(p -> p.ticket().calls())
        .text(p -> p.ticket().room())
        .time(p -> p.ticket().startedAt())
        .time(p -> p.ticket().finishedAt())
        .time(TicketPatch::closedAt)
        .bool(p -> p.undone)
        .int4(p -> p.told() == null ? null : p.told().position())
        .int4(p -> p.told() == null ? null : p.told().ahead())
        .int4(p -> minutes(p.told(), true))
        .int4(p -> minutes(p.told(), false))
        .text(p -> p.told() == null ? null : p.told().reason())
        .time(TicketPatch::changedAt)
        .execute();
  }

  private static @Nullable Integer minutes(@Nullable Standing told, boolean from) {
    @Nullable WaitRange range = told == null ? null : told.range();
    if (range == null) {
      return null;
    }
    Duration wait = from ? range.from() : range.to();
    return (int) wait.toMinutes();
  }

  @Override
  public List<String> tables() {
    return List.of("read.queue_ticket");
  }
}
