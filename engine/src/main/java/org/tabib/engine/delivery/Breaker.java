package org.tabib.engine.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether an account can be sent from. Opens after failures in a row, or at once when the account
 * itself is refused; lets one message at a time try, after pauses that grow, and closes when one is
 * answered. Immutable.
 *
 * @param failures how many sends failed in a row, while closed
 * @param pauses how many pauses went by in vain since it opened, this one included
 * @param since when it came to this phase; half-open counts as open
 * @param next while not closed: when the next message may try
 */
public record Breaker(Phase phase, int failures, int pauses, Instant since, Instant next) {

  /** What it lets through. */
  public enum Phase {
    /** Everything. */
    CLOSED,
    /** Nothing until the pause is over, then one message. */
    OPEN,
    /** One message is trying, the others wait for it. */
    HALF_OPEN
  }

  /**
   * When it opens, and how long its pauses are.
   *
   * @param failures how many in a row open it
   * @param first the first pause; doubles each time
   * @param longest no pause is longer
   * @param answer how long a message that tries may take before another one may
   */
  public record Policy(int failures, Duration first, Duration longest, Duration answer) {
    /**
     * Ten failures in a row are no accident. Twenty seconds at most, so that an account that was
     * mended is used again soon. A send takes at most three time-outs of ten seconds.
     */
    public static final Policy STANDARD =
        new Policy(10, Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofSeconds(40));

    public Policy {
      if (failures < 1 || first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
        throw new IllegalArgumentException("failures and pauses must be positive and grow");
      }
    }

    private Duration pause(int pauses) {
      double doubled = first.toMillis() * Math.pow(2, pauses - 1.0);
      return doubled >= longest.toMillis() ? longest : Duration.ofMillis((long) doubled);
    }
  }

  /** Everything goes through. */
  public static Breaker closed(Instant now) {
    return new Breaker(Phase.CLOSED, 0, 0, now, now);
  }

  /** How long a message has to wait; zero when it may go now. */
  public Duration until(Instant now) {
    return phase == Phase.CLOSED || !next.isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, next);
  }

  /** A message goes that {@link #until} let through: while not closed it is the one that tries. */
  public Breaker letThrough(Policy policy, Instant now) {
    return phase == Phase.CLOSED
        ? this
        : new Breaker(Phase.HALF_OPEN, failures, pauses, since, now.plus(policy.answer()));
  }

  /** The provider answered for a message, be it with a refusal of that message. */
  public Breaker answered(Instant now) {
    return switch (phase) {
      case CLOSED -> failures == 0 ? this : new Breaker(Phase.CLOSED, 0, 0, since, next);
      case HALF_OPEN -> closed(now);
      // Late news of a send that was under way when it opened: only the one that tries counts.
      case OPEN -> this;
    };
  }

  /** Nobody answered for a message, or the provider is in trouble. */
  public Breaker failed(Policy policy, Instant now) {
    return switch (phase) {
      case CLOSED ->
          failures + 1 < policy.failures()
              ? new Breaker(Phase.CLOSED, failures + 1, 0, since, next)
              : opened(policy, now);
      case HALF_OPEN -> opened(policy, now);
      case OPEN -> this;
    };
  }

  /** The account itself was refused: every other message would be, too. */
  public Breaker refused(Policy policy, Instant now) {
    return phase == Phase.OPEN ? this : opened(policy, now);
  }

  private Breaker opened(Policy policy, Instant now) {
    int pause = pauses + 1;
    return new Breaker(
        Phase.OPEN, 0, pause, phase == Phase.CLOSED ? now : since, now.plus(policy.pause(pause)));
  }
}
