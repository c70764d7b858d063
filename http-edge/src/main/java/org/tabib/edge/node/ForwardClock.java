package org.tabib.edge.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.tabib.edge.simulator.SimulatedTime;

/** A clock and what it was set ahead of it, until the node stops. Demo mode only. */
final class ForwardClock implements SimulatedTime {
  private final InstantSource clock;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  ForwardClock(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    return clock.instant().plus(ahead.get());
  }

  @Override
  public void advance(Duration jump) {
    if (jump.isNegative()) {
      throw new IllegalArgumentException("time does not go back");
    }
    ahead.updateAndGet(jump::plus);
  }
}
