package org.tabib.edge.node;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.Cluster;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's way out of its cluster: by its own will, or because the others gave it up. */
final class Departure {
  private static final Logger LOG = LoggerFactory.getLogger(Departure.class);

  private final Duration notice;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<Done> expelled = new CompletableFuture<>();

  private Departure(Duration notice) {
    this.notice = notice;
  }

  /**
   * Watches this node's membership.
   *
   * @param notice how long load balancers are given to notice
   * @param sending ends what goes out; run when no entity is left here that could send
   */
  static Departure of(ActorSystem<?> system, Duration notice, Runnable sending) {
    Departure departure = new Departure(notice);
    CoordinatedShutdown.get(system.classicSystem())
        .addTask(
            CoordinatedShutdown.PhaseClusterLeave(),
            "end-of-sending",
            () -> {
              sending.run();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system.classicSystem());
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
        "given-up",
        () -> {
          // First of all: the others own its entities within seconds, and an orderly departure from
          // a cluster that cannot be reached takes minutes.
          if (shutdown
              .getShutdownReason()
              .filter(reason -> reason.equals(CoordinatedShutdown.clusterDowningReason()))
              .isPresent()) {
            departure.removed();
          }
          return CompletableFuture.completedFuture(Done.getInstance());
        });
    Cluster.get(system.classicSystem()).registerOnMemberRemoved(departure::removed);
    system.getWhenTerminated().thenRun(departure::removed);
    return departure;
  }

  private void removed() {
    if (!begun.get()) {
      expelled.complete(Done.getInstance());
    }
  }

  /** Completes when this node is a member no more and did not begin to leave. */
  CompletionStage<Done> expelled() {
    return expelled;
  }

  /** How long load balancers are given to notice. */
  Duration notice() {
    return notice;
  }

  /** Whether this node has begun to leave. */
  boolean begun() {
    return begun.get();
  }

  /** Says that this node is not ready any more, and waits until that was noticed. Blocks. */
  void begin() {
    if (begun.getAndSet(true) || expelled.isDone() || notice.isZero()) {
      return;
    }
    LOG.info("leaving: not ready from now on, serving for another {}", notice);
    try {
      TimeUnit.MILLISECONDS.sleep(notice.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
