package org.tabib.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;
import org.tabib.engine.delivery.SendOutcome.Rejected;

class RetryPolicyTest {
  private static final RetryPolicy POLICY = RetryPolicy.STANDARD;

  @Property(tries = 500)
  void neverRepeatsWhatNoRepetitionCanMend(
      @ForAll @IntRange(min = 1, max = 50) int attempt,
      @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
    assertThat(pause(ErrorClass.STOP, null, attempt, random)).isEmpty();
    assertThat(pause(ErrorClass.FIX, null, attempt, random)).isEmpty();
    assertThat(pause(ErrorClass.WINDOW, null, attempt, random)).isEmpty();
  }

  @Property(tries = 500)
  void pausesWithinTheSpreadOfADoublingBackOff(
      @ForAll @IntRange(min = 1, max = 50) int attempt,
      @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
    Optional<Duration> pause = pause(ErrorClass.RETRY, null, attempt, random);
    if (attempt >= POLICY.attempts()) {
      assertThat(pause).isEmpty();
      return;
    }
    double full =
        Math.min(
            POLICY.trouble().toMillis() * Math.pow(2, attempt - 1.0), POLICY.longest().toMillis());

    assertThat(pause.orElseThrow().toMillis())
        .isBetween((long) (full * 0.8) - 1, (long) (full * 1.2) + 1);
  }

  @Property(tries = 500)
  void waitsLongerAfterALimitThanAfterPassingTrouble(
      @ForAll @IntRange(min = 1, max = 17) int attempt,
      @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
    assertThat(pause(ErrorClass.WAIT, null, attempt, random).orElseThrow())
        .isGreaterThanOrEqualTo(pause(ErrorClass.RETRY, null, attempt, random).orElseThrow());
  }

  @Property(tries = 500)
  void givesAReceiptTimeToComeBeforeItSendsAgainWhatMayHaveBeenTakenOver(
      @ForAll @IntRange(min = 1, max = 17) int attempt,
      @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
    Duration pause = pause(ErrorClass.DOUBT, null, attempt, random).orElseThrow();

    assertThat(pause).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    assertThat(pause)
        .isGreaterThanOrEqualTo(pause(ErrorClass.RETRY, null, attempt, random).orElseThrow());
  }

  /** Jitter aside: no pause is shorter than the one before it, and none longer than the longest. */
  @Property(tries = 500)
  void itsPausesGrowUpToTheLongest(
      @ForAll ErrorClass errorClass,
      @ForAll @IntRange(min = 1, max = 16) int attempt,
      @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
    Optional<Duration> pause = pause(errorClass, null, attempt, random);
    Optional<Duration> next = pause(errorClass, null, attempt + 1, random);

    assertThat(next.isPresent()).isEqualTo(pause.isPresent());
    pause.ifPresent(
        first ->
            assertThat(next.orElseThrow())
                .isGreaterThanOrEqualTo(first)
                .isLessThanOrEqualTo(POLICY.longest().multipliedBy(12).dividedBy(10)));
  }

  @Test
  void whatFailedTogetherDoesNotComeBackTogether() {
    assertThat(
            java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> pause(ErrorClass.RETRY, null, 5, i / 100.0).orElseThrow())
                .distinct())
        .hasSizeGreaterThan(90);
  }

  @Property(tries = 500)
  void neverComesBackSoonerThanTheProviderAsked(
      @ForAll @IntRange(min = 1, max = 17) int attempt,
      @ForAll @IntRange(min = 0, max = 100_000) int seconds,
      @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
    Duration asked = Duration.ofSeconds(seconds);

    assertThat(pause(ErrorClass.WAIT, asked, attempt, random).orElseThrow())
        .isGreaterThanOrEqualTo(asked);
  }

  @Test
  void triesForAboutTwoHours() {
    Duration all = Duration.ZERO;
    int attempt = 1;
    for (Optional<Duration> pause = pause(ErrorClass.RETRY, null, attempt, 0);
        pause.isPresent();
        pause = pause(ErrorClass.RETRY, null, attempt, 0)) {
      all = all.plus(pause.get());
      attempt++;
    }

    assertThat(attempt).isEqualTo(POLICY.attempts());
    assertThat(all).isBetween(Duration.ofMinutes(90), Duration.ofHours(3));
  }

  private static Optional<Duration> pause(
      ErrorClass errorClass,
      @org.jspecify.annotations.Nullable Duration asked,
      int attempt,
      double random) {
    return POLICY.pause(new Rejected(errorClass, 1, asked), attempt, random);
  }
}
