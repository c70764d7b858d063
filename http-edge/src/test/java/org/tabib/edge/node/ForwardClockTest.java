package org.tabib.edge.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ForwardClockTest {
  private static final Instant START = Instant.parse("2026-11-23T05:00:00Z");

  private final AtomicReference<Instant> time = new AtomicReference<>(START);
  private final ForwardClock clock = new ForwardClock(time::get);

  @Test
  void goesAheadByWhatItIsToldAndThenOnWithTime() {
    clock.advance(Duration.ofDays(1));
    clock.advance(Duration.ofMinutes(1));
    time.set(START.plusSeconds(5));

    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(1)).plusSeconds(65));
  }

  @Test
  void neverGoesBack() {
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(clock.instant()).isEqualTo(START);
  }
}
