package org.tabib.edge.ops;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tabib.edge.ops.Health.Check;

/** Whether this node can do its work: all checks, looked at together, told in their order. */
final class Readiness {
  private final List<HealthCheck> checks;

  Readiness(List<HealthCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  CompletionStage<Health> look() {
    List<CompletableFuture<Check>> looks = checks.stream().map(Readiness::look).toList();
    return CompletableFuture.allOf(looks.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> Health.of(looks.stream().map(CompletableFuture::join).toList()));
  }

  /** One broken check is told like any other trouble and hides none of the others. */
  private static CompletableFuture<Check> look(HealthCheck check) {
    return CompletableFuture.completedFuture(check)
        .thenCompose(asked -> asked.look().get())
        .exceptionally(failure -> new Check(check.name(), false, "could not be looked at"));
  }
}
