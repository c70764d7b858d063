package org.tabib.engine.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.tabib.engine.practice.AfyaPractice;
import org.tabib.engine.practice.PracticeConfig;

class ReportTimersTest {
  /** With and without daylight saving; in the last ones a day of the year begins at 01:00. */
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Asia/Kolkata"),
          ZoneId.of("Africa/Nairobi"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Africa/Cairo"),
          ZoneId.of("America/Santiago"));

  @Test
  void aDaysReportsAreDueAQuarterPastMidnightAtTheClinic() {
    assertThat(due("2026-11-23T12:00:00Z")).isEqualTo("2026-11-23T18:45:00Z");
    assertThat(due("2026-11-23T18:30:00Z")).as("midnight").isEqualTo("2026-11-23T18:45:00Z");
    assertThat(due("2026-11-23T18:45:00Z")).as("that moment").isEqualTo("2026-11-24T18:45:00Z");
  }

  @Test
  void everyClinicHasOneThatNeverExpires() {
    PracticeConfig practice = AfyaPractice.config(List.of("15550001111"));
    Instant decided = Instant.parse("2026-11-23T12:00:00Z");

    assertThat(ReportTimers.of(practice, decided))
        .hasSameSizeAs(practice.clinics())
        .allSatisfy(
            timer -> {
              assertThat(timer.id()).startsWith(practice.id() + "/reports/");
              assertThat(timer.task().subject()).isEqualTo(practice.id());
              assertThat(timer.due()).isAfter(decided);
              assertThat(timer.expires()).isEqualTo(Timer.NEVER);
            });
  }

  /** Whenever it fires, it comes back at the end of another day and misses none. */
  @Property(tries = 500)
  void comesBackOnceForEveryDay(
      @ForAll @IntRange(max = 5) int zone,
      @ForAll @LongRange(min = 1_700_000_000L, max = 2_000_000_000L) long second,
      @ForAll @IntRange(max = 86_399) int late) {
    ZoneId there = ZONES.get(zone);
    Instant first = next(there, Instant.ofEpochSecond(second));
    Instant after = next(there, first);

    LocalDate day = ReportTimers.today(there, first);
    assertThat(ReportTimers.today(there, first.minusSeconds(1))).isEqualTo(day.minusDays(1));
    assertThat(ReportTimers.today(there, after)).isEqualTo(day.plusDays(1));
    assertThat(Duration.between(first, after))
        .isBetween(Duration.ofHours(23), Duration.ofHours(25));
    assertThat(next(there, first.plusSeconds(late))).isAfter(first.plusSeconds(late));
  }

  private static String due(String now) {
    return next(ZONES.getFirst(), Instant.parse(now)).toString();
  }

  private static Instant next(ZoneId zone, Instant now) {
    return ReportTimers.next("demo", "demo.main", zone, now).due();
  }
}
