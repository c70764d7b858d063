package org.tabib.engine.delivery;

import java.time.Duration;
import java.util.Optional;
import org.tabib.engine.delivery.SendOutcome.Rejected;

/**
 * When a rejected message is tried again: exponential back-off with jitter, longer when a limit was
 * reached or when it may have been taken over all the same, never for what no repetition can mend.
 *
 * @param attempts how often a message is tried before it becomes a dead letter
 * @param trouble the first pause after passing trouble; doubles each time
 * @param limited the first pause after a limit; doubles each time
 * @param doubt the first pause when nobody knows whether it was taken over, for a receipt to come;
 *     doubles each time and is never shorter
 * @param longest no pause is longer
 * @param patience how long a message may wait in all, for its account to be mended or for its
 *     person to write, before it becomes a dead letter
 */
public record RetryPolicy(
    int attempts,
    Duration trouble,
    Duration limited,
    Duration doubt,
    Duration longest,
    Duration patience) {
  /** Spread of ±20 %, so that what failed together does not come back together. */
  private static final double JITTER = 0.2;

  /**
   * Attempts for about two hours in all: longer than most outages, shorter than a message stays
   * useful. Meta's receipts come within a second or two when all is well: ten are plenty. A week is
   * as long as Meta itself repeats webhooks.
   */
  public static final RetryPolicy STANDARD =
      new RetryPolicy(
          18,
          Duration.ofSeconds(1),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofMinutes(15),
          Duration.ofDays(7));

  /**
   * The pause before the next attempt; empty when there is none.
   *
   * @param attempt how often it has been tried in vain, this time included, from 1
   * @param random from 0 (inclusive) to 1 (exclusive)
   */
  public Optional<Duration> pause(Rejected rejected, int attempt, double random) {
    if (attempt >= attempts) {
      return Optional.empty();
    }
    return switch (rejected.errorClass()) {
      case RETRY -> Optional.of(atLeast(rejected, backOff(trouble, attempt, random)));
      case WAIT, SLOW, ACCOUNT -> Optional.of(atLeast(rejected, backOff(limited, attempt, random)));
      case DOUBT -> Optional.of(atLeast(rejected, longer(doubt, backOff(doubt, attempt, random))));
      case WINDOW, STOP, FIX -> Optional.empty();
    };
  }

  private Duration backOff(Duration first, int attempt, double random) {
    double doubled = first.toMillis() * Math.pow(2, attempt - 1.0);
    double capped = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis((long) (capped * (1 - JITTER + 2 * JITTER * random)));
  }

  private static Duration atLeast(Rejected rejected, Duration pause) {
    Duration asked = rejected.retryAfter();
    return asked == null ? pause : longer(asked, pause);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
