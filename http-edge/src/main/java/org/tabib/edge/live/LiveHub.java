package org.tabib.edge.live;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.projections.live.LiveChange;
import org.tabib.projections.live.LiveLog;
import org.tabib.projections.live.LiveLog.Logged;
import org.tabib.projections.live.LiveLog.Look;

/**
 * Carries changes from the database to everybody who watches at this node, whatever node made them.
 * One thread looks, and only while somebody watches (docs/adr/0019-live-changes.md).
 *
 * <p>Metrics: {@code tabib_live_watchers}, {@code tabib_live_slow_total} (let go because they did
 * not keep up), {@code tabib_live_failures_total} (looks that the database did not answer).
 */
public final class LiveHub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);

  /** With a projection's lag of some 300 ms the whole way stays well below a second. */
  private static final Duration EVERY = Duration.ofMillis(200);

  /** After a break of this length a watcher still goes on where they were. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  private static final Duration SWEEPING = Duration.ofMinutes(1);

  /** Shorter than the idle timeouts of proxies and of our own server. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final int MOST_AT_ONCE = 5_000;
  private static final int MOST_WATCHERS = 1_000;

  /** Signals that wait for one watcher; some hundred bytes each. */
  private static final int BEHIND = 256;

  private final LiveLog log;
  private final Counter slow;
  private final Counter failures;
  private final Queue<LiveWatcher> coming = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("live").factory());

  // Of the hub's own thread.
  private final List<LiveWatcher> watchers = new ArrayList<>();
  private @Nullable LivePlace place;
  private Set<Long> told = new HashSet<>();
  private boolean failing;
  private long heardAt = System.nanoTime();

  private LiveHub(LiveLog log, MeterRegistry meters) {
    this.log = log;
    this.slow =
        Counter.builder("tabib.live.slow")
            .description("Watchers let go because they did not keep up")
            .register(meters);
    this.failures =
        Counter.builder("tabib.live.failures")
            .description("Looks for changes that the database did not answer")
            .register(meters);
    Gauge.builder("tabib.live.watchers", count, AtomicInteger::get)
        .description("Open streams of live changes at this node")
        .register(meters);
  }

  /** Starts looking, on a thread of its own. */
  public static LiveHub start(LiveLog log, MeterRegistry meters) {
    LiveHub hub = new LiveHub(log, meters);
    hub.thread.scheduleWithFixedDelay(
        hub::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    hub.thread.scheduleWithFixedDelay(
        hub::sweep, SWEEPING.toMillis(), SWEEPING.toMillis(), TimeUnit.MILLISECONDS);
    return hub;
  }

  /** Whether there is no room for one more watcher at this node. */
  public boolean full() {
    return count.get() >= MOST_WATCHERS;
  }

  /**
   * Somebody's view of the changes. It begins with {@link LiveSignal.Begun}, with {@link
   * LiveSignal.Reset}, or, after a break, with what was missed. It ends when the node stops or the
   * watcher does not keep up: then they come back with their place, here or at another node.
   *
   * @param from the place of the last signal that came before; none: the view begins now
   * @param wanted what may be seen and is asked for; of another practice nothing may be
   */
  public Source<LiveSignal, NotUsed> watch(@Nullable String from, Predicate<LiveChange> wanted) {
    return Source.<LiveSignal>queue(BEHIND)
        .mapMaterializedValue(
            queue -> {
              LiveWatcher watcher = new LiveWatcher(wanted, from, queue);
              join(watcher);
              return watcher;
            })
        .watchTermination(
            (watcher, done) -> {
              done.whenComplete(
                  (finished, failure) -> {
                    watcher.gone().set(true);
                    count.decrementAndGet();
                  });
              return NotUsed.getInstance();
            });
  }

  private void join(LiveWatcher watcher) {
    count.incrementAndGet();
    coming.add(watcher);
    try {
      thread.execute(this::look);
    } catch (RejectedExecutionException e) {
      watcher.queue().complete(); // the node stops
    }
  }

  private void look() {
    watchers.removeIf(watcher -> watcher.gone().get());
    if (watchers.isEmpty() && coming.isEmpty()) {
      place = null;
      return;
    }
    try {
      follow();
      arrive();
      beat();
      failing = false;
    } catch (RuntimeException e) {
      failures.increment();
      if (!failing) {
        LOG.warn("live changes wait for the database: {}", e.getClass().getSimpleName());
      }
      failing = true;
    }
  }

  /** What has changed since the last look. */
  private void follow() {
    LivePlace before = place;
    Look look = log.since(before == null ? LiveLog.NO_PAST : before.transaction(), MOST_AT_ONCE);
    LivePlace now = new LivePlace(look.era(), look.next());
    if (before != null && (before.era() != now.era() || look.cut())) {
      LOG.info("live changes begin anew for {} watchers", watchers.size());
      each(watcher -> watcher.tell(new LiveSignal.Reset(now.text())));
      told = new HashSet<>();
    } else {
      for (Logged logged : look.changes()) {
        if (!told.contains(logged.seq())) {
          each(watcher -> watcher.changed(now.text(), logged.change()));
        }
      }
      told = again(look);
    }
    place = now;
  }

  /** Those that the next look will see once more. */
  private static Set<Long> again(Look look) {
    Set<Long> again = new HashSet<>();
    for (Logged logged : look.changes()) {
      if (logged.place() >= look.next()) {
        again.add(logged.seq());
      }
    }
    return again;
  }

  /** Says that all is well and how far everybody has come, so that a break costs no reload. */
  private void beat() {
    LivePlace now = place;
    if (now != null && System.nanoTime() - heardAt >= HEARTBEAT.toNanos()) {
      heardAt = System.nanoTime();
      each(watcher -> watcher.tell(new LiveSignal.Quiet(now.text())));
    }
  }

  private void arrive() {
    for (LiveWatcher watcher = coming.peek(); watcher != null; watcher = coming.peek()) {
      boolean there = welcome(watcher);
      coming.remove();
      if (there) {
        watchers.add(watcher);
      }
    }
  }

  private boolean welcome(LiveWatcher watcher) {
    LivePlace now = place == null ? new LivePlace(0, 0) : place;
    String from = watcher.from();
    if (from == null) {
      return watcher.tell(new LiveSignal.Begun(now.text()));
    }
    Optional<List<LiveChange>> missed =
        LivePlace.parse(from)
            .flatMap(then -> missed(then, now, watcher))
            .filter(changes -> changes.size() < BEHIND);
    if (missed.isEmpty()) {
      return watcher.tell(new LiveSignal.Reset(now.text()));
    }
    for (LiveChange change : missed.get()) {
      if (!watcher.changed(now.text(), change)) {
        return false;
      }
    }
    return true;
  }

  /** What was told since then; none when that is not known in full. */
  private Optional<List<LiveChange>> missed(LivePlace then, LivePlace now, LiveWatcher watcher) {
    if (then.era() != now.era() || then.transaction() > now.transaction()) {
      return Optional.empty();
    }
    Look look = log.since(then.transaction(), MOST_AT_ONCE);
    // Asked after the rows were read: what is deleted meanwhile counts as missing.
    if (look.cut() || look.era() != now.era() || then.transaction() < log.floor()) {
      return Optional.empty();
    }
    // One signal per thing is enough to look at it again.
    return Optional.of(
        look.changes().stream().map(Logged::change).filter(watcher.wanted()).distinct().toList());
  }

  private void each(Predicate<LiveWatcher> telling) {
    watchers.removeIf(
        watcher -> {
          boolean lost = !telling.test(watcher);
          if (lost) {
            slow.increment();
          }
          return lost;
        });
  }

  private void sweep() {
    try {
      log.forget(KEPT);
    } catch (RuntimeException e) {
      LOG.warn("old live changes stay for now: {}", e.getClass().getSimpleName());
    }
  }

  /** Ends all streams, so that the server has nothing left to wait for. */
  @Override
  public void close() {
    if (thread.isShutdown()) {
      return;
    }
    thread.execute(
        () -> {
          coming.forEach(watcher -> watcher.queue().complete());
          watchers.forEach(watcher -> watcher.queue().complete());
          watchers.clear();
        });
    thread.shutdown();
  }
}
