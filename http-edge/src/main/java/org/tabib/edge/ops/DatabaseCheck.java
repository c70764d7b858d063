package org.tabib.edge.ops;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.tabib.edge.database.Presence;
import org.tabib.edge.ops.Health.Check;

/** Whether the database answers. */
public final class DatabaseCheck {
  private static final String NAME = "database";

  /** A load balancer asks every few seconds and must not wait for a database that is away. */
  private static final Duration PING = Duration.ofSeconds(2);

  private final DataSource database;
  private final Presence presence;
  private final Executor blocking;

  private DatabaseCheck(DataSource database, Presence presence, Executor blocking) {
    this.database = database;
    this.presence = presence;
    this.blocking = blocking;
  }

  /**
   * @param presence what a probe saw of it a moment ago
   * @param blocking where the ping may block
   */
  public static HealthCheck of(DataSource database, Presence presence, Executor blocking) {
    return new HealthCheck(NAME, new DatabaseCheck(database, presence, blocking)::look);
  }

  private CompletionStage<Check> look() {
    if (!presence.answers()) {
      return CompletableFuture.completedStage(new Check(NAME, false, "is away"));
    }
    CompletableFuture<Check> pinged;
    try {
      pinged = CompletableFuture.supplyAsync(this::ping, blocking);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedStage(
          new Check(NAME, false, "too many queries are waiting"));
    }
    return pinged.completeOnTimeout(
        new Check(NAME, false, "no answer within " + PING.toSeconds() + " s"),
        PING.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private Check ping() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid((int) PING.toSeconds())
          ? new Check(NAME, true, "answers")
          : new Check(NAME, false, "does not answer");
    } catch (SQLException e) {
      return new Check(NAME, false, "no connection: " + e.getClass().getSimpleName());
    }
  }
}
