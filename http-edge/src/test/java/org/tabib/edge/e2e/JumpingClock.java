package org.tabib.edge.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.tabib.edge.simulator.SimulatedTime;

/** The real time and what a test has jumped ahead of it. Goes on by itself, never back. */
public final class JumpingClock implements SimulatedTime {
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead.get());
  }

  @Override
  public void advance(Duration jump) {
    if (jump.isNegative()) {
      throw new IllegalArgumentException("time does not go back");
    }
    ahead.updateAndGet(jump::plus);
  }

  /** Goes ahead to that instant, or a little behind it when it has passed. */
  public void advanceTo(Instant then) {
    Duration jump = Duration.between(instant(), then);
    if (jump.isPositive()) {
      advance(jump);
    }
  }
}
