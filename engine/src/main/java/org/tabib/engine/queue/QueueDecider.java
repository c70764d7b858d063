package org.tabib.engine.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.ClinicQueueState.Change;
import org.tabib.engine.queue.QueueEvent.ServiceFinished;
import org.tabib.engine.queue.QueueEvent.ServiceStarted;
import org.tabib.engine.queue.QueueEvent.TicketCalled;
import org.tabib.engine.queue.QueueEvent.TicketLeft;
import org.tabib.engine.queue.QueueEvent.TicketNeared;
import org.tabib.engine.queue.QueueEvent.TicketRecalled;
import org.tabib.engine.queue.QueueEvent.TicketRetriaged;
import org.tabib.engine.queue.QueueEvent.TicketReturned;
import org.tabib.engine.queue.QueueEvent.TicketSkipped;
import org.tabib.engine.queue.QueueEvent.TicketTransferred;

/**
 * The rules of a ClinicQueue: recognises what was done already, opens the day, asks the rule that
 * the command is about, and sees who has come near by it.
 */
final class QueueDecider {
  private QueueDecider() {}

  /**
   * What follows from a command.
   *
   * @param configured how the clinic is configured now
   * @param earlier what the days before showed, in case this one begins; null when it is not known
   */
  static Decision<QueueEvent, QueueReply> decide(
      ClinicQueueState state,
      QueueCommand.Change command,
      ClinicSetups.Answer configured,
      @Nullable Shown earlier,
      Instant now) {
    Optional<Change> done = state.change(command.commandId());
    if (done.isPresent()) {
      return again(state, command, done.get(), now);
    }
    Mark mark = new Mark(command.commandId(), command.by(), now);
    List<QueueEvent> events = new ArrayList<>(DaySetup.events(state, configured, earlier, mark));
    ClinicQueueState ready = after(state, events);
    if (ready.setup() == null) {
      return Decision.refuse(DaySetup.missing(configured));
    }
    return switch (verdict(ready, command, mark)) {
      case Verdict.Forbids(var refusal) -> Decision.refuse(refusal);
      case Verdict.Says(var reply) -> Decision.answer(reply);
      case Verdict.Shows(var ticket, var note) ->
          Decision.answer(QueueAnswers.ticket(ready, ticket, note, now));
      case Verdict.Happens happens -> {
        events.addAll(happens.events());
        events.addAll(neared(after(state, events), mark));
        DayDecider.shown(state, after(state, events), mark).ifPresent(events::add);
        yield Decision.accept(events, reply(after(state, events), happens, now));
      }
    };
  }

  /** The same command again: nothing happens, and the answer says how things stand now. */
  private static Decision<QueueEvent, QueueReply> again(
      ClinicQueueState state, QueueCommand.Change command, Change done, Instant now) {
    String label = done.label();
    if (command instanceof QueueCommand.TicketChange change && !change.label().equals(label)) {
      return Decision.refuse(
          Refusal.conflict(
              "command-id-used", "another command had that id: choose a new one for each"));
    }
    return Decision.answer(
        label == null
            ? new QueueReply.Done(state.queueId())
            : QueueAnswers.ticket(state, state.ticket(label).orElseThrow(), null, now));
  }

  private static Verdict verdict(ClinicQueueState state, QueueCommand.Change command, Mark mark) {
    return switch (command) {
      case QueueCommand.IssueTicket c -> IssueDecider.decide(state, c, mark);
      case QueueCommand.CallNext c -> CallDecider.next(state, c, mark);
      case QueueCommand.TicketChange c -> ofTicket(state, c, mark);
      case QueueCommand.SettleVisit c -> SettleDecider.decide(state, c, mark);
      case QueueCommand.Undo c -> UndoDecider.decide(state, c, mark);
      case QueueCommand.PauseQueue c -> DayDecider.pause(state, c, mark);
      case QueueCommand.ResumeQueue c -> DayDecider.resume(state, c, mark);
      case QueueCommand.CloseDay c -> DayDecider.close(state, c, mark);
    };
  }

