package org.tabib.edge.ops;

import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.tabib.edge.ops.Health.Check;
import org.tabib.projections.run.ProjectionHealth;
import org.tabib.projections.run.SliceHealth;

/** Whether this node can do its work. */
final class Readiness {
  /** A load balancer asks every few seconds and must not wait for a database that is away. */
  private static final Duration PING = Duration.ofSeconds(2);

  /** Read models that are further behind mislead those who read them. */
  private static final Duration TOLERATED_LAG = Duration.ofSeconds(30);

  private final OpsParts parts;
  private final Cluster cluster;

  Readiness(OpsParts parts) {
    this.parts = parts;
    this.cluster = Cluster.get(parts.system());
  }

  CompletionStage<Health> look() {
    return database()
        .thenApply(
            database ->
                Health.of(List.of(database, membership(), projections()), parts.notes().get()));
  }

  private CompletionStage<Check> database() {
    CompletableFuture<Check> pinged;
    try {
      pinged = CompletableFuture.supplyAsync(this::ping, parts.blocking());
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedStage(
          new Check("database", false, "too many queries are waiting"));
    }
    return pinged.completeOnTimeout(
        new Check("database", false, "no answer within " + PING.toSeconds() + " s"),
        PING.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private Check ping() {
    try (Connection connection = parts.database().getConnection()) {
      return connection.isValid((int) PING.toSeconds())
          ? new Check("database", true, "answers")
          : new Check("database", false, "does not answer");
    } catch (SQLException e) {
      return new Check("database", false, "no connection: " + e.getClass().getSimpleName());
    }
  }

  private Check membership() {
    MemberStatus status = cluster.selfMember().status();
    return new Check("cluster", status == MemberStatus.up(), "this member is " + status);
  }

  private Check projections() {
    return projections(parts.projections().get());
  }

  static Check projections(ProjectionHealth health) {
    if (!health.known()) {
      return new Check("projections", false, "not looked at yet, or the database is away");
    }
    List<String> stopped =
        health.slices().stream()
            .filter(slice -> slice.stop() != null)
            .map(slice -> slice.projection() + "/" + slice.slice())
            .toList();
    if (!stopped.isEmpty()) {
      return new Check("projections", false, "stopped: " + String.join(", ", stopped));
    }
    Duration worst =
        health.slices().stream()
            .map(SliceHealth::lag)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return new Check(
        "projections",
        health.healthy(TOLERATED_LAG),
        "behind by at most " + worst.toMillis() + " ms");
  }
}
