package org.tabib.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.TokenBucket.Rate;

class TokenBucketTest {
  private static final Instant START = Instant.parse("2026-11-23T03:30:00Z");
  private static final Rate PAIR = new Rate(45, Duration.ofSeconds(6));

  @Test
  void givesItsCapacityAtOnceAndThenOneAfterTheOther() {
    TokenBucket bucket = TokenBucket.FULL;
    for (int i = 0; i < 45; i++) {
      assertThat(bucket.until(PAIR, START)).isZero();
      bucket = bucket.take(PAIR, START);
    }

    assertThat(bucket.until(PAIR, START)).isEqualTo(Duration.ofSeconds(6));
    assertThat(bucket.until(PAIR, START.plusSeconds(6))).isZero();
    assertThat(bucket.take(PAIR, START.plusSeconds(6)).until(PAIR, START.plusSeconds(6)))
        .isEqualTo(Duration.ofSeconds(6));
  }

  @Property(tries = 300)
  void letsNeverMoreThroughThanItHoldsAndWhatCameBack(
      @ForAll @IntRange(min = 1, max = 50) int capacity,
      @ForAll @IntRange(min = 1, max = 5_000) int perToken,
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 3_000) Integer> gaps) {
    Rate rate = new Rate(capacity, Duration.ofMillis(perToken));
    TokenBucket bucket = TokenBucket.FULL;
    Instant now = START;
    List<Instant> taken = new ArrayList<>();
    for (int gap : gaps) {
      now = now.plusMillis(gap);
      if (bucket.until(rate, now).isZero()) {
        bucket = bucket.take(rate, now);
        taken.add(now);
      }
    }

    for (int first = 0; first < taken.size(); first++) {
      for (int last = first; last < taken.size(); last++) {
        long elapsed = Duration.between(taken.get(first), taken.get(last)).toMillis();
        assertThat(last - first + 1L).isLessThanOrEqualTo(capacity + elapsed / perToken);
      }
    }
  }

  @Property(tries = 300)
  void hasATokenWhenItSaidItWouldAndNotBefore(
      @ForAll @IntRange(min = 1, max = 50) int capacity,
      @ForAll @IntRange(min = 1, max = 5_000) int perToken,
      @ForAll @IntRange(min = 0, max = 120) int takes) {
    Rate rate = new Rate(capacity, Duration.ofMillis(perToken));
    TokenBucket bucket = TokenBucket.FULL;
    for (int i = 0; i < takes; i++) {
      bucket = bucket.take(rate, START);
    }

    Duration until = bucket.until(rate, START);

    assertThat(bucket.until(rate, START.plus(until))).isZero();
    if (!until.isZero()) {
      assertThat(bucket.until(rate, START.plus(until).minusNanos(1))).isPositive();
    }
    assertThat(until)
        .isEqualTo(Duration.ofMillis(perToken).multipliedBy(Math.max(0, takes - capacity + 1L)));
  }

  @Property(tries = 200)
  void thoseWhoBorrowComeInTheirOrderAtTheRate(
      @ForAll @IntRange(min = 1, max = 2_000) int perSecond,
      @ForAll @IntRange(min = 1, max = 100) int waiting) {
    Rate rate = Rate.perSecond(perSecond);
    TokenBucket bucket = TokenBucket.emptyAt(rate, START);
    Duration before = Duration.ZERO;
    for (int i = 0; i < waiting; i++) {
      Duration turn = bucket.until(rate, START);
      assertThat(turn).isEqualTo(before.plus(rate.perToken()));
      before = turn;
      bucket = bucket.take(rate, START);
    }
  }

  @Test
  void aRateIsPositive() {
    assertThatThrownBy(() -> new Rate(0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rate(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Rate.perSecond(0.5)).isEqualTo(new Rate(1, Duration.ofSeconds(2)));
    assertThat(Rate.perSecond(80)).isEqualTo(new Rate(8, Duration.ofNanos(12_500_000)));
  }
}
