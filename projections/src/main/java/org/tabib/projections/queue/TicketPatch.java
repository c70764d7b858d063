package org.tabib.projections.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.Standing;
import org.tabib.engine.queue.Ticket;
import org.tabib.engine.queue.TicketStatus;

/** What a batch of events changes in one ticket's row. Filled event by event, in order. */
final class TicketPatch {
  final QueueId queue;
  private @Nullable Ticket latest;
  private @Nullable Standing told;
  private @Nullable Instant firstCall;
  private Instant changedAt = Instant.EPOCH;

  /** It was never wanted: the command that issued it was taken back. */
  boolean undone;

  /** It did not wait for a while: the place that the row knows is not its place any more. */
  boolean placeForgotten;

  /** The first call was taken back: the one that the row knows did not happen. */
  boolean notCalledBefore;

  TicketPatch(QueueId queue) {
    this.queue = queue;
  }

  void add(QueueEvent.TicketEvent event) {
    Ticket ticket = event.ticket();
    undone = false;
    switch (event) {
      case QueueEvent.TicketIssued issued -> told = issued.standing();
      case QueueEvent.TicketReturned returned -> told = returned.standing();
      case QueueEvent.TicketRetriaged retriaged -> told = retriaged.standing();
      case QueueEvent.TicketTransferred transferred -> told = transferred.standing();
      case QueueEvent.TicketNeared neared -> told = neared.standing();
      case QueueEvent.TicketCalled called -> {
        if (firstCall == null) {
          firstCall = called.at();
        }
      }
      case QueueEvent.TicketLeft left -> {}
      case QueueEvent.CommandUndone back -> {
        undone = ticket.status() == TicketStatus.LEFT;
        if (ticket.calledAt() == null) {
          firstCall = null;
          notCalledBefore = true;
        }
      }
      case QueueEvent.TicketRecalled recalled -> {}
      case QueueEvent.TicketSkipped skipped -> {}
      case QueueEvent.TicketMissed missed -> {}
      case QueueEvent.ServiceStarted started -> {}
      case QueueEvent.ServiceFinished finished -> {}
    }
    set(ticket, event.at());
  }

  /** It still waited when the day was closed. */
  void leftBehind(Ticket ticket, QueueEvent.DayClosed closed) {
    set(ticket, closed.at());
  }

  private void set(Ticket ticket, Instant at) {
    latest = ticket;
    changedAt = at;
    if (ticket.status() != TicketStatus.WAITING) {
      told = null;
      placeForgotten = true;
    }
  }

  Ticket ticket() {
    if (latest == null) {
      throw new IllegalStateException("a patch is made for an event");
    }
    return latest;
  }

  String ticketId() {
    return queue.ticketId(ticket().label());
  }

  @Nullable Standing told() {
    return told;
  }

  @Nullable Instant firstCall() {
    return firstCall;
  }

  /** When it was given up or left. */
  @Nullable Instant closedAt() {
    return switch (ticket().status()) {
      case MISSED, LEFT -> changedAt;
      case WAITING, CALLED, IN_SERVICE, SERVED -> null;
    };
  }

  Instant changedAt() {
    return changedAt;
  }
}
