package org.tabib.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one account's messages pass on this node: its breaker, then its share of the rate. Whoever
 * has to wait gets a place in the line, so that they are not overtaken and do not all come back at
 * once. Thread-safe; every call is short.
 */
final class AccountGate {
  /** Why messages wait. */
  enum Cause {
    /** The account is taken for broken. */
    BREAKER,
    /** The node's share of the rate is used up. */
    RATE
  }

  /** A message may not go yet. */
  record Wait(Duration pause, Cause cause) {}

  /** A conversation that does not come back after this is gone, and so is its place. */
  private static final Duration ABSENT = Duration.ofMinutes(2);

  /** Those who wait for a breaker come back within this part of the pause, one after another. */
  private static final double SPREAD = 0.5;

  /** However short the pause is, they come back within this part of this. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** While one tries, the others ask again after that: an answer rarely takes as long as it may. */
  private static final Duration TRYING = Duration.ofSeconds(5);

  private record Place(Instant at, int line) {
    /** Of a line that was never formed: for those who wait for the breaker. */
    static final int NONE = -1;
  }

  private final SendingLimits limits;
  private final Map<String, Place> places = new HashMap<>();
  private Breaker breaker;
  private TokenBucket bucket = TokenBucket.FULL;
  private Instant slowedUntil = Instant.EPOCH;
  private int slowed;

  /** Counts the lines: a pause of the account dissolves one, and all queue up again behind it. */
  private int line;

  AccountGate(SendingLimits limits, Instant now) {
    this.limits = limits;
    this.breaker = Breaker.closed(now);
  }

  /**
   * Whether a conversation's message may go now; if so it counts as gone.
   *
   * @param share messages a second that this node may send
   * @param random from 0 (inclusive) to 1 (exclusive)
   * @return nothing when it may
   */
  synchronized Optional<Wait> enter(String conversation, double share, double random, Instant now) {
    if (!breaker.until(now).isZero()) {
      Duration pause = brokenFor(random, now);
      places.put(conversation, new Place(now.plus(pause), Place.NONE));
      return Optional.of(new Wait(pause, Cause.BREAKER));
    }
    Place place = places.get(conversation);
    if (place == null || place.line() != line) {
      TokenBucket.Rate rate = TokenBucket.Rate.perSecond(share);
      Instant from = slowedUntil.isAfter(now) ? slowedUntil : now;
      place = new Place(from.plus(bucket.until(rate, from)), line);
      bucket = bucket.take(rate, from);
    }
    if (place.at().isAfter(now)) {
      places.put(conversation, place);
      return Optional.of(new Wait(Duration.between(now, place.at()), Cause.RATE));
    }
    places.remove(conversation);
    breaker = breaker.letThrough(limits.breaker(), now);
    return Optional.empty();
  }

  private Duration brokenFor(double random, Instant now) {
    Duration pause = breaker.until(now);
    if (breaker.phase() == Breaker.Phase.HALF_OPEN && pause.compareTo(TRYING) > 0) {
      pause = TRYING;
    }
    Duration spread = pause.compareTo(SHORT) > 0 ? pause : SHORT;
    return pause.plusNanos((long) (spread.toNanos() * SPREAD * random));
  }

  /** The provider answered for a message, be it with a refusal of that message. */
  synchronized void answered(Instant now) {
    breaker = breaker.answered(now);
    if (!slowedUntil.isAfter(now)) {
      slowed = 0;
    }
  }

  /** Nobody answered for a message, or the provider is in trouble. */
  synchronized void failed(Instant now) {
    breaker = breaker.failed(limits.breaker(), now);
  }

  /** The account itself was refused. */
  synchronized void refused(Instant now) {
    breaker = breaker.refused(limits.breaker(), now);
  }

  /**
   * The provider says that the account is too fast: nothing goes for a while, and then no burst.
   *
   * @param asked how long the provider asks to wait, if it does
   */
  synchronized void tooFast(@Nullable Duration asked, double share, Instant now) {
    breaker = breaker.answered(now);
    // What was under way together is refused together: that is one refusal.
    if (!slowedUntil.isAfter(now)) {
      slowed++;
      slow(now.plus(limits.slowing(slowed)), share);
    }
    if (asked != null && now.plus(asked).isAfter(slowedUntil)) {
      slow(now.plus(asked), share);
    }
  }

  private void slow(Instant until, double share) {
    slowedUntil = until;
    bucket = TokenBucket.emptyAt(TokenBucket.Rate.perSecond(share), until);
    line++;
  }

  /** Whether read marks and the like may go, which nobody waits for. */
  synchronized boolean isOpenTo(Instant now) {
    return breaker.phase() == Breaker.Phase.CLOSED && !slowedUntil.isAfter(now);
  }

  synchronized SendingState.Account state(String id, Instant now) {
    places.values().removeIf(place -> place.at().plus(ABSENT).isBefore(now));
    return new SendingState.Account(id, breaker.phase(), breaker.since(), places.size());
  }
}
