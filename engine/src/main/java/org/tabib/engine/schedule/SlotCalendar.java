package org.tabib.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.tabib.engine.schedule.Availability.Period;

/**
 * Which slots an availability offers (BOOK-1), whoever has them. Slots follow the clinic's wall
 * clock: a time that the spring change skips does not exist, one that the autumn change repeats is
 * offered once, at its first passing. Slots never overlap and never run past the end of hours.
 */
public final class SlotCalendar {
  private static final int DAY_SECONDS = 24 * 60 * 60;

  private final Availability availability;
  private final ZoneId zone;
  private final ZoneRules rules;
  private final int length;

  private SlotCalendar(Availability availability) {
    this.availability = availability;
    this.zone = availability.zone();
    this.rules = zone.getRules();
    this.length = Math.toIntExact(availability.slotLength().toSeconds());
  }

  public static SlotCalendar of(Availability availability) {
    return new SlotCalendar(availability);
  }

  /** The starts in [from, to), earliest first. */
  public List<Instant> starts(Instant from, Instant to) {
    List<Instant> found = new ArrayList<>();
    walk(from, to, found::add);
    return found;
  }

  /** Whether a slot starts exactly then. */
  public boolean offers(Instant start) {
    boolean[] found = {false};
    walk(
        start,
        start.plusNanos(1),
        offered -> {
          found[0] = true;
          return false;
        });
    return found[0];
  }

  /** Visits the starts in [from, to), earliest first, until the visitor has had enough. */
  void walk(Instant from, Instant to, Predicate<Instant> more) {
    if (!from.isBefore(to)) {
      return;
    }
    LocalDate last = to.atZone(zone).toLocalDate();
    for (LocalDate day = from.atZone(zone).toLocalDate();
        !day.isAfter(last);
        day = day.plusDays(1)) {
      if (!walkDay(day, from, to, more)) {
        return;
      }
    }
  }

  private boolean walkDay(LocalDate day, Instant from, Instant to, Predicate<Instant> more) {
    List<Period> hours = hours(day);
    if (hours.isEmpty()) {
      return true;
    }
    Instant midnight = day.atStartOfDay(zone).toInstant();
    Instant nextMidnight = day.plusDays(1).atStartOfDay(zone).toInstant();
    boolean regular =
        Duration.between(midnight, nextMidnight).toSeconds() == DAY_SECONDS
            && rules.getOffset(midnight).equals(rules.getOffset(nextMidnight));
    Instant free = Instant.MIN;
    for (Period period : hours) {
      int first = period.from().toSecondOfDay();
      int close = period.to().toSecondOfDay();
      Instant closing =
          regular
              ? midnight.plusSeconds(close)
              : ZonedDateTime.of(day, period.to(), zone).toInstant();
      for (int second = first; second + length <= close; second += length) {
        Instant start;
        if (regular) {
          start = midnight.plusSeconds(second);
        } else {
          LocalDateTime wall = day.atTime(LocalTime.ofSecondOfDay(second));
          var offsets = rules.getValidOffsets(wall);
          if (offsets.isEmpty()) {
            continue;
          }
          start = wall.toInstant(offsets.getFirst());
        }
        Instant end = start.plusSeconds(length);
        if (start.isBefore(free) || end.isAfter(closing)) {
          continue;
        }
        free = end;
        if (!start.isBefore(to)) {
          return false;
        }
        if (!start.isBefore(from) && !more.test(start)) {
          return false;
        }
      }
    }
    return true;
  }

  private List<Period> hours(LocalDate day) {
    for (Availability.Leave leave : availability.leave()) {
      if (!day.isBefore(leave.first()) && !day.isAfter(leave.last())) {
        return List.of();
      }
    }
    List<Period> hours = new ArrayList<>();
    boolean exceptional = false;
    for (Availability.DayException exception : availability.exceptions()) {
      if (exception.date().equals(day)) {
        exceptional = true;
        hours.addAll(exception.hours());
      }
    }
    if (!exceptional) {
      for (Availability.Hours weekly : availability.weekly()) {
        if (weekly.day() == day.getDayOfWeek()) {
          hours.add(new Period(weekly.from(), weekly.to()));
        }
      }
    }
    hours.sort(Comparator.comparing(Period::from));
    return hours;
  }
}
