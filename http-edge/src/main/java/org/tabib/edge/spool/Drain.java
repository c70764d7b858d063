package org.tabib.edge.spool;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.database.Presence;
import org.tabib.edge.whatsapp.Intake;
import org.tabib.edge.whatsapp.QuarantineReason;

/**
 * Takes what is in the spool to the journal while PostgreSQL answers: in order within each lane,
 * different lanes side by side. One thread decides; deliveries report back to it.
 */
final class Drain implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  /** As many as a node has under way for one webhook (design: the edge's part). */
  private static final int AT_ONCE = 64;

  private static final int LOADED = 1024;
  private static final long LOADED_BYTES = 16L * 1024 * 1024;
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration IDLE_LOOK = Duration.ofMillis(100);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  /**
   * Whoever has not answered by then never does: every call behind the intake has a shorter one.
   */
  private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(30);

  /**
   * A delivery that came back.
   *
   * @param outages how often the database had gone away when it set out
   */
  private record Returned(Waiting entry, boolean durable, int outages) {}

  private final Spool spool;
  private final Intake intake;
  private final Presence database;
  private final Patience patience;
  private final SpoolMetrics metrics;
  private final InstantSource clock;
  private final BlockingQueue<Returned> returned = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closing;

  // Only the thread's own.
  private final TreeMap<Long, Waiting> loaded = new TreeMap<>();
  private final Map<Lane, TreeMap<Long, Waiting>> lanes = new HashMap<>();
  private final Queue<Waiting> ready = new ArrayDeque<>();
  private final Set<Waiting> resting = new HashSet<>();
  private Instant lastSuccess = Instant.MIN;
  private int underWay;

  private Drain(
      Spool spool,
      Intake intake,
      Presence database,
      Patience patience,
      SpoolMetrics metrics,
      InstantSource clock) {
    this.spool = spool;
    this.intake = intake;
    this.database = database;
    this.patience = patience;
    this.metrics = metrics;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("spool-drain").unstarted(this::run);
  }

  /** Begins at once with what an earlier run left. */
  static Drain start(
      Spool spool,
      Intake intake,
      Presence database,
      Patience patience,
      SpoolMetrics metrics,
      InstantSource clock) {
    Drain drain = new Drain(spool, intake, database, patience, metrics, clock);
    drain.thread.start();
    return drain;
  }

  private void run() {
    while (!closing) {
      try {
        step();
      } catch (InterruptedException e) {
        return;
      } catch (ExecutionException | RuntimeException e) {
        // What it knows may be half changed: what is loaded stays where it is on disk until the
        // next start, which is better than a drain that has ended.
        LOG.error("draining the spool met something unexpected", e);
      }
    }
  }

  private void step() throws InterruptedException, ExecutionException {
    Duration look = spool.isEmpty() ? IDLE_LOOK : LOOK;
    Returned first = returned.poll(look.toMillis(), TimeUnit.MILLISECONDS);
    for (Returned one = first; one != null; one = returned.poll()) {
      settle(one);
    }
    if (!database.answers()) {
      return;
    }
    Instant now = clock.instant();
    for (Waiting entry : List.copyOf(resting)) {
      if (!entry.notBefore.isAfter(now)) {
        resting.remove(entry);
        offer(entry);
      }
    }
    load();
    while (underWay < AT_ONCE && !ready.isEmpty()) {
      deliver(ready.remove());
    }
  }

  private void load() throws InterruptedException, ExecutionException {
    // Half empty: reading a few at a time would cost more than it brings.
    if (loaded.size() > LOADED / 2 || spool.waiting() <= loaded.size()) {
      return;
    }
    List<Entry> found =
        spool
            .read(Set.copyOf(loaded.keySet()), LOADED - loaded.size(), LOADED_BYTES)
            .toCompletableFuture()
            .get();
    List<Waiting> fresh = found.stream().map(Waiting::of).toList();
    for (Waiting entry : fresh) {
      loaded.put(entry.arrival(), entry);
      entry.lanes.forEach(
          lane -> lanes.computeIfAbsent(lane, l -> new TreeMap<>()).put(entry.arrival(), entry));
    }
    fresh.forEach(this::offer);
  }

  /** Makes it ready when it is the first in each of its lanes and nothing of them is under way. */
  private void offer(Waiting entry) {
    if (entry.state == Waiting.State.QUEUED
        && !resting.contains(entry)
        && entry.lanes.stream().allMatch(lane -> mayGo(entry, lane))) {
      entry.state = Waiting.State.READY;
      ready.add(entry);
    }
  }

  private boolean mayGo(Waiting entry, Lane lane) {
    TreeMap<Long, Waiting> queue = queue(lane);
    return queue.firstEntry().getValue() == entry
        && queue.values().stream()
            .allMatch(other -> other == entry || other.state == Waiting.State.QUEUED);
  }

  private TreeMap<Long, Waiting> queue(Lane lane) {
    TreeMap<Long, Waiting> queue = lanes.get(lane);
    if (queue == null) {
      throw new IllegalStateException("an entry is in a lane that is not there");
    }
    return queue;
  }

  private void deliver(Waiting entry) {
    entry.state = Waiting.State.UNDER_WAY;
    underWay++;
    int outages = database.outages();
    CompletionStage<Intake.Outcome> outcome;
    try {
      outcome = entry.deliver(intake);
    } catch (RuntimeException e) {
      outcome = CompletableFuture.failedFuture(e);
    }
    outcome
        .toCompletableFuture()
        .copy()
        .orTimeout(LONGEST_DELIVERY.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (result, failure) ->
                returned.add(new Returned(entry, result == Intake.Outcome.DURABLE, outages)));
  }

  private void settle(Returned back) {
    underWay--;
    Waiting entry = back.entry();
    if (back.durable()) {
      finished(entry);
      return;
    }
    entry.state = Waiting.State.QUEUED;
    if (back.outages() == database.outages() && database.answers()) {
      failed(entry);
    }
    resting.add(entry);
    // One that arrived before it may have come to the disk after it, and waited for its return.
    entry.lanes.forEach(lane -> offer(queue(lane).firstEntry().getValue()));
  }

  private void failed(Waiting entry) {
    Instant now = clock.instant();
    entry.failures++;
    if (entry.failures == 1) {
      entry.firstFailure = now;
    }
    entry.notBefore = now.plus(patience.pause(entry.failures));
    if (!entry.givenUp
        && entry.failures >= patience.attempts()
        && !now.isBefore(entry.firstFailure.plus(patience.atLeast()))
        && lastSuccess.isAfter(entry.firstFailure)) {
      entry.givenUp = true;
      LOG.error(
          "an entry of the spool failed {} times since {} while others went through: it goes to"
              + " quarantine as {}",
          entry.failures,
          entry.firstFailure,
          QuarantineReason.UNDELIVERABLE);
    }
  }

  private void finished(Waiting entry) {
    loaded.remove(entry.arrival());
    spool.done(entry.entry);
    if (entry.givenUp || !entry.entry.readable()) {
      metrics.quarantined();
    } else {
      metrics.drained();
      lastSuccess = clock.instant();
    }
    List<Waiting> next = new ArrayList<>();
    for (Lane lane : entry.lanes) {
      TreeMap<Long, Waiting> queue = queue(lane);
      queue.remove(entry.arrival());
      if (queue.isEmpty()) {
        lanes.remove(lane);
      } else {
        next.add(queue.firstEntry().getValue());
      }
    }
    next.forEach(this::offer);
  }

  /** Sets out nothing more. What is under way is in the spool still, should it come to nothing. */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
