package org.tabib.edge.node;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.engine.conversation.Conversation;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.visit.Visit;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.projections.owed.OwedQueries;

/**
 * Wakes entities that owe something: after a crash nobody else would, until their person writes
 * again. To be woken in vain costs a recovery and changes nothing, so every node does it, and none
 * waits for the index to catch up.
 */
final class Waker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Waker.class);
  private static final Duration PAUSE = Duration.ofSeconds(15);

  /** Younger debts are being paid by whoever made them. */
  private static final Duration YOUNG = Duration.ofSeconds(5);

  /** After a crash under load thousands owe: recovered all at once they would stop the rest. */
  private static final int AT_ONCE = 500;

  private static final Duration PAUSE_WHEN_MORE = Duration.ofSeconds(2);

  private final ActorSystem<?> system;
  private final ClusterSharding sharding;
  private final OwedQueries owed;
  private final InstantSource clock;
  private final Executor blocking;
  private Cancellable next = Cancellable.alreadyCancelled();
  private boolean closed;

  private Waker(
      ActorSystem<?> system,
      ClusterSharding sharding,
      OwedQueries owed,
      InstantSource clock,
      Executor blocking) {
    this.system = system;
    this.sharding = sharding;
    this.owed = owed;
    this.clock = clock;
    this.blocking = blocking;
  }

  /**
   * Wakes whoever owes now, and again every 15 seconds.
   *
   * @param blocking where the index is asked
   */
  static Waker start(
      ActorSystem<?> system,
      ClusterSharding sharding,
      OwedQueries owed,
      InstantSource clock,
      Executor blocking) {
    Waker waker = new Waker(system, sharding, owed, clock, blocking);
    waker.after(Duration.ZERO);
    return waker;
  }

  private synchronized void after(Duration pause) {
    if (!closed) {
      next = system.scheduler().scheduleOnce(pause, this::pass, system.executionContext());
    }
  }

  private void pass() {
    CompletableFuture.supplyAsync(this::wake, blocking)
        .whenComplete(
            (full, failure) -> {
              if (failure != null) {
                LOG.warn("who owes something is not known: {}", failure.getClass().getName());
              }
              after(failure == null && full ? PAUSE_WHEN_MORE : PAUSE);
            });
  }

  /** Whether there may be more of them. */
  private boolean wake() {
    Instant before = clock.instant().minus(YOUNG);
    List<String> conversations = owed.conversations(before, AT_ONCE);
    for (String id : conversations) {
      sharding.entityRefFor(Conversation.TYPE_KEY, id).tell(new ConversationCommand.Wake());
    }
    List<String> visits = owed.visits(before, AT_ONCE);
    for (String id : visits) {
      sharding.entityRefFor(Visit.TYPE_KEY, id).tell(new VisitCommand.Wake());
    }
    return conversations.size() == AT_ONCE || visits.size() == AT_ONCE;
  }

  /** Wakes nobody from now on. */
  @Override
  public synchronized void close() {
    closed = true;
    next.cancel();
  }
}
