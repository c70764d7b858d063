package org.tabib.projections.owed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.projections.letter.LetterQueries;

/**
 * Looks every now and then at what is owed and at what was given up. Every node tells the same of
 * all of them, so take the greatest, not the sum; what is not known is NaN.
 *
 * <ul>
 *   <li>{@code tabib_owed}: by {@code type}: message, effect, visit
 *   <li>{@code tabib_outbox_oldest_seconds}: how long the oldest message has been owed; 0 when none
 *       is
 *   <li>{@code tabib_dead_letters}: open ones, by {@code reason}
 * </ul>
 */
public final class WorkWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkWatch.class);

  private final OwedQueries owed;
  private final LetterQueries letters;
  private final InstantSource clock;
  private final MultiGauge byReason;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("work-watch").factory());
  private volatile @Nullable Seen latest;

  /**
   * What one look saw.
   *
   * @param letters how many are open, by reason
   */
  public record Seen(OwedWork owed, SortedMap<String, Long> letters, Instant at) {
    /** How long the oldest message had been owed; zero when none was. */
    public Duration oldest() {
      Instant since = owed.oldestMessage();
      return since == null || since.isAfter(at) ? Duration.ZERO : Duration.between(since, at);
    }
  }

  private WorkWatch(Jdbi jdbi, MeterRegistry meters, InstantSource clock) {
    this.owed = new OwedQueries(jdbi);
    this.letters = new LetterQueries(jdbi);
    this.clock = clock;
    this.byReason =
        MultiGauge.builder("tabib.dead.letters")
            .description("Messages that were given up and that nobody has dealt with")
            .register(meters);
    owed(meters, "message", seen -> seen.owed().messages());
    owed(meters, "effect", seen -> seen.owed().effects());
    owed(meters, "visit", seen -> seen.owed().visits());
    Gauge.builder(
            "tabib.outbox.oldest.seconds",
            this,
            watch -> watch.value(seen -> seen.oldest().toMillis() / 1000.0))
        .description("How long the oldest message that no provider has taken over is owed")
        .register(meters);
  }

  private void owed(MeterRegistry meters, String type, ToDoubleFunction<Seen> value) {
    Gauge.builder("tabib.owed", this, watch -> watch.value(value))
        .description("Work that is owed and not settled, over all entities")
        .tag("type", type)
        .register(meters);
  }

  /** Looks at once and then at this interval, on a thread of its own. */
  public static WorkWatch start(
      Jdbi jdbi, MeterRegistry meters, InstantSource clock, Duration interval) {
    WorkWatch watch = new WorkWatch(jdbi, meters, clock);
    watch.thread.scheduleWithFixedDelay(watch::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** The latest look; none before the first, and when the database did not answer. */
  public Optional<Seen> latest() {
    return Optional.ofNullable(latest);
  }

  private void look() {
    try {
      Seen seen = new Seen(owed.work(), letters.openByReason(), clock.instant());
      latest = seen;
      byReason.register(
          seen.letters().entrySet().stream()
              .map(entry -> MultiGauge.Row.of(Tags.of("reason", entry.getKey()), entry.getValue()))
              .toList(),
          true);
    } catch (RuntimeException e) {
      // Said by what it tells from now on; the next look may succeed.
      latest = null;
      byReason.register(List.of(), true);
      LOG.warn("cannot look at what is owed: {}", e.getClass().getSimpleName());
    }
  }

  private double value(ToDoubleFunction<Seen> value) {
    Seen seen = latest;
    return seen == null ? Double.NaN : value.applyAsDouble(seen);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
