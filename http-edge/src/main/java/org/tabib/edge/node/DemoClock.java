package org.tabib.edge.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that runs faster than time, so that a simulated day takes minutes. Demo mode only. Every
 * start of the node sets it back to its beginning.
 *
 * @param start what it shows at first
 * @param factor how many seconds it goes on in one
 * @param began the monotonic time at which it showed that, in nanoseconds
 */
record DemoClock(Instant start, int factor, long began, LongSupplier nanoTime)
    implements InstantSource {

  static DemoClock begin(Instant start, int factor, LongSupplier nanoTime) {
    return new DemoClock(start, factor, nanoTime.getAsLong(), nanoTime);
  }

  @Override
  public Instant instant() {
    return start.plus(Duration.ofNanos(nanoTime.getAsLong() - began).multipliedBy(factor));
  }
}
