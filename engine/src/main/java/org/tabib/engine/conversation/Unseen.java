package org.tabib.engine.conversation;

import java.util.List;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.privacy.Private;

/**
 * Messages of the bot that the person cannot have read, because no channel was ever asked to send
 * them. Whoever writes several messages in a row gets one answer: the newer question takes the
 * place of the older one (CONV-8).
 *
 * @param inFlight the number of the message that a channel is being asked to send, or may have been
 *     asked to before a crash; 0 when there is none
 */
record Unseen(ConversationState state, long inFlight) {

  /** Whether the question that the dialogue waits for was not asked yet. */
  boolean isQuestion() {
    Cursor cursor = state.cursor();
    return cursor != null && messages().stream().anyMatch(m -> m.number() == cursor.turn());
  }

  /**
   * What need not be said any more when this is said: the question before, which the answer asks
   * again or has passed, and whatever says the same. Advice in an emergency always goes out.
   */
  List<Long> replacedBy(List<Outbound> answer) {
    if (answer.isEmpty()) {
      return List.of();
    }
    Cursor cursor = state.cursor();
    long question = cursor == null || Emergencies.isAdvice(cursor) ? 0 : cursor.turn();
    return messages().stream()
        .filter(m -> m.number() == question || answer.stream().anyMatch(said -> same(m, said)))
        .map(Outbound::number)
        .toList();
  }

  private List<Outbound> messages() {
    return state.outbox().stream()
        .filter(m -> m.author().equals(Dialogue.BOT))
        // What was told without being asked is no question that an answer takes the place of.
        .filter(m -> !state.notices().isNotice(m.number()))
        .filter(m -> m.number() != inFlight)
        // An attempt that failed may have reached the person all the same.
        .filter(m -> state.attempt() == 0 || m != state.outbox().getFirst())
        .toList();
  }

  private static boolean same(Outbound one, Outbound other) {
    return one.content() instanceof Private.Clear<OutboundContent> a
        && other.content() instanceof Private.Clear<OutboundContent> b
        && a.value().body().equals(b.value().body());
  }
}
