package org.tabib.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.tabib.engine.schedule.Availability.DayException;
import org.tabib.engine.schedule.Availability.Leave;
import org.tabib.engine.schedule.Availability.Period;

class SlotCalendarTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

  @Test
  void offersTheWeeklyHoursInSlots() {
    assertThat(startsOn(Clinics.KOLKATA, "2026-03-02", "09:00", "11:00", 30))
        .containsExactly("09:00", "09:30", "10:00", "10:30");
  }

  @Test
  void leavesOutASlotThatWouldRunPastTheEnd() {
    assertThat(startsOn(Clinics.KOLKATA, "2026-03-02", "09:00", "10:00", 25))
        .containsExactly("09:00", "09:25");
  }

  @Test
  void doesNotOfferTimesThatTheSpringChangeSkips() {
    // Europe/Berlin, 29 March 2026: 02:00 becomes 03:00.
    assertThat(startsOn(BERLIN, "2026-03-29", "01:00", "04:00", 30))
        .containsExactly("01:00", "01:30", "03:00", "03:30");
  }

  @Test
  void neverOverlapsAcrossTheSpringChange() {
    // 01:30 lasts until 03:15: what starts at 03:00 would overlap.
    assertThat(startsOn(BERLIN, "2026-03-29", "00:45", "05:15", 45))
        .containsExactly("00:45", "01:30", "03:45", "04:30");
  }

  @Test
  void offersTimesThatTheAutumnChangeRepeatsOnce() {
    // Europe/Berlin, 25 October 2026: 03:00 becomes 02:00.
    List<Instant> starts = starts(BERLIN, "2026-10-25", "01:30", "04:00", 30);

    assertThat(wall(starts, BERLIN)).containsExactly("01:30", "02:00", "02:30", "03:00", "03:30");
    assertThat(starts.get(1)).isEqualTo(Instant.parse("2026-10-25T00:00:00Z"));
    assertThat(starts.get(3)).isEqualTo(Instant.parse("2026-10-25T02:00:00Z"));
  }

  @Test
  void startsADayWhoseMidnightIsSkippedAtOne() {
    // America/Sao_Paulo, 4 November 2018: 00:00 became 01:00.
    assertThat(startsOn(SAO_PAULO, "2018-11-04", "00:00", "02:00", 30))
        .containsExactly("01:00", "01:30");
  }

  @Test
  void offersTheHourBeforeARepeatedMidnightOnce() {
    // America/Sao_Paulo, 18 February 2018: 00:00 became 23:00 of the 17th.
    assertThat(startsOn(SAO_PAULO, "2018-02-17", "22:30", "23:59", 30))
        .containsExactly("22:30", "23:00");
  }

  @Test
  void keepsWorkingHoursOnTheDayOfAChange() {
    assertThat(startsOn(BERLIN, "2026-03-29", "09:00", "10:00", 30))
        .containsExactly("09:00", "09:30");
    assertThat(starts(BERLIN, "2026-03-29", "09:00", "10:00", 30).getFirst())
        .isEqualTo(Instant.parse("2026-03-29T07:00:00Z"));
  }

  @Test
  void replacesTheHoursOfAnExceptionalDay() {
    Availability base = Clinics.mornings(1);
    LocalDate day = LocalDate.parse("2026-03-02");
    Availability evening =
        with(base, List.of(new DayException(day, List.of(period("18:00", "19:00")))), List.of());
    Availability holiday = with(base, List.of(new DayException(day, List.of())), List.of());

    assertThat(wall(all(evening, day), Clinics.KOLKATA)).containsExactly("18:00", "18:30");
    assertThat(all(holiday, day)).isEmpty();
    assertThat(all(holiday, day.plusDays(1))).hasSize(6);
  }

  @Test
  void offersNothingDuringLeaveNotEvenOnAnExceptionalDay() {
    LocalDate day = LocalDate.parse("2026-03-03");
    Availability away =
        with(
            Clinics.mornings(1),
            List.of(new DayException(day, List.of(period("18:00", "19:00")))),
            List.of(new Leave(day.minusDays(1), day)));

    assertThat(all(away, day.minusDays(1))).isEmpty();
    assertThat(all(away, day)).isEmpty();
    assertThat(all(away, day.plusDays(1))).hasSize(6);
  }

  @Test
  void offersOverlappingHoursOnce() {
    Availability twice =
        with(
            Clinics.mornings(1),
            List.of(
                new DayException(
                    LocalDate.parse("2026-03-02"),
                    List.of(period("09:15", "10:45"), period("09:00", "10:00")))),
            List.of());

    assertThat(wall(all(twice, LocalDate.parse("2026-03-02")), Clinics.KOLKATA))
        .containsExactly("09:00", "09:30", "10:15");
  }

  @Property(tries = 300)
  void slotsNeverOverlapAndTheCalendarAgreesWithItself(
      @ForAll @IntRange(min = 0, max = 364) int day,
      @ForAll @IntRange(min = 5, max = 120) int minutes,
      @ForAll @IntRange(min = 0, max = 2) int where) {
    ZoneId zone = List.of(BERLIN, ZoneId.of("America/New_York"), Clinics.KOLKATA).get(where);
    LocalDate date = LocalDate.ofYearDay(2026, 1).plusDays(day);
    Availability always = availability(zone, "00:00", "23:59", minutes);
    SlotCalendar calendar = SlotCalendar.of(always);
    Instant from = date.atStartOfDay(zone).toInstant();

    List<Instant> starts = calendar.starts(from, date.plusDays(2).atStartOfDay(zone).toInstant());

    for (int i = 0; i < starts.size(); i++) {
      assertThat(calendar.offers(starts.get(i))).isTrue();
      assertThat(calendar.offers(starts.get(i).plusSeconds(1))).isFalse();
      if (i > 0) {
        assertThat(starts.get(i)).isAfterOrEqualTo(starts.get(i - 1).plus(always.slotLength()));
      }
    }
  }

  private static Period period(String from, String to) {
    return new Period(LocalTime.parse(from), LocalTime.parse(to));
  }

  private static List<Instant> all(Availability availability, LocalDate day) {
    ZoneId zone = availability.zone();
    return SlotCalendar.of(availability)
        .starts(day.atStartOfDay(zone).toInstant(), day.plusDays(1).atStartOfDay(zone).toInstant());
  }

  private static List<String> startsOn(
      ZoneId zone, String day, String from, String to, int minutes) {
    return wall(starts(zone, day, from, to, minutes), zone);
  }

  private static List<Instant> starts(
      ZoneId zone, String day, String from, String to, int minutes) {
    return all(availability(zone, from, to, minutes), LocalDate.parse(day));
  }

  private static List<String> wall(List<Instant> starts, ZoneId zone) {
    return starts.stream().map(s -> s.atZone(zone).toLocalTime().toString()).toList();
  }

  private static Availability availability(ZoneId zone, String from, String to, int minutes) {
    return new Availability(
        zone,
        Clinics.everyDay(from, to),
        List.of(),
        List.of(),
        Duration.ofMinutes(minutes),
        1,
        Duration.ZERO,
        Duration.ofDays(30));
  }

  private static Availability with(
      Availability a, List<DayException> exceptions, List<Leave> leave) {
    return new Availability(
        a.zone(),
        a.weekly(),
        exceptions,
        leave,
        a.slotLength(),
        a.capacity(),
        a.leadTime(),
        a.horizon());
  }
}
