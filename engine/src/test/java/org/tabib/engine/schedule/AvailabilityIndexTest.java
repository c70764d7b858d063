package org.tabib.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AvailabilityIndexTest {
  private static final Instant NOW = Clinics.MONDAY_EIGHT;
  private static final Duration LENGTH = Duration.ofMinutes(30);
  private static final Slot NINE = new Slot("s", NOW.plusSeconds(3600), LENGTH);
  private static final Slot TEN = new Slot("s", NOW.plusSeconds(7200), LENGTH);

  private final List<CompletableFuture<ScheduleReply>> questions = new ArrayList<>();
  private final List<FreeCapacity> told = new ArrayList<>();
  private final AvailabilityIndex index =
      new AvailabilityIndex(
          (id, from, limit) -> {
            questions.add(new CompletableFuture<>());
            return questions.getLast();
          },
          told::add);

  @Test
  void answersFromWhatItWasToldWithoutAsking() {
    index.accept(news(1, NOW, NINE, TEN));

    assertThat(index.earliest("s", NOW, NOW)).isCompletedWithValue(List.of(NINE, TEN));
    assertThat(index.earliest("s", TEN.start(), NOW)).isCompletedWithValue(List.of(TEN));
    assertThat(questions).isEmpty();
    assertThat(told).hasSize(1);
  }

  @Test
  void asksAnUnknownScheduleOnceForAllWhoWantToKnow() {
    var first = index.earliest("s", NOW, NOW);
    var second = index.earliest("s", NOW, NOW);
    assertThat(questions).hasSize(1);

    questions.getFirst().complete(new ScheduleReply.Slots(List.of(NINE)));

    assertThat(first).isCompletedWithValue(List.of(NINE));
    assertThat(second).isCompletedWithValue(List.of(NINE));
    assertThat(index.atHand("s", NOW, NOW)).contains(List.of(NINE));
  }

  @Test
  void ignoresNewsThatAreOlderThanWhatItKnows() {
    index.accept(news(5, NOW, TEN));
    index.accept(news(4, NOW.plusSeconds(1), NINE, TEN));

    assertThat(index.atHand("s", NOW, NOW)).contains(List.of(TEN));
  }

  @Test
  void believesForAWhileThatNothingIsFreeAndAsksAgainThen() {
    index.accept(news(1, NOW));

    assertThat(index.atHand("s", NOW, NOW.plusSeconds(60))).contains(List.of());
    assertThat(index.atHand("s", NOW, NOW.plusSeconds(600))).isEmpty();
  }

  @Test
  void renewsWhatIsOldBecauseNewsMayHaveBeenMissed() {
    index.accept(news(7, NOW, NINE, TEN));
    Instant later = NOW.plusSeconds(301);

    assertThat(index.earliestAtHand("s", NINE.start(), NOW.plusSeconds(299)))
        .isEqualTo(new AvailabilityIndex.Earliest.Known(NINE));
    assertThat(questions).isEmpty();
    assertThat(index.earliestAtHand("s", NINE.start(), later))
        .isEqualTo(new AvailabilityIndex.Earliest.Known(NINE));
    index.earliestAtHand("s", NINE.start(), later);
    assertThat(questions).hasSize(1);
    questions.getFirst().complete(new ScheduleReply.Slots(List.of(TEN)));

    assertThat(index.earliestAtHand("s", NINE.start(), later))
        .isEqualTo(new AvailabilityIndex.Earliest.Known(TEN));
    index.accept(news(6, NOW, NINE));
    assertThat(index.atHand("s", NINE.start(), later)).contains(List.of(TEN));
    assertThat(questions).hasSize(1);
  }

  @Test
  void renewsOnlyAFewSchedulesAtOnce() {
    for (int i = 0; i < 100; i++) {
      index.accept(
          FreeCapacity.of(
              "s" + i, 1, NOW, LENGTH, List.of(new Slot("s" + i, TEN.start(), LENGTH)), 0));
    }
    for (int i = 0; i < 100; i++) {
      index.earliestAtHand("s" + i, NOW, NOW.plusSeconds(3600));
    }

    assertThat(questions).hasSize(16);
  }

  @Test
  void saysThatAScheduleDidNotAnswerAndAsksAgainNextTime() {
    var asked = index.earliest("s", NOW, NOW);
    questions.getFirst().completeExceptionally(new IllegalStateException("timeout"));

    assertThatThrownBy(() -> asked.toCompletableFuture().join()).hasRootCauseMessage("timeout");
    index.earliest("s", NOW, NOW);
    assertThat(questions).hasSize(2);
  }

  private static FreeCapacity news(long revision, Instant asOf, Slot... free) {
    return FreeCapacity.of("s", revision, asOf, LENGTH, List.of(free), 0);
  }
}
