package org.tabib.edge.timer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.database.Presence;
import org.tabib.projections.timer.TimerStore;

/**
 * Looks at the tables of timers every few seconds: tells what is due, takes away what came too late
 * in bulk, so that it does not stand before what can still be done, and forgets old ones.
 */
final class TimerWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TimerWatch.class);
  private static final Duration LOOKING = Duration.ofSeconds(5);
  private static final Duration ASKING = Duration.ofMillis(500);

  /** From then on a timer is late: a reminder comes within a minute of its time (REM-1). */
  private static final Duration LATE = Duration.ofMinutes(1);

  /** Rows in one statement: a moment's work. */
  private static final int BATCH = 1000;

  private final TimerStore store;
  private final TimerMetrics metrics;
  private final List<TimerLane> lanes;
  private final Presence database;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("timer-watch").factory());
  private volatile @Nullable Backlog latest;

  TimerWatch(
      TimerStore store,
      TimerMetrics metrics,
      List<TimerLane> lanes,
      Presence database,
      InstantSource clock) {
    this.store = store;
    this.metrics = metrics;
    this.lanes = List.copyOf(lanes);
    this.database = database;
    this.clock = clock;
  }

  void start() {
    thread.scheduleWithFixedDelay(this::rest, 0, ASKING.toMillis(), TimeUnit.MILLISECONDS);
    thread.scheduleWithFixedDelay(this::look, 0, LOOKING.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The latest look; none before the first, and when the database did not answer. */
  Optional<Backlog> latest() {
    return Optional.ofNullable(latest);
  }

  /** While the database is away, polling it would only fill the log. */
  private void rest() {
    boolean away = !database.answers();
    lanes.forEach(lane -> lane.rest(away));
  }

  private void look() {
    try {
      Instant now = clock.instant();
      dropStale(now);
      store.forget(now, BATCH);
      Backlog seen = new Backlog(store.due(now, now.minus(LATE)), store.waiting(), now);
      latest = seen;
      metrics.seen(seen);
    } catch (RuntimeException e) {
      // Said by what it tells from now on; the next look may succeed.
      latest = null;
      metrics.unseen();
      LOG.warn("cannot look at the timers: {}", e.getClass().getSimpleName());
    }
  }

  private void dropStale(Instant now) {
    List<String> dropped;
    int all = 0;
    do {
      dropped = store.dropStale(now, BATCH);
      dropped.forEach(kind -> metrics.dropped(kind, Outcome.Reason.STALE));
      all += dropped.size();
    } while (dropped.size() >= BATCH);
    if (all > 0) {
      LOG.info("{} timers came too late and are dropped", all);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
