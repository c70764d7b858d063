package org.tabib.engine.conversation;

import java.util.concurrent.CompletionStage;

/** Brings a file from the provider into the object store. Never blocks the caller. */
@FunctionalInterface
public interface MediaFetch {

  /**
   * Fetches a file, checks size, digest and true type, and keeps it sealed; repeating it replaces
   * what was kept by the same.
   *
   * @return {@link EffectOutcome.Kept}, {@link EffectOutcome.Refused} when it can never be had, or
   *     {@link EffectOutcome.Later}; a failure counts as the last
   */
  CompletionStage<EffectOutcome> fetch(Effect.FetchMedia owed);
}
