package org.tabib.engine.conversation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.Vault;

/** What a conversation tells itself. */
sealed interface ConversationSignal extends ConversationCommand.Internal {

  /** A look-up came to an end. @param key the new dependant's, where one was asked for */
  record Gathered(Query query, Fact fact, @Nullable DataKey key) implements ConversationSignal {}

  record SendFinished(long number, SendOutcome outcome) implements ConversationSignal {}

  /** An attempt came to an end. @param outcome none when nobody answered */
  record EffectFinished(String effectId, @Nullable EffectOutcome outcome)
      implements ConversationSignal, Undecided {}

  /**
   * A decision that waits for facts, as they come in.
   *
   * @param rekeyed whether the person's keys were loaded anew for it
   */
  record Pending(Undecided about, Map<Query, Fact> facts, boolean rekeyed) {}

  /** The person's keys as they are now. @param vault none when they cannot be had */
  record Rekeyed(Pending decision, @Nullable Vault vault) implements ConversationSignal {}

  /** A decision has been waiting for long. */
  record Overdue(Pending decision) implements ConversationSignal {}

  /** Something is to be done now. */
  enum Due implements ConversationSignal {
    SEND,
    RECEIPTS_OVERDUE,
    EFFECTS,
    READ,
    TYPING,
    STOP,
    /** A write failed and the state is the journal's again: whoever waits is looked after. */
    RECOVERED,
    /** All that waited while the conversation recovered from a failed write has been answered. */
    CAUGHT_UP
  }
}
