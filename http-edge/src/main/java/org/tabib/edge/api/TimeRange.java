package org.tabib.edge.api;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The parameters {@code from} (inclusive) and {@code to} (exclusive).
 *
 * @param from none: from the beginning
 * @param to none: without end
 */
record TimeRange(@Nullable Instant from, @Nullable Instant to) {
  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2999;

  /**
   * @param zone in which a date without a time begins: the clinic's
   */
  static TimeRange of(Call call, ZoneId zone) {
    TimeRange range = new TimeRange(time(call, "from", zone), time(call, "to", zone));
    if (range.from != null && range.to != null && !range.from.isBefore(range.to)) {
      throw ApiProblem.field("to", "is not later than from");
    }
    return range;
  }

  /** What is asked for, bounded: what is left open is filled in. */
  Bounded within(Instant defaultFrom, Duration defaultSpan, Duration most) {
    Instant begin =
        from != null
            ? from
            : to == null || to.isAfter(defaultFrom) ? defaultFrom : to.minus(defaultSpan);
    Instant end = to != null ? to : begin.plus(defaultSpan);
    if (Duration.between(begin, end).compareTo(most) > 0) {
      throw ApiProblem.field("to", "is at most " + most.toDays() + " days after from");
    }
    return new Bounded(begin, end);
  }

  /** A range with two ends. */
  record Bounded(Instant from, Instant to) {}

  private static @Nullable Instant time(Call call, String parameter, ZoneId zone) {
    String text = call.text(parameter);
    if (text == null) {
      return null;
    }
    try {
      Instant time =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      int year = time.atZone(zone).getYear();
      if (year >= EARLIEST_YEAR && year <= LATEST_YEAR) {
        return time;
      }
    } catch (DateTimeParseException e) {
      throw ApiProblem.field(
          parameter,
          "is a date, or a date and time with offset: 2026-11-23 or 2026-11-23T09:00:00Z ('+' in a"
              + " URL is %2B)");
    }
    throw ApiProblem.field(
        parameter, "is between the years " + EARLIEST_YEAR + " and " + LATEST_YEAR);
  }
}
