package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tabib.engine.queue.WaitEstimate.Ahead;
import org.tabib.engine.queue.WaitEstimate.Current;
import org.tabib.engine.queue.WaitEstimate.Load;

class WaitEstimateTest {
  private static final Service TEN_MINUTES = new Service(600, 300 * 300);
  private static final Service THREE_MINUTES = new Service(180, 90 * 90);

  @Test
  void whoFindsARoomFreeIsSeenWithinFiveMinutes() {
    WaitRange range = WaitEstimate.of(new Load(List.of(), List.of(), THREE_MINUTES, 2, 0));

    assertThat(range.from()).isZero();
    assertThat(range.to()).hasMinutes(5);
  }

  @Test
  void theWorkAheadIsSharedByTheRooms() {
    double one = WaitEstimate.mean(load(6, 1, 1));
    double two = WaitEstimate.mean(load(6, 2, 1));

    assertThat(one).isEqualTo(6 * 600 + 600);
    assertThat(two).isBetween(one / 2 - 600, one / 2);
  }

  @Test
  void whoMayNotComeCountsForLessButTheRoomWaitsForThem() {
    assertThat(WaitEstimate.mean(load(6, 1, 0.5))).isEqualTo(6 * (300 + 90) + 600);
  }

  @Test
  void theLongerARoomHasWaitedForSomebodyTheLessOfThatIsLeft() {
    assertThat(calledAgo(0)).isEqualTo(0.5 * 600 + 0.5 * 180);
    assertThat(calledAgo(60)).isEqualTo(0.5 * 600 + 0.5 * 120);
    assertThat(calledAgo(600)).isEqualTo(0.5 * 600 + 0.5 * 45);
  }

  private static double calledAgo(double seconds) {
    return WaitEstimate.mean(
        new Load(
            List.of(new Current(TEN_MINUTES, 0, seconds, 0.5)), List.of(), THREE_MINUTES, 1, 0));
  }

  @Test
  void aServiceThatHasLastedLongIsNotOver() {
    Load load =
        new Load(List.of(new Current(TEN_MINUTES, 3600, 0, 1)), List.of(), THREE_MINUTES, 1, 0);

    assertThat(WaitEstimate.mean(load)).isPositive();
  }

  @Test
  void moreUrgentOnesWhoKeepComingMakeItLonger() {
    Load quiet = load(6, 1, 1);
    Load busy = new Load(quiet.current(), quiet.ahead(), THREE_MINUTES, 1, 0.5);
    Load flooded = new Load(quiet.current(), quiet.ahead(), THREE_MINUTES, 1, 3);

    assertThat(WaitEstimate.mean(busy)).isEqualTo(1.5 * WaitEstimate.mean(quiet));
    assertThat(WaitEstimate.mean(flooded)).isEqualTo(2 * WaitEstimate.mean(quiet));
  }

  @Test
  void theRangeIsInStepsOfFiveMinutesAndWiderWhereLessIsCertain() {
    WaitRange certain =
        WaitEstimate.of(
            new Load(
                List.of(),
                Stream.generate(() -> new Ahead(new Service(600, 1), 1, 1)).limit(9).toList(),
                THREE_MINUTES,
                1,
                0));
    WaitRange uncertain = WaitEstimate.of(load(8, 1, 0.9));

    assertThat(certain.from()).hasMinutes(90);
    assertThat(certain.to()).hasMinutes(95);
    assertThat(uncertain.from().toMinutes() % 5).isZero();
    assertThat(uncertain.to().minus(uncertain.from()))
        .isGreaterThan(certain.to().minus(certain.from()));
  }

  private static Load load(int ahead, int rooms, double chance) {
    return new Load(
        Stream.generate(() -> new Current(TEN_MINUTES, 0, 0, 1)).limit(rooms).toList(),
        Stream.generate(() -> new Ahead(TEN_MINUTES, chance, 1)).limit(ahead).toList(),
        THREE_MINUTES,
        rooms,
        0);
  }
}
