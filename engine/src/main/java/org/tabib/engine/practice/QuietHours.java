package org.tabib.engine.practice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/**
 * When nobody is told anything that can wait, by the clock on the clinic's wall. May go past
 * midnight. Equal ends mean that there are none.
 *
 * @param from the first quiet minute
 * @param to the first minute after them
 */
public record QuietHours(LocalTime from, LocalTime to) {
  /** Late evening to morning. */
  public static final QuietHours USUAL = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));

  /** A reminder may come a minute late (REM-1), and must not be late into the quiet. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  /** Whether the wall clock stands between the two ends. */
  public boolean contains(LocalTime time) {
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : !from.equals(to) && (!time.isBefore(from) || time.isBefore(to));
  }

  /** Whether it is quiet there then. */
  public boolean contains(Instant instant, ZoneId zone) {
    return contains(instant.atZone(zone).toLocalTime());
  }

  /**
   * The latest instant at or before that one at which somebody may be told: itself, or a minute
   * before the quiet began.
   */
  public Instant atOrBefore(Instant instant, ZoneId zone) {
    Instant allowed = instant;
    // Where a clock goes back across the beginning, the quiet begins twice.
    while (contains(allowed, zone)) {
      allowed = began(allowed, zone).minus(MARGIN);
    }
    return allowed;
  }

  /** The earliest instant at or after that one at which somebody may be told. */
  public Instant atOrAfter(Instant instant, ZoneId zone) {
    Instant allowed = instant;
    while (contains(allowed, zone)) {
      allowed = ends(allowed, zone);
    }
    return allowed;
  }

  private Instant began(Instant quiet, ZoneId zone) {
    ZonedDateTime local = quiet.atZone(zone);
    LocalDate day = local.toLocalDate();
    LocalDate first = local.toLocalTime().isBefore(from) ? day.minusDays(1) : day;
    Instant earlier = at(first, from, zone, true);
    Instant later = at(first, from, zone, false);
    return later.isAfter(quiet) ? earlier : later;
  }

  private Instant ends(Instant quiet, ZoneId zone) {
    ZonedDateTime local = quiet.atZone(zone);
    LocalDate day = local.toLocalDate();
    LocalDate last = local.toLocalTime().isBefore(to) ? day : day.plusDays(1);
    Instant earlier = at(last, to, zone, true);
    return earlier.isAfter(quiet) ? earlier : at(last, to, zone, false);
  }

  /** When a wall clock shows that; a time that it skips is the moment at which it does. */
  private static Instant at(LocalDate day, LocalTime time, ZoneId zone, boolean first) {
    LocalDateTime local = day.atTime(time);
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    ZonedDateTime shown = local.atZone(zone);
    return (first ? shown.withEarlierOffsetAtOverlap() : shown.withLaterOffsetAtOverlap())
        .toInstant();
  }
}
