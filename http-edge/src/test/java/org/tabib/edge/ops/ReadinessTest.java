package org.tabib.edge.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tabib.edge.ops.Health.Check;
import org.tabib.engine.delivery.Breaker;
import org.tabib.engine.delivery.SendingState;
import org.tabib.projections.run.ProjectionHealth;
import org.tabib.projections.run.SliceHealth;
import org.tabib.projections.run.StoppedSlice;

class ReadinessTest {
  private static Check check(SliceHealth... slices) {
    return Readiness.projections(new ProjectionHealth(true, List.of(slices)));
  }

  @Test
  void isNotReadyBeforeProjectionsWereLookedAt() {
    assertThat(Readiness.projections(ProjectionHealth.UNKNOWN).healthy()).isFalse();
  }

  @Test
  void isReadyWhileReadModelsAreLittleBehind() {
    assertThat(check(new SliceHealth("visit", "visit-0", Duration.ofSeconds(30), null)))
        .isEqualTo(new Check("projections", true, "behind by at most 30000 ms"));
  }

  @Test
  void isNotReadyWhenReadModelsAreFarBehind() {
    assertThat(
            check(
                    new SliceHealth("visit", "visit-0", Duration.ZERO, null),
                    new SliceHealth("patient", "patient-0", Duration.ofSeconds(31), null))
                .healthy())
        .isFalse();
  }

  @Test
  void namesSliceThatStopped() {
    StoppedSlice stop =
        new StoppedSlice(
            "visit", "visit-0", "Visit|demo.v", 3, "VisitOpened", "Error", null, 7, Instant.EPOCH);
    assertThat(check(new SliceHealth("visit", "visit-0", Duration.ZERO, stop)))
        .isEqualTo(new Check("projections", false, "stopped: visit/visit-0"));
  }

  @Test
  void namesAccountsThatCannotBeSentFromAndStaysReady() {
    Instant since = Instant.parse("2026-11-21T10:00:00Z");
    SendingState.Account works = new SendingState.Account("1001", Breaker.Phase.CLOSED, since, 3);
    SendingState.Account broken = new SendingState.Account("1002", Breaker.Phase.OPEN, since, 7);

    assertThat(Readiness.channels(new SendingState(List.of(works, broken))))
        .isEqualTo(
            new Check("channels", true, "cannot be sent from: 1002 since " + since + ", 7 wait"));
    assertThat(Readiness.channels(new SendingState(List.of(works))))
        .isEqualTo(new Check("channels", true, "accounts in use: 1"));
  }

  @Test
  void isHealthyOnlyWhenEveryCheckPassed() {
    Check good = new Check("a", true, "");
    Check bad = new Check("b", false, "");
    assertThat(Health.of(List.of(good)).healthy()).isTrue();
    assertThat(Health.of(List.of(good, bad)).healthy()).isFalse();
  }
}
