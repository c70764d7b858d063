package org.tabib.edge.node;

import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.engine.practice.Practices;
import org.tabib.engine.privacy.KeyRing;

/**
 * Looks at every practice anew from time to time. Changes are broadcast, and a broadcast reaches
 * only those who can be reached: without this a node that was cut off for a moment would work with
 * an old configuration until the next change.
 */
final class PracticeRefresh {
  private static final Logger LOG = LoggerFactory.getLogger(PracticeRefresh.class);

  /** One query and one message per practice: often enough, and nothing beside the traffic. */
  private static final Duration EVERY = Duration.ofMinutes(1);

  private PracticeRefresh() {}

  /**
   * Looks until the system ends.
   *
   * @param blocking where the look into the database may block
   */
  static void start(
      ActorSystem<?> system,
      ClusterSharding sharding,
      Practices practices,
      KeyRing ring,
      Executor blocking) {
    system
        .scheduler()
        .scheduleWithFixedDelay(
            EVERY,
            EVERY,
            () ->
                CompletableFuture.supplyAsync(() -> known(ring), blocking)
                    .thenCompose(ids -> practices.refresh(sharding, ids))
                    .whenComplete(
                        (done, failure) -> {
                          if (failure != null) {
                            LOG.warn(
                                "practices were not looked at, next time in {}: {}",
                                EVERY,
                                failure.getClass().getSimpleName());
                          }
                        }),
            system.executionContext());
  }

  private static List<String> known(KeyRing ring) {
    try {
      return ring.loadAll();
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }
}