  private static Verdict ofTicket(
      ClinicQueueState state, QueueCommand.TicketChange command, Mark mark) {
    Ticket ticket = state.ticket(command.label()).orElse(null);
    if (ticket == null) {
      return Verdict.forbids(QueueRefusals.unknownTicket(command.label()));
    }
    if (ticket.status() == TicketStatus.LEFT) {
      return command instanceof QueueCommand.LeaveQueue
          ? new Verdict.Shows(ticket, "ticket " + ticket.label() + " has left the queue already")
          : Verdict.forbids(QueueRefusals.left(ticket.label()));
    }
    // The lifecycle knows more ways into a service than the desk may go: SettleDecider's.
    if (command instanceof QueueCommand.StartService && ticket.status() != TicketStatus.CALLED) {
      return Verdict.forbids(QueueRefusals.notCalled(ticket));
    }
    Class<? extends QueueEvent> wanted = event(command);
    if (!TicketLifecycle.allows(ticket.status(), wanted)) {
      return Verdict.forbids(QueueRefusals.wrongState(ticket, wanted));
    }
    return switch (command) {
      case QueueCommand.CallTicket c -> CallDecider.override(state, ticket, c, mark);
      case QueueCommand.Recall c -> CallDecider.recall(state, ticket, mark);
      case QueueCommand.Skip c -> CallDecider.skip(state, ticket, mark);
      case QueueCommand.Return c -> CallDecider.giveBack(state, ticket, mark);
      case QueueCommand.StartService c ->
          Verdict.happens(new ServiceStarted(mark, ticket.edit().started(mark.at()).done()));
      case QueueCommand.FinishService c ->
          Verdict.happens(new ServiceFinished(mark, ticket.edit().served(mark.at()).done()));
      case QueueCommand.Retriage c -> ServiceDecider.retriage(state, ticket, c, mark);
      case QueueCommand.Transfer c -> ServiceDecider.transfer(state, ticket, c, mark);
      case QueueCommand.LeaveQueue c -> ServiceDecider.leave(ticket, c, mark);
    };
  }

  /** What the command would make happen: the lifecycle says whether it may. */
  private static Class<? extends QueueEvent> event(QueueCommand.TicketChange command) {
    return switch (command) {
      case QueueCommand.CallTicket c -> TicketCalled.class;
      case QueueCommand.Recall c -> TicketRecalled.class;
      case QueueCommand.Skip c -> TicketSkipped.class;
      case QueueCommand.Return c -> TicketReturned.class;
      case QueueCommand.StartService c -> ServiceStarted.class;
      case QueueCommand.FinishService c -> ServiceFinished.class;
      case QueueCommand.Retriage c -> TicketRetriaged.class;
      case QueueCommand.Transfer c -> TicketTransferred.class;
      case QueueCommand.LeaveQueue c -> TicketLeft.class;
    };
  }

  /** Who has become one of the first and does not know it yet. */
  private static List<QueueEvent> neared(ClinicQueueState state, Mark mark) {
    List<QueueEvent> neared = new ArrayList<>();
    QueueSetup setup = state.needSetup();
    for (ServicePoint point : setup.servicePoints()) {
      for (QueueReply.Waiting waiting :
          Standings.at(state, point, mark.at()).first(setup.rules().nearAt())) {
        Ticket ticket = waiting.ticket();
        if (!ticket.near()) {
          neared.add(new TicketNeared(mark, ticket.edit().near(true).done(), waiting.standing()));
        }
      }
    }
    return neared;
  }

  private static QueueReply reply(ClinicQueueState state, Verdict.Happens happens, Instant now) {
    String label = happens.label();
    return label == null
        ? new QueueReply.Done(state.queueId())
        : QueueAnswers.ticket(state, state.ticket(label).orElseThrow(), happens.note(), now);
  }

  private static ClinicQueueState after(ClinicQueueState state, List<QueueEvent> events) {
    ClinicQueueState after = state;
    for (QueueEvent event : events) {
      after = after.apply(event);
    }
    return after;
  }
}
