package org.tabib.engine.conversation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Something asked of others, who may fail at once or never answer. */
final class Attempt {
  private Attempt() {}

  /**
   * What fails at once or never ends must fail the attempt, not the conversation.
   *
   * @return fails with what the attempt fails with, or with a {@code TimeoutException}
   */
  static <T> CompletableFuture<T> within(Duration longest, Supplier<CompletionStage<T>> attempt) {
    return CompletableFuture.completedFuture(attempt)
        .thenCompose(Supplier::get)
        .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS);
  }
}
