package org.tabib.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final QuietHours USUAL = QuietHours.USUAL;

  @Test
  void goPastMidnight() {
    assertThat(USUAL.contains(LocalTime.of(20, 59))).isFalse();
    assertThat(USUAL.contains(LocalTime.of(21, 0))).isTrue();
    assertThat(USUAL.contains(LocalTime.MIDNIGHT)).isTrue();
    assertThat(USUAL.contains(LocalTime.of(7, 59))).isTrue();
    assertThat(USUAL.contains(LocalTime.of(8, 0))).isFalse();
  }

  @Test
  void mayLieWithinADay() {
    QuietHours siesta = new QuietHours(LocalTime.of(13, 0), LocalTime.of(15, 0));

    assertThat(siesta.contains(LocalTime.of(14, 0))).isTrue();
    assertThat(siesta.contains(LocalTime.of(15, 0))).isFalse();
    assertThat(siesta.contains(LocalTime.of(3, 0))).isFalse();
  }

  @Test
  void areNoneWhenTheirEndsAreEqual() {
    QuietHours none = new QuietHours(LocalTime.NOON, LocalTime.NOON);

    assertThat(none.contains(LocalTime.NOON)).isFalse();
    assertThat(none.contains(LocalTime.MIDNIGHT)).isFalse();
  }

  @Test
  void areByTheClockOnTheClinicsWall() {
    Instant eveningInKolkata = Instant.parse("2026-11-21T16:00:00Z"); // 21:30

    assertThat(USUAL.contains(eveningInKolkata, KOLKATA)).isTrue();
    assertThat(USUAL.contains(eveningInKolkata, BERLIN)).isFalse();
  }

  @Test
  void whoIsToBeToldByThenIsToldTheEveningBefore() {
    // 07:30 in the morning.
    assertThat(USUAL.atOrBefore(Instant.parse("2026-11-21T02:00:00Z"), KOLKATA))
        .isEqualTo(Instant.parse("2026-11-20T15:29:00Z"));
    // 22:00 the same evening.
    assertThat(USUAL.atOrBefore(Instant.parse("2026-11-21T16:30:00Z"), KOLKATA))
        .isEqualTo(Instant.parse("2026-11-21T15:29:00Z"));
    Instant noon = Instant.parse("2026-11-21T06:30:00Z");
    assertThat(USUAL.atOrBefore(noon, KOLKATA)).isEqualTo(noon);
  }

  @Test
  void whoCanWaitIsToldInTheMorning() {
    assertThat(USUAL.atOrAfter(Instant.parse("2026-11-21T16:30:00Z"), KOLKATA))
        .isEqualTo(Instant.parse("2026-11-22T02:30:00Z"));
    assertThat(USUAL.atOrAfter(Instant.parse("2026-11-21T02:00:00Z"), KOLKATA))
        .isEqualTo(Instant.parse("2026-11-21T02:30:00Z"));
  }

  @Test
  void beginWhereTheClockSkipsTheirBeginning() {
    // Berlin goes from 02:00 to 03:00 on 28 March 2027.
    QuietHours late = new QuietHours(LocalTime.of(2, 30), LocalTime.of(8, 0));

    assertThat(late.atOrBefore(Instant.parse("2027-03-28T01:10:00Z"), BERLIN))
        .isEqualTo(Instant.parse("2027-03-28T00:59:00Z"));
  }

  @Property(tries = 1000)
  void nobodyIsEverToldInThemNorLaterThanWanted(
      @ForAll("zones") ZoneId zone,
      @ForAll("quiet") QuietHours quiet,
      @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long second) {
    Instant wanted = Instant.ofEpochSecond(second);

    Instant told = quiet.atOrBefore(wanted, zone);

    assertThat(told).isBeforeOrEqualTo(wanted);
    assertThat(quiet.contains(told, zone)).isFalse();
    // A clock can skip all that is not quiet on a day; never on two.
    assertThat(Duration.between(told, wanted)).isLessThan(Duration.ofHours(50));
    if (!quiet.contains(wanted, zone)) {
      assertThat(told).isEqualTo(wanted);
    }
  }

  @Property(tries = 1000)
  void theirEndIsTheFirstMomentThatIsNotQuiet(
      @ForAll("zones") ZoneId zone,
      @ForAll("quiet") QuietHours quiet,
      @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long second) {
    Instant wanted = Instant.ofEpochSecond(second);

    Instant told = quiet.atOrAfter(wanted, zone);

    assertThat(told).isAfterOrEqualTo(wanted);
    assertThat(quiet.contains(told, zone)).isFalse();
    if (told.isAfter(wanted)) {
      assertThat(quiet.contains(told.minusMillis(1), zone)).isTrue();
    }
  }

  /** Around the nights in which clocks change. */
  @Property(tries = 1000)
  void holdsInNightsInWhichTheClockChanges(
      @ForAll("zones") ZoneId zone,
      @ForAll("quiet") QuietHours quiet,
      @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long second,
      @ForAll @IntRange(min = -600, max = 600) int minutes) {
    var change = zone.getRules().nextTransition(Instant.ofEpochSecond(second));
    long at = change == null ? second : change.getInstant().getEpochSecond();

    nobodyIsEverToldInThemNorLaterThanWanted(zone, quiet, at + minutes * 60L);
    theirEndIsTheFirstMomentThatIsNotQuiet(zone, quiet, at + minutes * 60L);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
        List.of(
                "Asia/Kolkata",
                "Africa/Nairobi",
                "Europe/Berlin",
                "America/Sao_Paulo",
                "America/New_York",
                "Australia/Lord_Howe",
                "Africa/Cairo",
                "Asia/Beirut",
                "Pacific/Chatham")
            .stream()
            .map(ZoneId::of)
            .toList());
  }

  @Provide
  Arbitrary<QuietHours> quiet() {
    Arbitrary<LocalTime> quarter =
        Arbitraries.integers().between(0, 95).map(n -> LocalTime.of(n / 4, n % 4 * 15));
    return quarter.tuple2().map(ends -> new QuietHours(ends.get1(), ends.get2()));
  }
}
