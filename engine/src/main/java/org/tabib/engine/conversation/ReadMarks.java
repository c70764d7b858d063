package org.tabib.engine.conversation;

import akka.actor.typed.javadsl.ActorContext;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationSignal.Due;
import org.tabib.engine.delivery.Channel;
import org.tabib.engine.delivery.InboundMessage;

/** Shows a person that what they wrote was read. Belongs to one actor. */
final class ReadMarks {
  /** Messages that follow each other so closely are marked read together, with one call. */
  private static final Duration TOGETHER = Duration.ofMillis(500);

  private final Channel channel;
  private final ActorContext<ConversationCommand> context;

  /** The newest message that was handled and not yet marked read. */
  private @Nullable String unread;

  ReadMarks(Channel channel, ActorContext<ConversationCommand> context) {
    this.channel = channel;
    this.context = context;
  }

  /** Soon, not at once: the answer goes first, and the next message may come right behind. */
  void willMark(ConversationState state, List<InboundMessage> read) {
    if (read.isEmpty() || state.attendedBy() != null) {
      return;
    }
    if (unread == null) {
      context.scheduleOnce(TOGETHER, context.getSelf(), Due.READ);
    }
    unread = read.getLast().id();
  }

  /** Marking a message read marks those before it too. */
  void mark(ConversationState state) {
    String newest = unread;
    unread = null;
    if (newest != null) {
      channel.markRead(state.account(), newest, false);
    }
  }
}
