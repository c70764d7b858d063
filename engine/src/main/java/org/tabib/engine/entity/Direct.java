package org.tabib.engine.entity;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes Akka's answers over without a change of threads: the stages that its Java API hands out run
 * every continuation on the common pool, a thread to be woken for each.
 */
public final class Direct {
  private Direct() {}

  /** A stage whose continuations run where the answer arrives; they must not block. */
  public static <T> CompletableFuture<T> of(CompletionStage<T> stage) {
    CompletableFuture<T> plain = new CompletableFuture<>();
    stage.whenCompleteAsync(
        (value, failure) -> {
          if (failure == null) {
            plain.complete(value);
          } else {
            plain.completeExceptionally(failure);
          }
        },
        Runnable::run);
    return plain;
  }
}
