package org.tabib.edge.timer;

import java.util.Optional;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.timer.Timer;
import org.tabib.engine.timer.TimerTask;
import org.tabib.engine.waitlist.WaitingCommand;
import org.tabib.engine.waitlist.WaitingReply;

/** Timers of waiting lists. */
final class WaitingDelivery {
  private final TimerEntities entities;
  private final Telling telling;

  WaitingDelivery(TimerEntities entities, Telling telling) {
    this.entities = entities;
    this.telling = telling;
  }

  Outcome tell(Timer timer, TimerTask.TellOffer task)
      throws TimerEntities.NoAnswer, InterruptedException {
    WaitingReply reply =
        entities.waitingList(
            task.waitingListId(), replyTo -> new WaitingCommand.Get(task.entryId(), replyTo));
    if (!(reply instanceof WaitingReply.Entry entry)) {
      return of(reply);
    }
    return task.offerId().equals(entry.offerId())
        ? telling.tell(
            Optional.of(task.conversationId()), timer, NoticeKind.SLOT_OFFER, task.facts())
        : Outcome.MOOT;
  }

  Outcome timedOut(TimerTask.OfferTimedOut task)
      throws TimerEntities.NoAnswer, InterruptedException {
    return of(
        entities.waitingList(
            task.waitingListId(),
            replyTo -> new WaitingCommand.OfferTimedOut(task.offerId(), replyTo)));
  }

  Outcome freed(TimerTask.SlotFreed task) throws TimerEntities.NoAnswer, InterruptedException {
    return of(
        entities.waitingList(
            task.waitingListId(),
            replyTo -> new WaitingCommand.SlotFreed(task.freedId(), task.slot(), replyTo)));
  }

  private static Outcome of(WaitingReply reply) {
    return switch (reply) {
      case WaitingReply.Refused(var refusal) -> Outcome.of(refusal, Outcome.Reason.MOOT);
      case WaitingReply.Done done -> Outcome.DONE;
      case WaitingReply.Entry entry -> Outcome.DONE;
      case WaitingReply.Accepted accepted -> Outcome.DONE;
    };
  }
}
