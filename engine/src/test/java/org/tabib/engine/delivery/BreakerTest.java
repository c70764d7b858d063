package org.tabib.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.Breaker.Phase;

class BreakerTest {
  private static final Instant START = Instant.parse("2026-11-23T03:30:00Z");
  private static final Breaker.Policy POLICY =
      new Breaker.Policy(3, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(40));

  @Test
  void opensAfterFailuresInARow() {
    Breaker breaker = Breaker.closed(START);
    breaker = breaker.failed(POLICY, START).failed(POLICY, START).answered(START);
    breaker = breaker.failed(POLICY, START).failed(POLICY, START);
    assertThat(breaker.phase()).isEqualTo(Phase.CLOSED);

    breaker = breaker.failed(POLICY, START);

    assertThat(breaker.phase()).isEqualTo(Phase.OPEN);
    assertThat(breaker.until(START)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void opensAtOnceWhenTheAccountIsRefused() {
    assertThat(Breaker.closed(START).refused(POLICY, START).phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void letsOneTryAfterThePauseAndTheOthersWaitForIt() {
    Breaker open = Breaker.closed(START).refused(POLICY, START);
    Instant later = START.plusSeconds(1);
    assertThat(open.until(later)).isZero();

    Breaker trying = open.letThrough(POLICY, later);

    assertThat(trying.phase()).isEqualTo(Phase.HALF_OPEN);
    assertThat(trying.until(later)).isEqualTo(POLICY.answer());
    assertThat(trying.until(later.plus(POLICY.answer()))).isZero();
  }

  @Test
  void closesWhenTheOneThatTriesIsAnswered() {
    Instant later = START.plusSeconds(1);

    Breaker closed =
        Breaker.closed(START).refused(POLICY, START).letThrough(POLICY, later).answered(later);

    assertThat(closed).isEqualTo(Breaker.closed(later));
  }

  @Test
  void isNotMovedByLateNewsOfWhatWasUnderWay() {
    Breaker open = Breaker.closed(START).refused(POLICY, START);

    assertThat(open.answered(START).failed(POLICY, START).refused(POLICY, START)).isEqualTo(open);
  }

  @Test
  void remembersSinceWhenItIsOpenThroughEveryTry() {
    Breaker breaker = Breaker.closed(START).refused(POLICY, START);
    for (int i = 1; i < 10; i++) {
      Instant now = breaker.next();
      breaker = breaker.letThrough(POLICY, now).failed(POLICY, now);
    }

    assertThat(breaker.since()).isEqualTo(START);
  }

  @Property(tries = 200)
  void itsPausesDoubleUpToTheLongest(@ForAll @IntRange(min = 1, max = 60) int tries) {
    Breaker breaker = Breaker.closed(START).refused(POLICY, START);
    Duration before = Duration.ZERO;
    for (int i = 0; i < tries; i++) {
      Instant now = breaker.next();
      breaker = breaker.letThrough(POLICY, now).failed(POLICY, now);
      Duration pause = breaker.until(now);
      assertThat(pause).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(POLICY.longest());
      assertThat(pause.equals(before.multipliedBy(2)) || i == 0 || pause.equals(POLICY.longest()))
          .isTrue();
      before = pause;
    }
  }

  /**
   * Whatever happens in whatever order: between two tries there is a pause, and it never sticks.
   */
  @Property(tries = 500)
  void neverLetsASecondOneTryInThePauseAndNeverSticks(
      @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 4) Integer> happenings) {
    Breaker breaker = Breaker.closed(START);
    Instant now = START;
    for (int what : happenings) {
      switch (what) {
        case 0 -> breaker = breaker.answered(now);
        case 1 -> breaker = breaker.failed(POLICY, now);
        case 2 -> breaker = breaker.refused(POLICY, now);
        case 3 -> now = now.plusMillis(700);
        default -> {
          if (breaker.until(now).isZero()) {
            boolean closed = breaker.phase() == Phase.CLOSED;
            breaker = breaker.letThrough(POLICY, now);
            assertThat(breaker.until(now).isZero()).isEqualTo(closed);
          }
        }
      }
      assertThat(breaker.until(now)).isLessThanOrEqualTo(POLICY.answer());
    }

    Instant end = now.plus(POLICY.answer());
    assertThat(breaker.until(end)).isZero();
    assertThat(breaker.letThrough(POLICY, end).answered(end).phase()).isEqualTo(Phase.CLOSED);
  }
}
