package org.tabib.engine.conversation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.privacy.DataKey;

/** What a conversation tells itself. */
sealed interface ConversationSignal extends ConversationCommand.Internal {

  /** A look-up came to an end. @param key the new dependant's, where one was asked for */
  record Gathered(Query query, Fact fact, @Nullable DataKey key) implements ConversationSignal {}

  record SendFinished(long number, SendOutcome outcome) implements ConversationSignal {}

  /** An attempt came to an end. @param outcome none when nobody answered */
  record EffectFinished(String effectId, @Nullable EffectOutcome outcome)
      implements ConversationSignal {}

  /** A decision that waits for facts, as they come in. */
  record Pending(ConversationCommand command, Map<Query, Fact> facts) {}

  /** A decision has been waiting for long. */
  record Overdue(Pending decision) implements ConversationSignal {}

  /** Something is to be done now. */
  enum Due implements ConversationSignal {
    SEND,
    RECEIPTS_OVERDUE,
    EFFECTS,
    READ,
    TYPING,
    STOP
  }
}
