package org.tabib.engine.queue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.QueueCommand.SettleVisit;
import org.tabib.engine.queue.QueueEvent.ServiceFinished;
import org.tabib.engine.queue.QueueEvent.ServiceStarted;
import org.tabib.engine.queue.QueueEvent.TicketLeft;

/** What becomes of a ticket whose visit began or ended without it: nobody is called in vain. */
final class SettleDecider {
  private SettleDecider() {}

  static Verdict decide(ClinicQueueState state, SettleVisit command, Mark mark) {
    List<QueueEvent> events = new ArrayList<>();
    for (Ticket ticket : state.all()) {
      if (isMeant(state.needSetup(), ticket, command)) {
        events.addAll(settled(ticket, command, mark));
      }
    }
    return events.isEmpty()
        ? new Verdict.Says(new QueueReply.Done(state.queueId()))
        : new Verdict.Happens(events, null, null);
  }

  private static boolean isMeant(QueueSetup setup, Ticket ticket, SettleVisit command) {
    if (!command.visitId().equals(ticket.holder().visitId())) {
      return false;
    }
    return switch (command.turn()) {
      case STARTED, COMPLETED -> !isSentOn(setup, ticket, command);
      case MOVED ->
          command.movedFrom() == null || command.movedFrom().equals(ticket.appointmentAt());
      case CANCELLED, NO_SHOW -> true;
    };
  }

  /** Whom the doctor sent on, to the laboratory, waits there for something else than the visit. */
  private static boolean isSentOn(QueueSetup setup, Ticket ticket, SettleVisit command) {
    String here = ticket.servicePointId();
    boolean issuedHere =
        setup
            .servicePoint(here)
            .map(ServicePoint::code)
            .filter(ticket.label().replaceFirst("\\d+$", "")::equals)
            .isPresent();
    return !issuedHere
        && !setup.servicePointFor(command.doctorId(), command.specialty()).id().equals(here);
  }

  private static List<QueueEvent> settled(Ticket ticket, SettleVisit command, Mark mark) {
    return switch (ticket.status()) {
      case WAITING, CALLED, MISSED ->
          switch (command.turn()) {
            case STARTED -> List.of(started(ticket, command, mark));
            case COMPLETED -> {
              ServiceStarted started = started(ticket, command, mark);
              yield List.of(started, finished(started.ticket(), mark));
            }
            case CANCELLED -> List.of(left(ticket, Remark.Fixed.VISIT_CANCELLED, mark));
            case MOVED -> List.of(left(ticket, Remark.Fixed.VISIT_MOVED, mark));
            case NO_SHOW -> List.of(left(ticket, Remark.Fixed.VISIT_MISSED, mark));
          };
      case IN_SERVICE ->
          switch (command.turn()) {
            // Somebody sits in the room: whoever did not come, it was not they.
            case STARTED, NO_SHOW -> List.of();
            case COMPLETED, CANCELLED, MOVED -> List.of(finished(ticket, mark));
          };
      case SERVED, LEFT -> List.of();
    };
  }

  /** Who was not called, or did not come when they were, sits in a room that nobody named. */
  private static ServiceStarted started(Ticket ticket, SettleVisit command, Mark mark) {
    TicketEdit edit = ticket.edit();
    @Nullable String seenBy = ticket.seenBy();
    if (ticket.status() != TicketStatus.CALLED) {
      edit.waiting();
      seenBy = command.doctorId();
    }
    return new ServiceStarted(mark, edit.started(mark.at()).seenBy(seenBy).done());
  }

  private static ServiceFinished finished(Ticket ticket, Mark mark) {
    return new ServiceFinished(mark, ticket.edit().served(mark.at()).done());
  }

  private static TicketLeft left(Ticket ticket, Remark reason, Mark mark) {
    return new TicketLeft(mark, ticket.edit().left().done(), reason);
  }
}
