package org.tabib.engine.queue;

import static org.tabib.engine.queue.Verdict.forbids;
import static org.tabib.engine.queue.Verdict.happens;

import java.util.Optional;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.QueueCommand.LeaveQueue;
import org.tabib.engine.queue.QueueCommand.Retriage;
import org.tabib.engine.queue.QueueCommand.Transfer;
import org.tabib.engine.queue.QueueEvent.TicketLeft;
import org.tabib.engine.queue.QueueEvent.TicketRetriaged;
import org.tabib.engine.queue.QueueEvent.TicketTransferred;

/** What else happens to a ticket: judged anew, sent elsewhere, given up (QUEUE-3). */
final class ServiceDecider {
  private ServiceDecider() {}

  static Verdict retriage(ClinicQueueState state, Ticket ticket, Retriage command, Mark mark) {
    QueueSetup setup = state.needSetup();
    Urgency urgency = command.urgency();
    if (setup.target(urgency).isEmpty()) {
      return forbids(QueueRefusals.notQueued(urgency, setup.scale()));
    }
    if (urgency == ticket.urgency()) {
      return new Verdict.Shows(
          ticket, "ticket " + ticket.label() + " is " + Reason.level(urgency, setup) + " already");
    }
    TicketEdit edit = ticket.edit().urgency(urgency);
    if (urgency == Urgency.RED) {
      // Neither an appointment nor having been skipped holds red back.
      boolean ahead = ticket.placeFrom().isAfter(ticket.issuedAt());
      edit.place(ahead ? ticket.issuedAt() : ticket.placeFrom(), null).heldUntil(null);
    }
    Ticket judged = edit.done();
    return happens(
        new TicketRetriaged(
            mark,
            judged,
            ticket.urgency(),
            command.reason(),
            Standings.of(state.with(judged), judged, mark.at()).orElse(null)));
  }

  static Verdict transfer(ClinicQueueState state, Ticket ticket, Transfer command, Mark mark) {
    QueueSetup setup = state.needSetup();
    String to = command.servicePointId();
    if (setup.servicePoint(to).isEmpty()) {
      return forbids(QueueRefusals.unknownPoint(to, setup));
    }
    if (to.equals(ticket.servicePointId())) {
      return forbids(
          Refusal.invalid("same-service-point", "ticket " + ticket.label() + " is at " + to));
    }
    if (state.closed()) {
      return forbids(QueueRefusals.closed());
    }
    Optional<Ticket> rival = IssueDecider.rival(state, ticket.holder(), to, ticket.label());
    if (rival.isPresent()) {
      return forbids(QueueRefusals.alreadyWaits(rival.get()));
    }
    TicketEdit edit = ticket.edit().waiting().movedTo(to);
    // Who was seen at the first one begins to wait anew; who was not has waited for something.
    Ticket moved =
        (ticket.status() == TicketStatus.IN_SERVICE ? edit.place(mark.at(), null) : edit).done();
    Standing standing = Standings.of(state.with(moved), moved, mark.at()).orElseThrow();
    return happens(new TicketTransferred(mark, moved, ticket.servicePointId(), standing));
  }

  static Verdict leave(Ticket ticket, LeaveQueue command, Mark mark) {
    return happens(new TicketLeft(mark, ticket.edit().left().done(), command.reason()));
  }
}
