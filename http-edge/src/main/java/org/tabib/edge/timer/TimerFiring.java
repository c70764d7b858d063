package org.tabib.edge.timer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.engine.timer.Timer;
import org.tabib.engine.timer.TimerFormat;
import org.tabib.projections.timer.TimerStore;

/** What is done with one row: read, dropped when it is too late, delivered, counted. */
final class TimerFiring {
  private static final Logger LOG = LoggerFactory.getLogger(TimerFiring.class);
  private static final String UNKNOWN = "unknown";

  private final Pace pace;
  private final Deliveries deliveries;
  private final TimerStore store;
  private final TimerMetrics metrics;
  private final InstantSource clock;

  TimerFiring(
      Pace pace,
      Deliveries deliveries,
      TimerStore store,
      TimerMetrics metrics,
      InstantSource clock) {
    this.pace = pace;
    this.deliveries = deliveries;
    this.store = store;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Blocks until it is done, or cannot be done now. */
  Outcome fire(String id, byte[] row) {
    Timer timer;
    try {
      timer = TimerFormat.read(row);
    } catch (TimerFormat.UnreadableException e) {
      // A newer release wrote it: its nodes will do it, and this one soon is one of them.
      metrics.failed(UNKNOWN);
      return new Outcome.TryAgain("timer-of-a-newer-release");
    }
    Outcome outcome = deliver(timer);
    count(timer, outcome);
    if (outcome instanceof Outcome.Done && timer.remembered()) {
      store.fired(timer.id(), timer.expires());
    }
    return outcome;
  }

  private Outcome deliver(Timer timer) {
    if (timer.expired(clock.instant())) {
      return new Outcome.Dropped(Outcome.Reason.STALE);
    }
    try {
      pace.await();
      return deliveries.deliver(timer);
    } catch (TimerEntities.NoAnswer e) {
      return new Outcome.TryAgain(e.code());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.TryAgain("node-stops");
    } catch (RuntimeException e) {
      // The database, mostly. Its text can quote values; its class says enough.
      return new Outcome.TryAgain(e.getClass().getSimpleName());
    }
  }

  private void count(Timer timer, Outcome outcome) {
    Instant now = clock.instant();
    switch (outcome) {
      case Outcome.Done done -> metrics.fired(timer, Duration.between(timer.due(), now));
      case Outcome.Repeated repeated -> metrics.fired(timer, Duration.between(timer.due(), now));
      case Outcome.Dropped dropped -> {
        metrics.dropped(timer.task().kind(), dropped.reason());
        LOG.info("a timer of kind {} is dropped: {}", timer.task().kind(), dropped.reason().text());
      }
      case Outcome.Later later ->
          LOG.info("a timer of kind {} waits until {}", timer.task().kind(), later.at());
      case Outcome.TryAgain again -> metrics.failed(timer.task().kind());
    }
  }
}
