package org.tabib.edge.ops;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.tabib.edge.ops.Health.Check;

/**
 * One of the things that readiness looks at.
 *
 * @param name what the answer calls it
 * @param look looks once; never blocks. A look that fails is a check that did not pass
 */
public record HealthCheck(String name, Supplier<CompletionStage<Check>> look) {

  /** A check whose answer is at hand. */
  public static HealthCheck now(String name, Supplier<Check> look) {
    return new HealthCheck(name, () -> CompletableFuture.completedStage(look.get()));
  }

  /**
   * A check that tells numbers and never fails: whoever operates wants to know, and no load
   * balancer is to act on it.
   *
   * @param detail what was seen, in a few words; no personal data
   */
  public static HealthCheck told(String name, Supplier<String> detail) {
    return now(name, () -> new Check(name, true, detail.get()));
  }
}
