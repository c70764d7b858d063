package org.tabib.engine.queue;

import static org.tabib.engine.queue.Verdict.forbids;
import static org.tabib.engine.queue.Verdict.happens;

import java.util.Optional;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.ClinicQueueState.Change;
import org.tabib.engine.queue.QueueCommand.Undo;
import org.tabib.engine.queue.QueueEvent.CommandUndone;

/**
 * Takes back what a command did to a ticket, if that is what happened to the ticket last. Numbers
 * stay used: a ticket whose issue is undone has left.
 */
final class UndoDecider {
  private UndoDecider() {}

  static Verdict decide(ClinicQueueState state, Undo command, Mark mark) {
    Change change = state.change(command.undoes()).orElse(null);
    if (change == null) {
      return forbids(
          Refusal.notFound(
              "command-unknown", "no such command is remembered: it did nothing here"));
    }
    String label = change.label();
    if (label == null || (change.undone() && change.what().equals("CommandUndone"))) {
      return forbids(
          Refusal.invalid(
              "not-undoable", change.what() + " cannot be undone: only what was done to a ticket"));
    }
    Ticket now = state.ticket(label).orElseThrow();
    if (change.undone()) {
      return new Verdict.Shows(now, "that has been undone already");
    }
    Change newest = state.newestOf(label).orElse(change);
    if (!newest.commandId().equals(change.commandId())) {
      return forbids(
          Refusal.conflict(
              "changed-since",
              "ticket %s was changed since: %s by %s"
                  .formatted(label, newest.what(), newest.by())));
    }
    return restored(state, command, change, now, mark);
  }

  private static Verdict restored(
      ClinicQueueState state, Undo command, Change change, Ticket now, Mark mark) {
    Ticket before = change.before();
    if (before == null) {
      return happens(new CommandUndone(mark, command.undoes(), now.edit().left().done(), now));
    }
    if (now.status() == TicketStatus.LEFT && state.closed()) {
      return forbids(QueueRefusals.closed());
    }
    if (before.status() == TicketStatus.WAITING && state.closed()) {
      return forbids(QueueRefusals.closed());
    }
    Optional<Ticket> rival =
        before.isActive()
            ? IssueDecider.rival(state, before.holder(), before.servicePointId(), before.label())
            : Optional.empty();
    if (rival.isPresent()) {
      return forbids(QueueRefusals.alreadyWaits(rival.get()));
    }
    // What the holder was told stays told.
    Ticket back = before.edit().near(before.near() || now.near()).done();
    return happens(new CommandUndone(mark, command.undoes(), back, now));
  }
}
