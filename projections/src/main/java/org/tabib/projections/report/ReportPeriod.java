package org.tabib.projections.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;

/** What a report is about. */
public enum ReportPeriod {
  DAY {
    @Override
    public LocalDate first(LocalDate day) {
      return day;
    }

    @Override
    public LocalDate last(LocalDate first) {
      return first;
    }

    @Override
    List<LocalDate> over(LocalDate today) {
      return Stream.iterate(today.minusDays(REACH_DAYS), day -> day.isBefore(today), DAY::next)
          .toList();
    }
  },
  /** From Monday to Sunday (ISO 8601). */
  WEEK {
    @Override
    public LocalDate first(LocalDate day) {
      return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    @Override
    public LocalDate last(LocalDate first) {
      return first.plusDays(6);
    }

    @Override
    List<LocalDate> over(LocalDate today) {
      return Stream.iterate(
              first(today.minusDays(REACH_DAYS)),
              monday -> last(monday).isBefore(today),
              WEEK::next)
          .toList();
    }
  };

  /** A node that was away for longer than that leaves the rest to be made by hand. */
  static final int REACH_DAYS = 14;

  /** The first day of the period that this day is in. */
  public abstract LocalDate first(LocalDate day);

  /** The last day of the period that begins on that day. */
  public abstract LocalDate last(LocalDate first);

  /** The first days of the periods that were over when today began, not too long ago. */
  abstract List<LocalDate> over(LocalDate today);

  /** The first day of the period after the one that begins on that day. */
  LocalDate next(LocalDate first) {
    return last(first).plusDays(1);
  }
}
