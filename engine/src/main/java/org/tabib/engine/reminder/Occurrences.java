package org.tabib.engine.reminder;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.Rhythm.AtTimes;
import org.tabib.engine.reminder.Rhythm.Every;
import org.tabib.engine.reminder.Rhythm.OnDates;
import org.tabib.engine.reminder.Rhythm.Once;

/**
 * The instants of a {@link Rhythm}, one after the other, computed and never stored: a course of a
 * year costs what a course of a day costs. Strictly increasing: two times of the day that a change
 * of clocks lays upon each other are one.
 */
public final class Occurrences {
  private static final Duration DAY = Duration.ofDays(1);

  private Occurrences() {}

  /** The first occurrence strictly after that instant; empty when the course is over. */
  public static Optional<Occurrence> after(Rhythm rhythm, ZoneId zone, Instant instant) {
    return switch (rhythm) {
      case AtTimes r -> after(r, zone, instant);
      case Every r -> after(r, instant);
      case OnDates r -> after(r, zone, instant);
      case Once r ->
          r.at().isAfter(instant) ? Optional.of(new Occurrence(r.at(), null)) : Optional.empty();
    };
  }

  /** At most that many occurrences strictly after the instant, in their order. */
  public static List<Occurrence> upcoming(Rhythm rhythm, ZoneId zone, Instant instant, int most) {
    List<Occurrence> found = new ArrayList<>();
    Optional<Occurrence> next = after(rhythm, zone, instant);
    while (next.isPresent() && found.size() < most) {
      found.add(next.get());
      next = after(rhythm, zone, next.get().at());
    }
    return found;
  }

  /** The shortest time between two occurrences; null when there is only one. */
  static @Nullable Duration shortestInterval(Rhythm rhythm) {
    return switch (rhythm) {
      case AtTimes r -> shortestInterval(r);
      case Every r -> r.every();
      case OnDates r -> r.every() == null ? null : DAY.multipliedBy(shortestDays(r.every()));
      case Once r -> null;
    };
  }

  /**
   * The instant of a local time: skipped by a change of clocks, it is the next that exists; there
   * twice, it is the first.
   */
  static Instant instantOf(LocalDateTime local, ZoneId zone) {
    @Nullable ZoneOffsetTransition transition = zone.getRules().getTransition(local);
    return transition != null && transition.isGap()
        ? transition.getInstant()
        : local.atZone(zone).toInstant();
  }

  /**
   * Where a course of so many doses ends: right after the last of them.
   *
   * @param unbounded the rhythm without its end
   */
  static LocalDateTime endOf(AtTimes unbounded, int doses) {
    int left = doses;
    for (LocalDate day = firstDay(unbounded); ; day = day.plusDays(1)) {
      if (isOn(unbounded, day)) {
        for (LocalTime time : unbounded.times()) {
          LocalDateTime local = day.atTime(time);
          if (!local.isBefore(unbounded.from()) && --left == 0) {
            return local.plusMinutes(1);
          }
        }
      }
    }
  }

  private static Optional<Occurrence> after(AtTimes r, ZoneId zone, Instant instant) {
    LocalDate first = firstDay(r);
    // Two days back: a skipped local day moves its doses to the end of the gap.
    LocalDate day = LocalDateTime.ofInstant(instant, zone).toLocalDate().minusDays(2);
    if (day.isBefore(first)) {
      day = first;
    }
    int without = 0;
    while (without <= Math.max(r.everyDays(), DayOfWeek.values().length) + 3) {
      if (r.to() != null && !day.atStartOfDay().isBefore(r.to())) {
        return Optional.empty();
      }
      if (isOn(r, day)) {
        for (LocalTime time : r.times()) {
          LocalDateTime local = day.atTime(time);
          Instant at = instantOf(local, zone);
          if (at.isAfter(instant)
              && !local.isBefore(r.from())
              && (r.to() == null || local.isBefore(r.to()))) {
            return Optional.of(new Occurrence(at, time));
          }
        }
      }
      day = day.plusDays(1);
      without++;
    }
    return Optional.empty();
  }

  private static Optional<Occurrence> after(Every r, Instant instant) {
    Instant next = r.from();
    if (!instant.isBefore(r.from())) {
      long passed = Duration.between(r.from(), instant).dividedBy(r.every());
      next = r.from().plus(r.every().multipliedBy(passed + 1));
    }
    return r.to() == null || next.isBefore(r.to())
        ? Optional.of(new Occurrence(next, null))
        : Optional.empty();
  }

  private static Optional<Occurrence> after(OnDates r, ZoneId zone, Instant instant) {
    if (r.every() == null) {
      Instant at = instantOf(r.first().atTime(r.at()), zone);
      return at.isAfter(instant) ? Optional.of(new Occurrence(at, r.at())) : Optional.empty();
    }
    LocalDate around = instant.atZone(ZoneOffset.UTC).toLocalDate();
    long passed = ChronoUnit.DAYS.between(r.first(), around) / longestDays(r.every()) - 1;
    // Each from the first date, so that the 31st does not become the 28th for ever.
    for (int round = (int) Math.max(0, passed); ; round++) {
      LocalDate date = r.first().plus(r.every().multipliedBy(round));
      if (r.last() != null && date.isAfter(r.last())) {
        return Optional.empty();
      }
      Instant at = instantOf(date.atTime(r.at()), zone);
      if (at.isAfter(instant)) {
        return Optional.of(new Occurrence(at, r.at()));
      }
    }
  }

  /** The day of the first dose, from which days are counted. */
  private static LocalDate firstDay(AtTimes r) {
    LocalDate day = r.from().toLocalDate();
    LocalTime latest = r.times().getLast();
    return latest.isBefore(r.from().toLocalTime()) ? day.plusDays(1) : day;
  }

  private static boolean isOn(AtTimes r, LocalDate day) {
    return (r.onDays().isEmpty() || r.onDays().contains(day.getDayOfWeek()))
        && ChronoUnit.DAYS.between(firstDay(r), day) % r.everyDays() == 0;
  }

  private static Duration shortestInterval(AtTimes r) {
    List<LocalTime> times = r.times();
    Duration overNight =
        DAY.multipliedBy(r.everyDays()).minus(Duration.between(times.getFirst(), times.getLast()));
    Duration shortest = overNight;
    for (int i = 1; i < times.size(); i++) {
      Duration between = Duration.between(times.get(i - 1), times.get(i));
      shortest = between.compareTo(shortest) < 0 ? between : shortest;
    }
    return shortest;
  }

  private static long shortestDays(Period period) {
    return period.getYears() * 365L + period.getMonths() * 28L + period.getDays();
  }

  private static long longestDays(Period period) {
    return period.getYears() * 366L + period.getMonths() * 31L + period.getDays();
  }
}
