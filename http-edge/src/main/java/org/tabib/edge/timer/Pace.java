package org.tabib.edge.timer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.tabib.engine.delivery.TokenBucket;

/** Lets so many timers a second pass, one after another. Thread-safe. */
final class Pace {
  private final TokenBucket.Rate rate;
  private final InstantSource clock;
  private TokenBucket bucket = TokenBucket.FULL;

  /**
   * @param perSecond positive
   * @param clock the real one: this is about load, not about what is due
   */
  Pace(int perSecond, InstantSource clock) {
    this.rate = TokenBucket.Rate.perSecond(perSecond);
    this.clock = clock;
  }

  /** Waits until it is the caller's turn. */
  void await() throws InterruptedException {
    Duration wait = turn();
    if (wait.isPositive()) {
      Thread.sleep(wait);
    }
  }

  /** How long the caller has to wait for the turn that it has taken. */
  synchronized Duration turn() {
    Instant now = clock.instant();
    Duration wait = bucket.until(rate, now);
    bucket = bucket.take(rate, now);
    return wait;
  }
}
