package org.tabib.engine.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Courses on the clock of a patient, also on the nights on which clocks change. */
class OccurrencesTest {
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void hasAllDosesOfACourseThatBeginsInTheMiddleOfADay() {
    List<String> doses = doses("1-0-1 x 5 days", "2026-11-21T10:00", KOLKATA);

    assertThat(doses)
        .hasSize(10)
        .startsWith("2026-11-21T20:00", "2026-11-22T08:00")
        .endsWith("2026-11-25T20:00", "2026-11-26T08:00");
  }

  @Test
  void hasAllDosesOfTheFirstDayWhenOnlyTheDayIsSaid() {
    assertThat(doses("TDS x 2 days", "2026-11-21", KOLKATA))
        .containsExactly(
            "2026-11-21T08:00",
            "2026-11-21T14:00",
            "2026-11-21T20:00",
            "2026-11-22T08:00",
            "2026-11-22T14:00",
            "2026-11-22T20:00");
  }

  @Test
  void countsTheTimeThatPassesForDosesByInterval() {
    assertThat(doses("every 8 hours x 1 day", "2026-03-28T22:00", BERLIN))
        .containsExactly("2026-03-28T22:00", "2026-03-29T07:00", "2026-03-29T15:00");
    assertThat(doses("1-0-1 x 2 days", "2026-03-28T07:00", BERLIN))
        .containsExactly(
            "2026-03-28T08:00", "2026-03-28T20:00", "2026-03-29T08:00", "2026-03-29T20:00");
  }

  @Test
  void movesADoseThatTheClockSkipsToTheNextMinuteThatExists() {
    assertThat(doses("at 02:30 x 3 days", "2026-03-28T00:00", BERLIN))
        .containsExactly("2026-03-28T02:30", "2026-03-29T03:00", "2026-03-30T02:30");
  }

  @Test
  void tellsADoseOnceThatTheClockShowsTwice() {
    List<Occurrence> found = occurrences("at 02:30 x 2 days", "2026-10-25T00:00", BERLIN);

    assertThat(found)
        .extracting(Occurrence::at)
        .containsExactly(
            Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void isOneWhereTheChangeOfClocksLaysTwoTimesUponEachOther() {
    assertThat(doses("at 02:30 and 03:00 x 1 day", "2026-03-29T00:00", BERLIN))
        .containsExactly("2026-03-29T03:00");
  }

  @Test
  void comesRoundOnAlternateDaysAndWeekly() {
    assertThat(doses("alternate days x 10 days", "2026-11-21T09:00", KOLKATA))
        .containsExactly(
            "2026-11-22T08:00",
            "2026-11-24T08:00",
            "2026-11-26T08:00",
            "2026-11-28T08:00",
            "2026-11-30T08:00");
    assertThat(doses("weekly x 4 weeks", "2026-11-21T07:00", KOLKATA))
        .containsExactly(
            "2026-11-21T08:00", "2026-11-28T08:00", "2026-12-05T08:00", "2026-12-12T08:00");
    assertThat(doses("every Monday x 2 weeks", "2026-11-21T07:00", KOLKATA))
        .containsExactly("2026-11-23T08:00", "2026-11-30T08:00");
  }

  @Test
  void endsWithTheDayThatWasNamed() {
    assertThat(doses("BD until 22 Nov", "2026-11-21T09:00", KOLKATA))
        .containsExactly("2026-11-21T20:00", "2026-11-22T08:00", "2026-11-22T20:00");
  }

  @Test
  void hasNoDoseWhenItIsTakenAsNeededAndOneWhenItIsTakenAtOnce() {
    assertThat(course("SOS", "2026-11-21T09:00", KOLKATA)).isEmpty();
    assertThat(doses("STAT", "2026-11-21T09:00", KOLKATA)).containsExactly("2026-11-21T09:00");
  }

  @Test
  void keepsTheAmountsInTheOrderOfTheTimes() {
    assertThat(course("2-0-½", "2026-11-21T09:00", KOLKATA).orElseThrow().amounts())
        .containsExactly("2", "½");
    assertThat(course("1-0-1", "2026-11-21T09:00", KOLKATA).orElseThrow().amounts()).isEmpty();
  }

  @Test
  void recursOnDatesWithoutDriftingFromTheEndOfTheMonth() {
    Rhythm monthly =
        new Rhythm.OnDates(
            LocalDate.of(2026, 1, 31),
            LocalTime.of(9, 0),
            Period.ofMonths(1),
            LocalDate.of(2026, 5, 1));

    assertThat(
            Occurrences.upcoming(monthly, KOLKATA, Instant.EPOCH, 10).stream()
                .map(o -> o.at().atZone(KOLKATA).toLocalDate()))
        .containsExactly(
            LocalDate.of(2026, 1, 31),
            LocalDate.of(2026, 2, 28),
            LocalDate.of(2026, 3, 31),
            LocalDate.of(2026, 4, 30));
  }

  @Test
  void findsTheNextOfARhythmThatBeganLongAgo() {
    Rhythm yearly =
        new Rhythm.OnDates(LocalDate.of(1990, 2, 28), LocalTime.of(9, 0), Period.ofYears(1), null);
    Rhythm daily =
        new Rhythm.AtTimes(
            List.of(LocalTime.of(8, 0)), 1, Set.of(), LocalDateTime.of(1990, 1, 1, 0, 0), null);
    Instant now = Instant.parse("2026-11-21T00:00:00Z");

    assertThat(Occurrences.after(yearly, KOLKATA, now).orElseThrow().at())
        .isEqualTo(Instant.parse("2027-02-28T03:30:00Z"));
    assertThat(Occurrences.after(daily, KOLKATA, now).orElseThrow().at())
        .isEqualTo(Instant.parse("2026-11-21T02:30:00Z"));
  }

  static java.util.Optional<Course> course(String sig, String start, ZoneId zone) {
    boolean timed = start.contains("T");
    LocalDate day = LocalDate.parse(start.substring(0, 10));
    Dosage dosage = ((SigReading.Understood) SigParser.read(sig, day)).dosage();
    return Course.of(
        dosage,
        DoseTimes.USUAL,
        new Course.Start(day, timed ? LocalTime.parse(start.substring(11)) : null),
        zone);
  }

  private static List<Occurrence> occurrences(String sig, String start, ZoneId zone) {
    return Occurrences.upcoming(
        course(sig, start, zone).orElseThrow().rhythm(), zone, Instant.EPOCH, 1000);
  }

  private static List<String> doses(String sig, String start, ZoneId zone) {
    return occurrences(sig, start, zone).stream()
        .map(o -> LocalDateTime.ofInstant(o.at(), zone).toString())
        .toList();
  }
}
