package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Patience PATIENCE = Patience.STANDARD;

  @Property(tries = 500)
  void waitsLongerEachTimeButNeverLongerThanAllowed(
      @ForAll @IntRange(min = 1, max = 10_000) int failed,
      @ForAll @DoubleRange(min = 0, max = 0.99) double random) {
    Duration pause = PATIENCE.pause(failed, random);

    assertThat(pause)
        .isBetween(Duration.ofMillis(800), PATIENCE.longest().multipliedBy(12).dividedBy(10));
    assertThat(PATIENCE.pause(failed + 1, random)).isGreaterThanOrEqualTo(pause);
    assertThat(PATIENCE.pause(failed, random)).isEqualTo(pause);
  }

  @Property(tries = 200)
  void spreadsWhatFailedTogether(
      @ForAll @IntRange(min = 1, max = 100) int failed,
      @ForAll @DoubleRange(min = 0, max = 0.4) double random) {
    assertThat(PATIENCE.pause(failed, random + 0.5)).isGreaterThan(PATIENCE.pause(failed, random));
  }

  @Test
  void doublesAroundOneSecond() {
    assertThat(PATIENCE.pause(1, 0.5)).isEqualTo(Duration.ofSeconds(1));
    assertThat(PATIENCE.pause(5, 0.5)).isEqualTo(Duration.ofSeconds(16));
    assertThat(PATIENCE.pause(40, 0.5)).isEqualTo(Duration.ofMinutes(15));
  }
}
