package org.tabib.projections.run;

import akka.projection.eventsourced.EventEnvelope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of the projections, per projection and slice.
 *
 * <ul>
 *   <li>{@code tabib_projection_lag_seconds}: from the journal's write time to the commit of the
 *       read model, per event; p50 and p99, and as a histogram that can be added up over slices and
 *       nodes
 *   <li>{@code tabib_projection_current_lag_seconds}: age of the oldest event not handled yet; 0
 *       when there is none
 *   <li>{@code tabib_projection_stopped}: 1 while the slice stands at a poisoned event
 *   <li>{@code tabib_projection_paused}: 1 while the slice waits to be resumed, stopped or not
 *   <li>{@code tabib_projection_poisoned_total}: how often it met one
 * </ul>
 */
final class ProjectionMetrics {
  /** Finest around the goal of half a second. */
  private static final Duration[] LAG_BUCKETS =
      Stream.of(100, 200, 300, 400, 500, 600, 750, 1000, 2000, 5000, 10_000, 60_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Clock clock;
  private final Map<Offsets.Key, Slice> slices = new ConcurrentHashMap<>();

  ProjectionMetrics(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  private record Slice(
      Timer lag,
      AtomicLong currentLagMillis,
      AtomicLong stopped,
      AtomicLong paused,
      Counter poison) {
    static Slice register(Offsets.Key key, MeterRegistry registry) {
      Tags tags = Tags.of("projection", key.projection(), "slice", key.slice());
      AtomicLong current =
          registry.gauge(
              "tabib.projection.current.lag.seconds",
              tags,
              new AtomicLong(),
              millis -> millis.get() / 1000.0);
      AtomicLong stopped = registry.gauge("tabib.projection.stopped", tags, new AtomicLong());
      AtomicLong paused = registry.gauge("tabib.projection.paused", tags, new AtomicLong());
      return new Slice(
          Timer.builder("tabib.projection.lag")
              .tags(tags)
              .serviceLevelObjectives(LAG_BUCKETS)
              .register(registry),
          known(current),
          known(stopped),
          known(paused),
          Counter.builder("tabib.projection.poisoned").tags(tags).register(registry));
    }

    private static AtomicLong known(@Nullable AtomicLong value) {
      return Objects.requireNonNull(value, "a gauge gives back what it watches");
    }
  }

  void committed(String projection, String slice, List<? extends EventEnvelope<?>> events) {
    Timer lag = slice(projection, slice).lag();
    long now = clock.millis();
    for (EventEnvelope<?> event : events) {
      // Clocks of two nodes may differ by a little: never less than nothing.
      lag.record(Duration.ofMillis(Math.max(0, now - event.timestamp())));
    }
  }

  void poisoned(String projection, String slice) {
    slice(projection, slice).poison().increment();
    stopped(projection, slice, true);
  }

  void stopped(String projection, String slice, boolean stopped) {
    slice(projection, slice).stopped().set(stopped ? 1 : 0);
  }

  void paused(String projection, String slice, boolean paused) {
    slice(projection, slice).paused().set(paused ? 1 : 0);
  }

  void currentLag(String projection, String slice, Duration lag) {
    slice(projection, slice).currentLagMillis().set(lag.toMillis());
  }

  private Slice slice(String projection, String slice) {
    return slices.computeIfAbsent(
        new Offsets.Key(projection, slice), key -> Slice.register(key, registry));
  }
}
