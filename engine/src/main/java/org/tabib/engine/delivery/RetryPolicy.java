package org.tabib.engine.delivery;

import java.time.Duration;
import java.util.Optional;
import org.tabib.engine.delivery.SendOutcome.Rejected;

/**
 * When a rejected message is tried again: exponential back-off with jitter, longer when a limit was
 * reached, never for what no repetition can mend.
 *
 * @param attempts how often a message is tried before it becomes a dead letter
 * @param trouble the first pause after passing trouble; doubles each time
 * @param limited the first pause after a limit; doubles each time
 * @param longest no pause is longer
 */
public record RetryPolicy(int attempts, Duration trouble, Duration limited, Duration longest) {
  /** Spread of ±20 %, so that what failed together does not come back together. */
  private static final double JITTER = 0.2;

  /** About two hours in all: longer than most outages, shorter than a message stays useful. */
  public static final RetryPolicy STANDARD =
      new RetryPolicy(18, Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofMinutes(15));

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
      case WAIT -> Optional.of(atLeast(rejected, backOff(limited, attempt, random)));
      case STOP, FIX -> Optional.empty();
    };
  }

  private Duration backOff(Duration first, int attempt, double random) {
    double doubled = first.toMillis() * Math.pow(2, attempt - 1.0);
    double capped = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis((long) (capped * (1 - JITTER + 2 * JITTER * random)));
  }

  private static Duration atLeast(Rejected rejected, Duration pause) {
    Duration asked = rejected.retryAfter();
    return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
  }
}
