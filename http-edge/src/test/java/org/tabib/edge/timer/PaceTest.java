package org.tabib.edge.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
  private Instant now = Instant.parse("2026-11-20T06:30:00Z");

  @Test
  void letsSoManyASecondPassAndNobodyOutOfTurn() {
    Pace pace = new Pace(10, () -> now);

    assertThat(pace.turn()).isZero();
    assertThat(pace.turn()).isEqualTo(Duration.ofMillis(100));
    assertThat(pace.turn()).isEqualTo(Duration.ofMillis(200));

    now = now.plusSeconds(10);

    assertThat(pace.turn()).isZero();
  }

  @Test
  void pausesGrowToAMinute() {
    assertThat(TimerLane.pause(0)).isEqualTo(Duration.ofSeconds(2));
    assertThat(TimerLane.pause(1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(TimerLane.pause(5)).isEqualTo(Duration.ofMinutes(1));
    assertThat(TimerLane.pause(100_000)).isEqualTo(Duration.ofMinutes(1));
  }
}
