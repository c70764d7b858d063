package org.tabib.projections.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.T0;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectionHealthTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final StoppedSlice STOP =
      new StoppedSlice("b", "b-0", "B|demo.x", 7, "Event", "Error", null, 9, T0);

  @Test
  void trustsNothingBeforeTheFirstLook() {
    assertThat(ProjectionHealth.UNKNOWN.healthy(SECOND)).isFalse();
    assertThat(ProjectionHealth.UNKNOWN.caughtUp("a", SECOND)).isFalse();
  }

  @Test
  void isHealthyWhileEverySliceIsCloseBehind() {
    ProjectionHealth health =
        new ProjectionHealth(true, List.of(slice("a", 0, null), slice("b", 1000, null)));
    assertThat(health.healthy(SECOND)).isTrue();
    assertThat(health.healthy(Duration.ofMillis(999))).isFalse();
    assertThat(health.caughtUp("a", Duration.ZERO)).isTrue();
    assertThat(health.caughtUp("b", Duration.ZERO)).isFalse();
  }

  @Test
  void isNotHealthyWhileASliceIsStopped() {
    ProjectionHealth health =
        new ProjectionHealth(true, List.of(slice("a", 0, null), slice("b", 0, STOP)));
    assertThat(health.healthy(SECOND)).isFalse();
    assertThat(health.stopped()).containsExactly(STOP);
  }

  private static SliceHealth slice(String projection, long lagMillis, StoppedSlice stop) {
    return new SliceHealth(projection, projection + "-0", Duration.ofMillis(lagMillis), stop);
  }
}
