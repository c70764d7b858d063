package org.tabib.engine.conversation;

import akka.actor.typed.ActorRef;
import java.util.List;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.Receipt;
import org.tabib.engine.entity.ClusterMessage;

/** What can be asked of a Conversation. */
public sealed interface ConversationCommand {

  /** What somebody waits for an answer to. */
  sealed interface Asked extends ConversationCommand {
    ActorRef<ConversationReply> replyTo();
  }

  /**
   * What one webhook brought for this conversation: messages in the order in which they take
   * effect, then receipts. Answered when all of it is durable; repeating it changes nothing.
   *
   * @param contactId the contact that the directory knows under the sender's address
   * @param account the channel account that received it
   * @param from where the person writes from, and is answered
   */
  record Receive(
      String contactId,
      String account,
      Address from,
      List<InboundMessage> messages,
      List<Receipt> receipts,
      ActorRef<ConversationReply> replyTo)
      implements Asked, ClusterMessage, Undecided {}

  /**
   * Staff wrote to the person on the practice's own phone. Repeating it changes nothing.
   *
   * @param to where they wrote to
   * @param message what they wrote, with the provider's id and time
   */
  record StaffEcho(
      String contactId,
      String account,
      Address to,
      InboundMessage message,
      ActorRef<ConversationReply> replyTo)
      implements Asked, ClusterMessage {}

  /** Receipts alone: the person's address is not known from them. */
  record RecordReceipts(List<Receipt> receipts, ActorRef<ConversationReply> replyTo)
      implements Asked, ClusterMessage {}

  /** The person moved to another address. */
  record ChangeAddress(Address address, ActorRef<ConversationReply> replyTo)
      implements Asked, ClusterMessage {}

  /** Another conversation of the same person is to be used from now on. */
  record MergeInto(String conversationId, ActorRef<ConversationReply> replyTo)
      implements Asked, ClusterMessage {}

  /** A member of staff answers from now on; the bot is silent. */
  record TakeOver(String by, ActorRef<ConversationReply> replyTo)
      implements Asked, ClusterMessage {}

  /** The bot answers again. */
  record HandBack(String by, ActorRef<ConversationReply> replyTo)
      implements Asked, ClusterMessage {}

  /**
   * A member of staff writes.
   *
   * @param commandId chosen by the caller: repeating it changes nothing
   */
  record Say(String commandId, String text, String by, ActorRef<ConversationReply> replyTo)
      implements Asked, ClusterMessage {}

  /**
   * A dead letter is to be sent after all, behind whatever waits.
   *
   * @param commandId chosen by the caller: repeating it changes nothing
   * @param number the letter's
   */
  record ReplayLetter(String commandId, long number, String by, ActorRef<ConversationReply> replyTo)
      implements Asked, ClusterMessage {}

  /**
   * A dead letter is to be let go.
   *
   * @param commandId chosen by the caller: repeating it changes nothing
   * @param number the letter's
   */
  record DropLetter(
      String commandId,
      long number,
      DropReason reason,
      String by,
      ActorRef<ConversationReply> replyTo)
      implements Asked, ClusterMessage {}

  /**
   * The person is told something that they did not ask for just now. Answered {@code Said}, also
   * for a repetition; {@code Moved}; or {@code Refused}, finally unless it is unavailable.
   */
  record Notify(Notice notice, ActorRef<ConversationReply> replyTo)
      implements Asked, ClusterMessage {}

  /** Pays what is owed; sent after a crash to conversations that owe. */
  record Wake() implements ConversationCommand, ClusterMessage {}

  /** What the entity says to itself: never leaves its node. */
  non-sealed interface Internal extends ConversationCommand {}

  /** The entity stops; sent by sharding. */
  enum Stop implements ConversationCommand, ClusterMessage {
    INSTANCE
  }
}
