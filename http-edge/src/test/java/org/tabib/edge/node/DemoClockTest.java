package org.tabib.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DemoClockTest {
  @Test
  void runsFasterThanTimeFromWhereItIsSet() {
    AtomicLong nanos = new AtomicLong(123);
    Instant start = Instant.parse("2026-11-23T05:00:00Z");
    DemoClock clock = DemoClock.begin(start, 60, nanos::get);
    assertThat(clock.instant()).isEqualTo(start);
    nanos.addAndGet(Duration.ofMinutes(8).toNanos());
    assertThat(clock.instant()).isEqualTo(start.plus(Duration.ofHours(8)));
  }
}
