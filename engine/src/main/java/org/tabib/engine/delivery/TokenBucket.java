package org.tabib.engine.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * A token bucket, kept as one instant (the generic cell rate algorithm): a conversation carries one
 * in its snapshot, so it must not cost more. Immutable; the rate may change between two calls.
 *
 * @param fullAt when the bucket will be full again; in the past when it is full
 */
public record TokenBucket(Instant fullAt) {
  /** Nothing was ever taken. */
  public static final TokenBucket FULL = new TokenBucket(Instant.EPOCH);

  /**
   * How much it holds and how fast it fills.
   *
   * @param capacity tokens in a full bucket, at least 1
   * @param perToken the time in which one comes back, positive
   */
  public record Rate(int capacity, Duration perToken) {
    public Rate {
      if (capacity < 1 || perToken.isNegative() || perToken.isZero()) {
        throw new IllegalArgumentException("capacity and time per token must be positive");
      }
    }

    /**
     * A bucket for a limit that is counted by the second. It holds what comes back in a tenth of
     * one: enough not to delay single messages, and no burst that breaks the limit.
     *
     * @param perSecond tokens a second, positive
     */
    public static Rate perSecond(double perSecond) {
      long nanos = Math.max(1, Math.round(1e9 / perSecond));
      return new Rate((int) Math.max(1, Math.floor(perSecond / 10)), Duration.ofNanos(nanos));
    }
  }

  /** How long from {@code now} until a token is there; zero when there is one. */
  public Duration until(Rate rate, Instant now) {
    Instant free = fullAt.minus(rate.perToken().multipliedBy(rate.capacity() - 1L));
    return free.isAfter(now) ? Duration.between(now, free) : Duration.ZERO;
  }

  /**
   * One token less. Taking one that is not there yet borrows it: whoever takes it waits as long as
   * {@link #until} said before, and whoever comes next waits behind them.
   */
  public TokenBucket take(Rate rate, Instant now) {
    return new TokenBucket((fullAt.isAfter(now) ? fullAt : now).plus(rate.perToken()));
  }

  /** Nothing is in it at that time. */
  public static TokenBucket emptyAt(Rate rate, Instant at) {
    return new TokenBucket(at.plus(rate.perToken().multipliedBy(rate.capacity())));
  }
}
