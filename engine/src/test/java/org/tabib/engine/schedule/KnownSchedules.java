package org.tabib.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** An index that knows what a test says and hears from nobody else. */
public final class KnownSchedules {
  private final AvailabilityIndex index =
      new AvailabilityIndex(
          (id, from, limit) ->
              CompletableFuture.failedFuture(new IllegalStateException("nobody answers")),
          news -> {});

  public KnownSchedules free(String scheduleId, int offered, Instant... starts) {
    index.accept(
        FreeCapacity.of(
            scheduleId,
            1,
            Clinics.MONDAY_EIGHT,
            Duration.ofMinutes(15),
            Stream.of(starts)
                .map(start -> new Slot(scheduleId, start, Duration.ofMinutes(15)))
                .toList(),
            offered));
    return this;
  }

  public AvailabilityIndex index() {
    return index;
  }
}
