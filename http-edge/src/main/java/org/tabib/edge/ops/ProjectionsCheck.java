package org.tabib.edge.ops;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tabib.edge.ops.Health.Check;
import org.tabib.projections.run.ProjectionHealth;
import org.tabib.projections.run.SliceHealth;

/** Whether the read models tell the present. */
public final class ProjectionsCheck {
  private static final String NAME = "projections";

  /** Read models that are further behind mislead those who read them. */
  private static final Duration TOLERATED_LAG = Duration.ofSeconds(30);

  private ProjectionsCheck() {}

  /**
   * @param health the latest look at the projections
   */
  public static HealthCheck of(Supplier<ProjectionHealth> health) {
    return HealthCheck.now(NAME, () -> check(health.get()));
  }

  static Check check(ProjectionHealth health) {
    if (!health.known()) {
      return new Check(NAME, false, "not looked at yet, or the database is away");
    }
    List<String> stopped =
        health.slices().stream()
            .filter(slice -> slice.stop() != null)
            .map(slice -> slice.projection() + "/" + slice.slice())
            .toList();
    if (!stopped.isEmpty()) {
      return new Check(NAME, false, "stopped: " + String.join(", ", stopped));
    }
    // What somebody holds back is told, and no reason to take every node out of service.
    Duration worst =
        health.slices().stream()
            .filter(slice -> !slice.pausedBySomebody())
            .map(SliceHealth::lag)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return new Check(
        NAME,
        health.healthy(TOLERATED_LAG),
        "behind by at most " + worst.toMillis() + " ms" + paused(health));
  }

  private static String paused(ProjectionHealth health) {
    return health.paused().isEmpty()
        ? ""
        : "; paused: "
            + health.paused().stream()
                .map(slice -> slice.projection() + "/" + slice.slice())
                .collect(Collectors.joining(", "));
  }
}
