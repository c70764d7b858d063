package org.tabib.engine.waitlist;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How freed times are offered.
 *
 * @param offerTime how long somebody has to answer
 * @param shortestOffer how long they have at least, when the time is near; with less than that left
 *     nobody is asked
 * @param leadTime nobody is asked to come sooner than this
 * @param urgentWithin a time that begins within this is offered in the practice's quiet hours too
 */
public record WaitingRules(
    Duration offerTime, Duration shortestOffer, Duration leadTime, Duration urgentWithin) {

  /**
   * 15 minutes to answer, 5 at least, an hour to come, quiet from 21:00 to 8:00 but for 4 hours.
   */
  public static final WaitingRules DEFAULT =
      new WaitingRules(
          Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(4));

  public WaitingRules {
    if (shortestOffer.compareTo(Duration.ofSeconds(1)) < 0
        || offerTime.compareTo(shortestOffer) < 0
        || offerTime.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "an offer stands for a second at least and an hour at most, not for "
              + shortestOffer
              + " to "
              + offerTime);
    }
    if (leadTime.isNegative() || urgentWithin.isNegative()) {
      throw new IllegalArgumentException("durations are not negative");
    }
  }

  /**
   * How long somebody has to answer: half of what is left, so that the next can still be asked, but
   * never longer than usual; empty when too little is left.
   */
  Optional<Duration> offerTime(Instant start, Instant now) {
    Duration left = Duration.between(now, start.minus(leadTime));
    if (left.compareTo(shortestOffer) < 0) {
      return Optional.empty();
    }
    Duration half = left.dividedBy(2);
    Duration usual = half.compareTo(offerTime) < 0 ? half : offerTime;
    return Optional.of(usual.compareTo(shortestOffer) < 0 ? shortestOffer : usual);
  }

  /** Whether a time is so near that somebody is asked about it at any hour. */
  boolean urgent(Instant start, Instant now) {
    return !start.isAfter(now.plus(urgentWithin));
  }
}
