package org.tabib.edge.timer;

import java.util.Optional;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.queue.Mark;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.Remark;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.timer.Timer;
import org.tabib.engine.timer.TimerTask;

/** Timers of queues. The queue is asked first: nobody is called in who has just been served. */
final class TicketDelivery {
  private final TimerEntities entities;
  private final Telling telling;
  private final Night night;

  TicketDelivery(TimerEntities entities, Telling telling, Night night) {
    this.entities = entities;
    this.telling = telling;
    this.night = night;
  }

  Outcome tell(Timer timer, TimerTask.TellTicket task)
      throws TimerEntities.NoAnswer, InterruptedException {
    QueueReply reply =
        entities.queue(
            task.queueId(), replyTo -> new QueueCommand.GetTicket(task.label(), replyTo));
    if (!(reply instanceof QueueReply.TicketState ticket)) {
      return of(reply);
    }
    if (!stands(task.notice(), ticket.status())) {
      return Outcome.MOOT;
    }
    if (task.notice() == NoticeKind.QUEUE_CLOSED) {
      String clinic = QueueId.parse(task.queueId()).clinicId();
      Optional<Outcome> instead = night.instead(timer, clinic, clinic);
      if (instead.isPresent()) {
        return instead.get();
      }
    }
    return telling.tell(
        telling.where(task.conversationId(), task.contactId()), timer, task.notice(), task.facts());
  }

  Outcome close(Timer timer, TimerTask.CloseQueueDay task)
      throws TimerEntities.NoAnswer, InterruptedException {
    return of(
        entities.queue(
            task.queueId(),
            replyTo ->
                new QueueCommand.CloseDay(
                    timer.id(), Mark.SYSTEM, Remark.Fixed.DAY_OVER, replyTo)));
  }

  private static boolean stands(NoticeKind notice, TicketStatus status) {
    return switch (status) {
      case WAITING -> notice == NoticeKind.TICKET_ISSUED || notice == NoticeKind.TICKET_NEAR;
      case CALLED -> notice == NoticeKind.TICKET_CALLED;
      case MISSED -> notice == NoticeKind.TICKET_MISSED;
      case LEFT -> notice == NoticeKind.QUEUE_CLOSED;
      case IN_SERVICE, SERVED -> false;
    };
  }

  /** What a queue's answer to a change makes of the timer that asked for it. */
  static Outcome of(QueueReply reply) {
    return switch (reply) {
      case QueueReply.Refused(var refusal) -> Outcome.of(refusal, Outcome.Reason.MOOT);
      case QueueReply.Done done -> Outcome.DONE;
      case QueueReply.TicketState ticket -> Outcome.DONE;
      case QueueReply.QueueState queue -> Outcome.DONE;
      case QueueReply.NobodyWaiting nobody -> Outcome.DONE;
      case QueueReply.Wait wait -> Outcome.DONE;
    };
  }
}
