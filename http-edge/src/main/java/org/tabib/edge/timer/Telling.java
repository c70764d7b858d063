package org.tabib.edge.timer;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.conversation.ConversationReply;
import org.tabib.engine.conversation.Notice;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.timer.Timer;

/** Tells a person something, in the conversation that they have with the practice. */
final class Telling {
  private final TimerEntities entities;
  private final Function<String, Optional<String>> conversations;

  /**
   * @param conversations the conversation of a contact, if they have one; blocks
   */
  Telling(TimerEntities entities, Function<String, Optional<String>> conversations) {
    this.entities = entities;
    this.conversations = conversations;
  }

  /** The conversation that is named, or the contact's; none when they never wrote. Blocks. */
  Optional<String> where(@Nullable String conversationId, @Nullable String contactId) {
    if (conversationId != null) {
      return Optional.of(conversationId);
    }
    return contactId == null ? Optional.empty() : conversations.apply(contactId);
  }

  /** Tells it there; however often this timer comes, it is told once. */
  Outcome tell(Optional<String> where, Timer timer, NoticeKind kind, Map<String, String> facts)
      throws TimerEntities.NoAnswer, InterruptedException {
    if (where.isEmpty()) {
      return new Outcome.Dropped(Outcome.Reason.NOBODY);
    }
    Notice notice = new Notice(timer.noticeId(), kind, facts, timer.expires());
    return outcome(
        entities.conversation(
            where.get(), replyTo -> new ConversationCommand.Notify(notice, replyTo)));
  }

  private static Outcome outcome(ConversationReply reply) {
    return switch (reply) {
      case ConversationReply.Said said -> Outcome.DONE;
      case ConversationReply.Durable durable -> Outcome.DONE;
      case ConversationReply.Refused(var refusal) -> Outcome.of(refusal, Outcome.Reason.REFUSED);
      // The gateway follows; a chain that it does not get to the end of is shorter next time.
      case ConversationReply.Moved moved -> new Outcome.TryAgain("conversation-moved");
    };
  }
}
