package org.tabib.engine.conversation;

import java.util.concurrent.CompletionStage;

/** What a conversation reaches other entities through. Implementations never block. */
public interface Surroundings {

  /**
   * Looks something up. Never fails: what cannot be known is {@link Fact.Unavailable}.
   *
   * @param practice the asking conversation's practice
   * @param conversationId who asks
   */
  CompletionStage<Fact> gather(String practice, String conversationId, Query query);

  /**
   * Performs an effect; repeating it does no more than doing it once. Fails when nobody answered:
   * it is tried again then.
   *
   * @param contactId the contact of the owing conversation
   */
  CompletionStage<EffectOutcome> perform(String contactId, Effect effect);
}
