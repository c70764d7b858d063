package org.tabib.engine.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * When a doctor can be booked at a clinic. Wall-clock rules in the clinic's time zone.
 *
 * @param zone the clinic's time zone; daylight saving is resolved per date (a time skipped by the
 *     spring change does not exist, one repeated by the autumn change is offered once)
 * @param weekly the regular hours
 * @param exceptions days whose hours differ; they replace the weekly hours of that date, no hours
 *     at all is a holiday
 * @param leave days off, first and last inclusive
 * @param slotLength how long one slot lasts
 * @param capacity how many patients one slot takes, at least 1
 * @param leadTime how long before its start a slot can be booked at the latest
 * @param horizon how far ahead slots can be booked
 */
public record Availability(
    ZoneId zone,
    List<Hours> weekly,
    List<DayException> exceptions,
    List<Leave> leave,
    Duration slotLength,
    int capacity,
    Duration leadTime,
    Duration horizon) {

  public Availability {
    weekly = List.copyOf(weekly);
    exceptions = List.copyOf(exceptions);
    leave = List.copyOf(leave);
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity is at least 1, not " + capacity);
    }
    if (slotLength.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("a slot lasts at least a minute, not " + slotLength);
    }
    if (leadTime.isNegative() || horizon.compareTo(leadTime) <= 0) {
      throw new IllegalArgumentException("lead time is not negative and shorter than the horizon");
    }
  }

  /** Open from {@code from} to {@code to} (exclusive) on that day of every week. */
  public record Hours(DayOfWeek day, LocalTime from, LocalTime to) {
    public Hours {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("hours end after they begin: " + from + "–" + to);
      }
    }
  }

  /** Other hours on one date. */
  public record DayException(LocalDate date, List<Period> hours) {
    public DayException {
      hours = List.copyOf(hours);
    }
  }

  /** From {@code from} to {@code to} (exclusive), local time. */
  public record Period(LocalTime from, LocalTime to) {
    public Period {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("hours end after they begin: " + from + "–" + to);
      }
    }
  }

  /** Away from the first to the last day, both inclusive. */
  public record Leave(LocalDate first, LocalDate last) {
    public Leave {
      if (last.isBefore(first)) {
        throw new IllegalArgumentException("leave ends before it begins: " + first + "–" + last);
      }
    }
  }
}
