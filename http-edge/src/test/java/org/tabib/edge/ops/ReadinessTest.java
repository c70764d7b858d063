package org.tabib.edge.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tabib.edge.ops.Health.Check;
import org.tabib.engine.delivery.Breaker;
import org.tabib.engine.delivery.SendingState;
import org.tabib.projections.owed.OwedWork;
import org.tabib.projections.owed.WorkWatch.Seen;
import org.tabib.projections.run.ProjectionHealth;
import org.tabib.projections.run.SliceHealth;
import org.tabib.projections.run.StoppedSlice;

class ReadinessTest {
  private static Check check(SliceHealth... slices) {
    return ProjectionsCheck.check(new ProjectionHealth(true, List.of(slices)));
  }

  @Test
  void isNotReadyBeforeProjectionsWereLookedAt() {
    assertThat(ProjectionsCheck.check(ProjectionHealth.UNKNOWN).healthy()).isFalse();
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
  void staysReadyWhenSomebodyPausedAProjectionAndSaysSo() {
    assertThat(
            check(
                new SliceHealth("visit", "visit-0", 7, Duration.ofDays(1), true, null),
                new SliceHealth("patient", "patient-0", Duration.ofMillis(5), null)))
        .isEqualTo(new Check("projections", true, "behind by at most 5 ms; paused: visit/visit-0"));
  }

  @Test
  void tellsWhatIsOwedAndWhatWasGivenUpAndStaysReady() {
    Instant now = Instant.EPOCH.plusSeconds(100);
    Seen seen =
        new Seen(
            new OwedWork(3, 2, 1, Instant.EPOCH.plusSeconds(60)),
            new TreeMap<>(Map.of("policy-spent", 2L, "recipient-unreachable", 1L)),
            now);
    assertThat(told(Optional.of(seen)))
        .containsExactly(
            new Check("owed", true, "3 messages (the oldest for 40 s), 2 effects, 1 slots"),
            new Check("dead-letters", true, "3 open: 2 policy-spent, 1 recipient-unreachable"));
    assertThat(told(Optional.of(new Seen(new OwedWork(0, 0, 0, null), new TreeMap<>(), now))))
        .extracting(Check::detail)
        .containsExactly("0 messages (the oldest for 0 s), 0 effects, 0 slots", "none open");
    assertThat(told(Optional.empty())).allMatch(Check::healthy);
  }

  private static List<Check> told(Optional<Seen> seen) {
    return new Readiness(WorkChecks.of(() -> seen)).look().toCompletableFuture().join().checks();
  }

  @Test
  void namesAccountsThatCannotBeSentFromAndStaysReady() {
    Instant since = Instant.parse("2026-11-21T10:00:00Z");
    SendingState.Account works = new SendingState.Account("1001", Breaker.Phase.CLOSED, since, 3);
    SendingState.Account broken = new SendingState.Account("1002", Breaker.Phase.OPEN, since, 7);

    assertThat(channels(works, broken))
        .isEqualTo(
            new Check("channels", true, "cannot be sent from: 1002 since " + since + ", 7 wait"));
    assertThat(channels(works)).isEqualTo(new Check("channels", true, "accounts in use: 1"));
  }

  private static Check channels(SendingState.Account... accounts) {
    return ChannelsCheck.of(() -> new SendingState(List.of(accounts)))
        .look()
        .get()
        .toCompletableFuture()
        .join();
  }

  @Test
  void tellsChecksInOrderAndOneThatBreaksHidesNoOther() {
    CompletableFuture<Check> slow = new CompletableFuture<>();
    CompletableFuture<Health> health =
        new Readiness(
                List.of(
                    new HealthCheck("slow", () -> slow),
                    HealthCheck.now(
                        "broken",
                        () -> {
                          throw new IllegalStateException("quotes a person");
                        }),
                    HealthCheck.told("numbers", () -> "7 of them")))
            .look()
            .toCompletableFuture();
    assertThat(health).isNotDone();

    slow.complete(new Check("slow", true, "answers"));
    assertThat(health.join())
        .isEqualTo(
            new Health(
                false,
                List.of(
                    new Check("slow", true, "answers"),
                    new Check("broken", false, "could not be looked at"),
                    new Check("numbers", true, "7 of them"))));
  }

  @Test
  void isHealthyOnlyWhenEveryCheckPassed() {
    Check good = new Check("a", true, "");
    Check bad = new Check("b", false, "");
    assertThat(Health.of(List.of(good)).healthy()).isTrue();
    assertThat(Health.of(List.of(good, bad)).healthy()).isFalse();
  }
}
