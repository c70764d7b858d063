package org.tabib.engine.queue;

import static org.tabib.engine.queue.Verdict.forbids;
import static org.tabib.engine.queue.Verdict.happens;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.QueueCommand.CallNext;
import org.tabib.engine.queue.QueueCommand.CallTicket;
import org.tabib.engine.queue.QueueEvent.TicketCalled;
import org.tabib.engine.queue.QueueEvent.TicketMissed;
import org.tabib.engine.queue.QueueEvent.TicketRecalled;
import org.tabib.engine.queue.QueueEvent.TicketReturned;
import org.tabib.engine.queue.QueueEvent.TicketSkipped;

/** Who is called, and what becomes of those who do not come (QUEUE-3). */
final class CallDecider {
  private CallDecider() {}

  static Verdict next(ClinicQueueState state, CallNext command, Mark mark) {
    QueueSetup setup = state.needSetup();
    ServicePoint point = setup.servicePoint(command.servicePointId()).orElse(null);
    if (point == null) {
      return forbids(QueueRefusals.unknownPoint(command.servicePointId(), setup));
    }
    Refusal refusal = cannotCall(state, point, command.room());
    if (refusal != null) {
      return forbids(refusal);
    }
    Line line = Line.at(state, point.id(), command.doctorId(), mark.at());
    Optional<Ticket> next = line.next();
    return next.isEmpty()
        ? new Verdict.Says(new QueueReply.NobodyWaiting(point.id(), line.firstEarly().orElse(null)))
        : happens(called(next.get(), command.room(), command.doctorId(), null, mark));
  }

  static Verdict override(ClinicQueueState state, Ticket ticket, CallTicket command, Mark mark) {
    Remark reason = command.reason();
    if (reason == null) {
      return forbids(QueueRefusals.noReason());
    }
    ServicePoint point = state.needSetup().servicePoint(ticket.servicePointId()).orElse(null);
    if (point == null) {
      return forbids(QueueRefusals.unknownPoint(ticket.servicePointId(), state.needSetup()));
    }
    Refusal refusal = cannotCall(state, point, command.room());
    return refusal == null
        ? happens(called(ticket, command.room(), ticket.doctorId(), reason, mark))
        : forbids(refusal);
  }

  private static @Nullable Refusal cannotCall(
      ClinicQueueState state, ServicePoint point, String room) {
    if (!point.rooms().contains(room)) {
      return QueueRefusals.unknownRoom(room, point);
    }
    return state.paused(point.id()).isPresent()
        ? QueueRefusals.paused(point.id() + " pauses: the queue says why")
        : null;
  }

  private static TicketCalled called(
      Ticket ticket, String room, @Nullable String doctor, @Nullable Remark override, Mark mark) {
    String seenBy = doctor == null ? ticket.doctorId() : doctor;
    return new TicketCalled(mark, ticket.edit().called(room, seenBy, mark.at()).done(), override);
  }

  static Verdict recall(ClinicQueueState state, Ticket ticket, Mark mark) {
    if (ticket.calls() <= state.needSetup().rules().recalls()) {
      return happens(new TicketRecalled(mark, ticket.edit().calledAgain(mark.at()).done()));
    }
    return new Verdict.Happens(
        List.of(new TicketMissed(mark, ticket.edit().missed(mark.at()).done())),
        ticket.label(),
        "ticket %s was called %d times: it is missed".formatted(ticket.label(), ticket.calls()));
  }

  static Verdict skip(ClinicQueueState state, Ticket ticket, Mark mark) {
    if (state.closed()) {
      return forbids(QueueRefusals.closed());
    }
    int places = state.needSetup().rules().skipPlaces();
    int until = state.callsOf(ticket.servicePointId()) + places;
    return happens(
        new TicketSkipped(mark, ticket.edit().waiting().heldUntil(until).done(), places));
  }

  static Verdict giveBack(ClinicQueueState state, Ticket ticket, Mark mark) {
    if (state.closed()) {
      return forbids(QueueRefusals.closed());
    }
    Optional<Ticket> rival =
        IssueDecider.rival(state, ticket.holder(), ticket.servicePointId(), ticket.label());
    if (rival.isPresent()) {
      return forbids(QueueRefusals.alreadyWaits(rival.get()));
    }
    QueueRules rules = state.needSetup().rules();
    Instant missed = ticket.missedAt();
    boolean kept =
        ticket.returns() < rules.rejoins()
            && missed != null
            && !mark.at().isAfter(missed.plus(rules.rejoinWithin()));
    TicketEdit edit = ticket.edit().waiting().returned();
    Ticket back = (kept ? edit : edit.place(mark.at(), null)).done();
    Standing standing = Standings.of(state.with(back), back, mark.at()).orElseThrow();
    return happens(new TicketReturned(mark, back, kept, standing));
  }
}
