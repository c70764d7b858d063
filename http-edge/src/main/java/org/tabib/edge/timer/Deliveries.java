package org.tabib.edge.timer;

import java.util.Optional;
import java.util.function.Function;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.reminder.ReminderReply;
import org.tabib.engine.timer.Timer;
import org.tabib.engine.timer.TimerTask;

/** Brings each timer to whom it is for. Blocks: on threads of timers only. */
final class Deliveries {
  private final TimerEntities entities;
  private final VisitDelivery visits;
  private final TicketDelivery tickets;
  private final SettleDelivery settling;
  private final WaitingDelivery waiting;
  private final FollowUpDelivery followUps;
  private final ReportDelivery reports;

  Deliveries(
      TimerEntities entities,
      Telling telling,
      Night night,
      Function<String, Optional<PracticeConfig>> practices,
      ReportDelivery reports) {
    this.entities = entities;
    this.visits = new VisitDelivery(entities, telling, night);
    this.tickets = new TicketDelivery(entities, telling, night);
    this.settling = new SettleDelivery(entities, practices);
    this.waiting = new WaitingDelivery(entities, telling);
    this.followUps = new FollowUpDelivery(entities, telling, practices);
    this.reports = reports;
  }

  Outcome deliver(Timer timer) throws TimerEntities.NoAnswer, InterruptedException {
    return switch (timer.task()) {
      case TimerTask.TellVisit task -> visits.tell(timer, task);
      case TimerTask.MissVisit task -> visits.miss(task);
      case TimerTask.AskReview task -> visits.askReview(timer, task);
      case TimerTask.FollowVisit task -> followUps.follow(task);
      case TimerTask.SettleTicket task -> settling.settle(timer, task);
      case TimerTask.TellTicket task -> tickets.tell(timer, task);
      case TimerTask.CloseQueueDay task -> tickets.close(timer, task);
      case TimerTask.TellOffer task -> waiting.tell(timer, task);
      case TimerTask.OfferTimedOut task -> waiting.timedOut(task);
      case TimerTask.SlotFreed task -> waiting.freed(task);
      case TimerTask.ReminderDue task -> fire(task);
      case TimerTask.MakeReports task -> reports.make(task);
    };
  }

  /** The reminder tells it itself, and says in its events what is due next. */
  private Outcome fire(TimerTask.ReminderDue task)
      throws TimerEntities.NoAnswer, InterruptedException {
    ReminderReply reply =
        entities.reminder(
            task.reminderId(), replyTo -> new ReminderCommand.Fire(task.occurrence(), replyTo));
    return switch (reply) {
      case ReminderReply.Current current -> Outcome.DONE;
      case ReminderReply.Refused(var refusal) -> Outcome.of(refusal, Outcome.Reason.REFUSED);
    };
  }
}
