package org.tabib.edge.timer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.queue.Mark;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.VisitTurn;
import org.tabib.engine.timer.Timer;
import org.tabib.engine.timer.TimerTask;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.visit.VisitStatus;

/**
 * Tells the queue of a visit's day what became of the visit. The visit is asked first: who was
 * given up and has come since keeps the ticket. The queue knows whether there is a ticket at all.
 */
final class SettleDelivery {
  private final TimerEntities entities;
  private final Function<String, Optional<PracticeConfig>> practices;

  SettleDelivery(TimerEntities entities, Function<String, Optional<PracticeConfig>> practices) {
    this.entities = entities;
    this.practices = practices;
  }

  Outcome settle(Timer timer, TimerTask.SettleTicket task)
      throws TimerEntities.NoAnswer, InterruptedException {
    return switch (entities.visit(task.visitId(), VisitCommand.Get::new)) {
      case VisitReply.Refused(var refusal) -> Outcome.of(refusal, Outcome.Reason.MOOT);
      case VisitReply.Current visit -> settle(timer, task, visit);
    };
  }

  private Outcome settle(Timer timer, TimerTask.SettleTicket task, VisitReply.Current visit)
      throws TimerEntities.NoAnswer, InterruptedException {
    Optional<PracticeConfig> practice = practices.apply(Ids.practiceOf(visit.visitId()));
    if (practice.isEmpty()) {
      return new Outcome.TryAgain("practice-unknown");
    }
    VisitDetails details = visit.details();
    ZoneId zone = practice.get().zoneOf(details.clinicId());
    Instant start = details.slot().start();
    QueueId stands = QueueId.of(details.clinicId(), LocalDate.ofInstant(start, zone));
    @Nullable String left = task.queueId();
    @Nullable Instant from = task.start();
    if (left != null && from != null) {
      boolean isBack = from.equals(start) && left.equals(stands.text());
      return isBack ? Outcome.MOOT : ask(timer, left, visit, VisitTurn.MOVED, from);
    }
    // Before its day nobody has a ticket: no queue is woken for a visit of next month.
    if (LocalDate.ofInstant(timer.due(), zone).isBefore(stands.date())) {
      return Outcome.MOOT;
    }
    @Nullable VisitTurn turn = turn(visit.status());
    return turn == null ? Outcome.MOOT : ask(timer, stands.text(), visit, turn, null);
  }

  private static @Nullable VisitTurn turn(VisitStatus status) {
    return switch (status) {
      case IN_CONSULTATION -> VisitTurn.STARTED;
      case COMPLETED -> VisitTurn.COMPLETED;
      case CANCELLED -> VisitTurn.CANCELLED;
      case NO_SHOW -> VisitTurn.NO_SHOW;
      case BOOKED, CONFIRMED, CHECKED_IN -> null;
    };
  }

  private Outcome ask(
      Timer timer,
      String queueId,
      VisitReply.Current visit,
      VisitTurn turn,
      @Nullable Instant movedFrom)
      throws TimerEntities.NoAnswer, InterruptedException {
    VisitDetails details = visit.details();
    return TicketDelivery.of(
        entities.queue(
            queueId,
            replyTo ->
                new QueueCommand.SettleVisit(
                    timer.id(),
                    Mark.SYSTEM,
                    visit.visitId(),
                    turn,
                    movedFrom,
                    details.doctorId(),
                    details.specialty(),
                    replyTo)));
  }
}
