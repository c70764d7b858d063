package org.tabib.engine.conversation;

import akka.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationSignal.Due;
import org.tabib.engine.entity.Refusal;

/**
 * What a conversation remembers over a write that the journal did not take, until it has recovered.
 * Callers are refused at once instead of waiting for a time-out: the one whose command was being
 * written, and those whose commands waited behind it. They come again in their own order, whereas
 * carrying out the later ones now would put them before the one that failed. Belongs to one actor.
 */
final class FailedWrite {
  static final ConversationReply REFUSED =
      new ConversationReply.Refused(
          Refusal.unavailable("journal-unavailable", "the journal did not take it; try again"));

  private final ActorRef<ConversationCommand> self;
  private @Nullable ActorRef<ConversationReply> caller;
  private boolean happened;

  FailedWrite(ActorRef<ConversationCommand> self) {
    this.self = self;
  }

  /** A caller's command is being written. */
  void wouldFail(ActorRef<ConversationReply> replyTo) {
    caller = replyTo;
  }

  /** It is written. */
  void didNot() {
    caller = null;
  }

  /** The journal did not take it; recovery follows, after a pause. */
  void happened() {
    happened = true;
    if (caller != null) {
      caller.tell(REFUSED);
      caller = null;
    }
  }

  /** What was in memory is what is in the journal again. */
  void recovered() {
    if (!happened) {
      return;
    }
    // Behind everything that waited.
    self.tell(Due.CAUGHT_UP);
  }

  void caughtUp() {
    happened = false;
  }

  boolean catchingUp() {
    return happened;
  }
}
