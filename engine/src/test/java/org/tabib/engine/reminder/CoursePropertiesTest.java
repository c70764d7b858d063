package org.tabib.engine.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.tabib.engine.reminder.Dosage.Moment;

/** What must hold for every course, in every zone, on every date. */
class CoursePropertiesTest {

  /** Zones whose clocks change, at other hours and by other amounts; and some that never do. */
  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "Asia/Kolkata",
            "Africa/Nairobi",
            "Europe/Berlin",
            "America/Sao_Paulo",
            "America/New_York",
            "Australia/Lord_Howe",
            "Antarctica/Troll",
            "Asia/Beirut",
            "Africa/Cairo",
            "America/St_Johns",
            "Pacific/Chatham",
            "America/Santiago")
        .map(ZoneId::of);
  }

  /** Begins in any minute of twelve years; clocks change in each of them. */
  @Provide
  Arbitrary<LocalDateTime> starts() {
    return Arbitraries.longs()
        .between(0, Duration.ofDays(12 * 365).toMinutes())
        .map(minutes -> LocalDateTime.of(2018, 1, 1, 0, 0).plusMinutes(minutes));
  }

  /** Times of the day that no change of clocks lays upon each other: three hours apart. */
  @Provide
  Arbitrary<List<LocalTime>> times() {
    return Arbitraries.integers()
        .between(1, 5)
        .flatMap(
            many ->
                Arbitraries.integers()
                    .between(0, 24 * 60 / many - 1)
                    .map(
                        first ->
                            IntStream.range(0, many)
                                .mapToObj(
                                    i -> LocalTime.MIN.plusMinutes(first + i * (24L * 60 / many)))
                                .toList()));
  }

  @Property(tries = 400)
  void hasExactlyTheDosesOfItsDays(
      @ForAll("zones") ZoneId zone,
      @ForAll("starts") LocalDateTime start,
      @ForAll("times") List<LocalTime> times,
      @ForAll @IntRange(min = 1, max = 21) int days) {
    Rhythm rhythm = course(times, 1, days, start, zone);

    List<Occurrence> doses = all(rhythm, zone);

    assertThat(doses).hasSize(days * times.size());
    increases(doses);
  }

  @Property(tries = 400)
  void hasNoDoseOutsideTheCourse(
      @ForAll("zones") ZoneId zone,
      @ForAll("starts") LocalDateTime start,
      @ForAll("times") List<LocalTime> times,
      @ForAll @IntRange(min = 1, max = 21) int days) {
    Rhythm rhythm = course(times, 1, days, start, zone);
    Instant begins = Occurrences.instantOf(start, zone);
    Instant ends = Occurrences.instantOf(start.plusDays(days), zone);

    assertThat(all(rhythm, zone))
        .allSatisfy(
            dose -> {
              assertThat(dose.at()).isAfterOrEqualTo(begins);
              assertThat(dose.at()).isBeforeOrEqualTo(ends);
            });
  }

  @Property(tries = 400)
  void isTakenAtItsTimeOnTheWallUnlessTheClockSkipsIt(
      @ForAll("zones") ZoneId zone,
      @ForAll("starts") LocalDateTime start,
      @ForAll("times") List<LocalTime> times,
      @ForAll @IntRange(min = 1, max = 14) int days) {
    for (Occurrence dose : all(course(times, 1, days, start, zone), zone)) {
      LocalDateTime wall = LocalDateTime.ofInstant(dose.at(), zone);
      boolean skipped = !wall.toLocalTime().equals(dose.planned());
      assertThat(times).contains(dose.planned());
      if (skipped) {
        // The first minute after a gap: a minute earlier the wall clock stood hours before.
        assertThat(zone.getRules().getTransition(wall.minusMinutes(1)).isGap()).isTrue();
      }
    }
  }

  @Property(tries = 300)
  void keepsTheTimeBetweenDosesByInterval(
      @ForAll("zones") ZoneId zone,
      @ForAll("starts") LocalDateTime start,
      @ForAll @IntRange(min = 1, max = 72) int hours,
      @ForAll @IntRange(min = 3, max = 14) int days) {
    Dosage dosage =
        ((SigReading.Understood)
                SigParser.read(
                    "every %d hours x %d days".formatted(hours, days), start.toLocalDate()))
            .dosage();
    Rhythm rhythm =
        Course.of(
                dosage,
                DoseTimes.USUAL,
                new Course.Start(start.toLocalDate(), start.toLocalTime()),
                zone)
            .orElseThrow()
            .rhythm();

    List<Occurrence> doses = all(rhythm, zone);

    assertThat(doses).hasSize(Math.ceilDiv(days * 24, hours));
    assertThat(doses.getFirst().at()).isEqualTo(Occurrences.instantOf(start, zone));
    for (int i = 1; i < doses.size(); i++) {
      assertThat(Duration.between(doses.get(i - 1).at(), doses.get(i).at()))
          .isEqualTo(Duration.ofHours(hours));
    }
  }

  @Property(tries = 200)
  void hasAsManyDosesOnAlternateDaysAsRoundsBegin(
      @ForAll("zones") ZoneId zone,
      @ForAll("starts") LocalDateTime start,
      @ForAll @IntRange(min = 2, max = 14) int everyDays,
      @ForAll @IntRange(min = 1, max = 60) int days) {
    List<Occurrence> doses =
        all(course(List.of(LocalTime.of(8, 0)), everyDays, days, start, zone), zone);

    assertThat(doses).hasSize(Math.ceilDiv(days, everyDays));
    increases(doses);
  }

  @Property(tries = 200)
  void findsTheSameFromWhereverItLooks(
      @ForAll("zones") ZoneId zone,
      @ForAll("starts") LocalDateTime start,
      @ForAll("times") List<LocalTime> times,
      @ForAll @IntRange(min = 0, max = 20_000) int minutesLater) {
    Rhythm rhythm = course(times, 1, 14, start, zone);
    Instant from = Occurrences.instantOf(start, zone).plus(Duration.ofMinutes(minutesLater));

    assertThat(Occurrences.after(rhythm, zone, from))
        .isEqualTo(all(rhythm, zone).stream().filter(o -> o.at().isAfter(from)).findFirst());
  }

  private static void increases(List<Occurrence> doses) {
    for (int i = 1; i < doses.size(); i++) {
      assertThat(doses.get(i).at()).isAfter(doses.get(i - 1).at());
    }
  }

  private static Rhythm course(
      List<LocalTime> times, int everyDays, int days, LocalDateTime start, ZoneId zone) {
    Dosage dosage =
        new Dosage(
            "",
            new Dosage.AtMoments(
                times.stream().map(time -> new Moment(null, time, "1")).toList(),
                everyDays,
                Set.of()),
            new Dosage.Lasting(java.time.Period.ofDays(days)),
            null,
            null);
    return Course.of(
            dosage,
            DoseTimes.USUAL,
            new Course.Start(start.toLocalDate(), start.toLocalTime()),
            zone)
        .orElseThrow()
        .rhythm();
  }

  private static List<Occurrence> all(Rhythm rhythm, ZoneId zone) {
    return Occurrences.upcoming(rhythm, zone, Instant.EPOCH, 10_000);
  }
}
