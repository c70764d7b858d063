package org.tabib.engine.waitlist;

import akka.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.schedule.Slot;

/**
 * What can be asked of a WaitingList. Every command is idempotent by the id that its sender chose:
 * repeating one changes nothing more and answers the same.
 */
public sealed interface WaitingCommand extends ClusterMessage {

  /** What somebody waits for an answer to. */
  sealed interface Asked extends WaitingCommand {
    ActorRef<WaitingReply> replyTo();
  }

  /** Waits for a time. @param entryId chosen by the sender */
  record Join(String entryId, Wanted wanted, By by, ActorRef<WaitingReply> replyTo)
      implements Asked {}

  /** Waits no longer. A time that was offered goes to the next. Unknown entries are fine. */
  record Leave(String entryId, Ending ending, ActorRef<WaitingReply> replyTo) implements Asked {}

  /**
   * A time became free, or is to be looked at again after it was put off.
   *
   * @param freedId names what freed it, e.g. the visit that was there and its start: the same time
   *     freed twice is two
   */
  record SlotFreed(String freedId, Slot slot, ActorRef<WaitingReply> replyTo) implements Asked {}

  /** Nobody answered the offer in its time. Early, late or repeated ones change nothing. */
  record OfferTimedOut(String offerId, ActorRef<WaitingReply> replyTo) implements Asked {}

  /**
   * Takes the offered time: from now on nobody else is offered it. The sender books it with the
   * offer as the hold, then says {@link ConfirmBooked} or {@link ReturnOffer}.
   */
  record Accept(String offerId, ActorRef<WaitingReply> replyTo) implements Asked {}

  /** Does not want the offered time but goes on waiting. */
  record Decline(String offerId, ActorRef<WaitingReply> replyTo) implements Asked {}

  /** The accepted time is booked: the wait is over. */
  record ConfirmBooked(String offerId, String visitId, ActorRef<WaitingReply> replyTo)
      implements Asked {}

  /** The accepted time could not be booked: the person waits on, in their old place. */
  record ReturnOffer(String offerId, ActorRef<WaitingReply> replyTo) implements Asked {}

  /** How an entry stands. */
  record Get(String entryId, ActorRef<WaitingReply> replyTo) implements Asked {}

  /**
   * What was to be known before the next offer is known; internal, never leaves the node.
   *
   * @param asked what it was gathered for
   * @param found null when somebody did not answer
   */
  record Gathered(Asked asked, @Nullable Found found) implements WaitingCommand {}

  /** Hears who waited while something was gathered; sent after recovery. */
  record Wake() implements WaitingCommand {}

  /** Who put an entry on the list. */
  enum By {
    PATIENT,
    STAFF
  }

  /** The entity stops; sent by sharding. */
  enum Stop implements WaitingCommand {
    INSTANCE
  }
}
