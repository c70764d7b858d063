package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.engine.queue.SimulatedDay.Clinic;
import org.tabib.engine.queue.SimulatedDay.Seen;

/**
 * What was estimated when tickets were issued, held against what came. The same days twice: each as
 * if it were a clinic's first, and with what the days before it showed.
 */
class EstimateErrorTest {
  private static final int DAYS = 4;

  /** Minutes in which a day has shown little by itself. */
  private static final double EARLY = 60;

  private static final List<Clinic> CLINICS =
      List.of(
          new Clinic(3, 10, Duration.ofMinutes(1)),
          new Clinic(3, 6, Duration.ofMinutes(1)),
          new Clinic(2, 7, Duration.ofMinutes(2)),
          new Clinic(2, 12, Duration.ofMinutes(2)),
          new Clinic(3, 4, Duration.ofMinutes(1)),
          new Clinic(3, 14, Duration.ofMinutes(2)));

  private static final List<Seen> ALONE = new ArrayList<>();
  private static final List<Seen> LEARNED = new ArrayList<>();

  @BeforeAll
  static void live() {
    for (Clinic clinic : CLINICS) {
      live(clinic, 4711);
    }
  }

  /** The first day has none before it: it is not compared. */
  private static void live(Clinic clinic, int seed) {
    LocalDate monday = QueueStory.ID.date();
    List<Shown.OnDay> before = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      SimulatedDay alone = new SimulatedDay(clinic, new Random(seed + day), Shown.NOTHING);
      List<Seen> seen = alone.live();
      LocalDate date = monday.plusDays(day);
      if (day > 0) {
        ALONE.addAll(seen);
        Shown faded = Shown.faded(before, date);
        LEARNED.addAll(new SimulatedDay(clinic, new Random(seed + day), faded).live());
      }
      before.add(new Shown.OnDay(date, alone.shown()));
    }
  }

  @Test
  void theErrorOfADayThatKnowsNoOtherIsMuchSmallerThanThatOfTheNaiveEstimate() {
    assertThat(mean(ALONE, Seen::error)).as("minutes").isLessThan(8);
    assertThat(mean(ALONE, Seen::error)).isLessThan(0.65 * mean(ALONE, Seen::naiveError));
    assertThat(inTime(ALONE)).isBetween(0.7, 0.9);
  }

  @Test
  void theDaysBeforeMakeItSmaller() {
    assertThat(mean(LEARNED, Seen::error)).as("minutes").isLessThan(7);
    assertThat(mean(LEARNED, Seen::error)).isLessThan(0.98 * mean(ALONE, Seen::error));
    assertThat(mean(LEARNED, Seen::error)).isLessThan(0.6 * mean(LEARNED, Seen::naiveError));
    assertThat(inTime(LEARNED)).isBetween(0.7, 0.9);
  }

  @Test
  void mostOfThatInTheFirstHourWhichIsNoLongerToldMuchTooShort() {
    List<Seen> alone = early(ALONE);
    List<Seen> learned = early(LEARNED);

    assertThat(mean(learned, Seen::error)).isLessThan(0.95 * mean(alone, Seen::error));
    assertThat(mean(learned, Seen::tooShort)).isBetween(-1.0, 0.65 * mean(alone, Seen::tooShort));
  }

  private static List<Seen> early(List<Seen> all) {
    return all.stream().filter(seen -> seen.arrived() < EARLY).toList();
  }

  private static double inTime(List<Seen> all) {
    return mean(all, seen -> seen.waited() <= seen.upper() ? 1 : 0);
  }

  private static double mean(List<Seen> all, ToDoubleFunction<Seen> number) {
    return all.stream().mapToDouble(number).average().orElseThrow();
  }
}
