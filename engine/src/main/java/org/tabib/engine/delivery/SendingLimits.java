package org.tabib.engine.delivery;

import java.time.Duration;

/**
 * How fast an account may be sent from.
 *
 * @param rate messages a second of one account, for the whole cluster; each node has its share
 * @param breaker when an account is taken for broken
 * @param slowing the first pause of an account whose provider says that it is too fast; doubles
 *     while the provider goes on saying so
 * @param slowest no such pause is longer, unless the provider asks for it
 */
public record SendingLimits(
    double rate, Breaker.Policy breaker, Duration slowing, Duration slowest) {
  public SendingLimits {
    if (!(rate > 0) || slowing.isNegative() || slowing.isZero()) {
      throw new IllegalArgumentException("rate and pauses must be positive");
    }
  }

  /** The pauses that suit a provider who counts by the second. */
  public static SendingLimits of(double rate) {
    return new SendingLimits(
        rate, Breaker.Policy.STANDARD, Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  Duration slowing(int times) {
    double doubled = slowing.toMillis() * Math.pow(2, times - 1.0);
    return doubled >= slowest.toMillis() ? slowest : Duration.ofMillis((long) doubled);
  }
}
