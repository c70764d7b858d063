package org.tabib.engine.conversation;

import java.time.Duration;

/**
 * How long a conversation waits with what it owes: exponential back-off with jitter, without end,
 * because an effect that was decided must happen or prove impossible.
 *
 * @param receiptGrace a message that was perhaps sent before a crash waits this long for a receipt
 *     with our own identifier before it is sent again
 * @param first the pause after the first attempt in vain; doubles each time
 * @param longest no pause is longer
 * @param inMemory a longer pause is written down: the entity may leave memory, and the waker finds
 *     the time at which it is due
 * @param attempt the longest time that one attempt may take before it counts as unanswered: far
 *     longer than any of them takes, so that an answer that never comes blocks nothing for ever
 */
public record Patience(
    Duration receiptGrace, Duration first, Duration longest, Duration inMemory, Duration attempt) {
  /** Spread of ±20 %, so that what failed together does not come back together. */
  private static final double JITTER = 0.2;

  /** A hand-over of shards takes seconds: tried soon; an outage takes hours: tried seldom. */
  public static final Patience STANDARD =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10));

  /**
   * The pause before the next attempt.
   *
   * @param failed how often it has been tried in vain, this time included, from 1
   * @param random from 0 (inclusive) to 1 (exclusive)
   */
  public Duration pause(int failed, double random) {
    double doubled = first.toMillis() * Math.pow(2, failed - 1.0);
    double capped = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis((long) (capped * (1 - JITTER + 2 * JITTER * random)));
  }
}
