package org.tabib.engine.conversation;

import org.tabib.engine.entity.Decision;

/** What a conversation's decider made of a command with the facts it was given. */
public sealed interface Verdict {
  /** This must be known first; then decide again. */
  record Gather(Query query) implements Verdict {}

  record Decided(Decision<ConversationEvent, ConversationReply> decision) implements Verdict {}
}
