package org.tabib.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tabib.engine.queue.Origin;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.Standing;
import org.tabib.engine.queue.Ticket;
import org.tabib.engine.queue.TicketHolder;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.Urgency;
import org.tabib.engine.queue.WaitRange;

/** A queue in which three wait before everybody, as a story needs it. */
final class ScriptedQueue {
  private static final Instant ISSUED = Instant.parse("2026-11-23T03:30:00Z");
  private static final int AHEAD = 3;
  private static final WaitRange WAIT =
      new WaitRange(Duration.ofMinutes(25), Duration.ofMinutes(40));

  private final Map<Notices.Ticket, TicketStatus> tickets = new LinkedHashMap<>();

  /** Whether numbers are given out. */
  boolean open = true;

  /** What a ticket has come to. */
  void turns(String queueId, String label, TicketStatus status) {
    tickets.put(new Notices.Ticket(queueId, label), status);
  }

  Fact estimate(Query.EstimateWait wait) {
    return open ? new Fact.Expected(AHEAD, WAIT) : new Fact.NoNumbers();
  }

  Fact tickets(Query.MyTickets mine) {
    return new Fact.Tickets(
        mine.tickets().stream()
            .map(t -> tickets.containsKey(t) ? state(t, tickets.get(t)) : null)
            .filter(Objects::nonNull)
            .toList());
  }

  EffectOutcome perform(Effect effect) {
    return switch (effect) {
      case Effect.JoinQueue join -> {
        String label = "A" + (tickets.size() + 7);
        turns(join.queueId(), label, TicketStatus.WAITING);
        yield open
            ? new EffectOutcome.Ticketed(join.queueId(), label, AHEAD, WAIT)
            : new EffectOutcome.Refused("queue-closed");
      }
      case Effect.LeaveQueue leave -> {
        turns(leave.queueId(), leave.label(), TicketStatus.LEFT);
        yield new EffectOutcome.Done();
      }
      case Effect.ReturnToQueue back -> {
        turns(back.queueId(), back.label(), TicketStatus.WAITING);
        yield new EffectOutcome.Ticketed(back.queueId(), back.label(), 1, null);
      }
      case Effect.FetchMedia fetch ->
          new EffectOutcome.Kept("image/jpeg", 1000, "00ff", "sehat/00/1");
      default -> new EffectOutcome.Done();
    };
  }

  private static QueueReply.TicketState state(Notices.Ticket ticket, TicketStatus status) {
    return new QueueReply.TicketState(
        ticket.queueId(),
        new Ticket(
            ticket.label(),
            status,
            TicketHolder.NOBODY,
            "general",
            Origin.WHATSAPP,
            Urgency.GREEN,
            PatientType.ADULT,
            null,
            null,
            ISSUED,
            ISSUED,
            null,
            null,
            0,
            null,
            status == TicketStatus.CALLED ? "2" : null,
            null,
            null,
            null,
            null,
            0,
            false),
        status == TicketStatus.WAITING ? new Standing(AHEAD + 1, AHEAD, WAIT, "green") : null,
        null);
  }

  /** Everything that was taken or came about, oldest first. */
  List<Notices.Ticket> all() {
    return List.copyOf(tickets.keySet());
  }
}
