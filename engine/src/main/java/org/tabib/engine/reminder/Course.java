package org.tabib.engine.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.Dosage.Bounds;
import org.tabib.engine.reminder.Dosage.Moment;

/**
 * A dosage put on a patient's clock.
 *
 * @param rhythm when its doses are due
 * @param amounts how many are taken at each of the rhythm's times; empty when it is always one
 */
public record Course(Rhythm rhythm, List<String> amounts) {
  private static final String ONE = "1";

  public Course {
    amounts = List.copyOf(amounts);
  }

  /**
   * When a course begins.
   *
   * @param day the patient's local date
   * @param time null when only the day was said: then doses by the clock begin with the first of
   *     that day, and doses by interval with the practice's morning
   */
  public record Start(LocalDate day, @Nullable LocalTime time) {}

  /**
   * Expands a dosage. A course of n days has exactly n times the doses of a day, however late on
   * its first day it begins.
   *
   * @return empty when it is taken as needed: there is nothing to be reminded of
   */
  public static Optional<Course> of(Dosage dosage, DoseTimes times, Start start, ZoneId zone) {
    return switch (dosage.timing()) {
      case Dosage.AsNeeded t -> Optional.empty();
      case Dosage.AtOnce t ->
          Optional.of(new Course(new Rhythm.Once(first(start, times, zone)), List.of()));
      case Dosage.EveryInterval(var every) ->
          Optional.of(new Course(everyInterval(every, dosage, times, start, zone), List.of()));
      case Dosage.AtMoments t -> Optional.of(atMoments(t, dosage.bounds(), times, start));
    };
  }

  private static Rhythm.Every everyInterval(
      Duration every, Dosage dosage, DoseTimes times, Start start, ZoneId zone) {
    Instant from = first(start, times, zone);
    @Nullable Instant to =
        switch (dosage.bounds()) {
          case Dosage.Open b -> null;
          // Days of 24 hours: an interval counts the time that passes, whatever clocks do.
          case Dosage.Lasting(var period) ->
              from.plus(
                  Duration.ofDays(ChronoUnit.DAYS.between(start.day(), start.day().plus(period))));
          case Dosage.Doses(var count) -> from.plus(every.multipliedBy(count));
          case Dosage.Through(var last) ->
              Occurrences.instantOf(last.plusDays(1).atStartOfDay(), zone);
        };
    return new Rhythm.Every(every, from, to);
  }

  private static Course atMoments(
      Dosage.AtMoments timing, Bounds bounds, DoseTimes times, Start start) {
    List<Moment> moments =
        timing.moments().stream()
            .sorted(Comparator.comparing(moment -> timeOf(moment, times)))
            .toList();
    LocalDateTime from = start.day().atTime(start.time() == null ? LocalTime.MIN : start.time());
    Rhythm.AtTimes unbounded =
        new Rhythm.AtTimes(
            moments.stream().map(moment -> timeOf(moment, times)).toList(),
            timing.everyDays(),
            timing.onDays(),
            from,
            null);
    Rhythm rhythm =
        new Rhythm.AtTimes(
            unbounded.times(),
            unbounded.everyDays(),
            unbounded.onDays(),
            from,
            end(unbounded, bounds));
    List<String> amounts = moments.stream().map(Moment::amount).toList();
    return new Course(rhythm, amounts.stream().allMatch(ONE::equals) ? List.of() : amounts);
  }

  private static @Nullable LocalDateTime end(Rhythm.AtTimes unbounded, Bounds bounds) {
    return switch (bounds) {
      case Dosage.Open b -> null;
      case Dosage.Doses(var count) -> Occurrences.endOf(unbounded, count);
      case Dosage.Through(var last) -> last.plusDays(1).atStartOfDay();
      case Dosage.Lasting(var period) -> {
        LocalDate day = unbounded.from().toLocalDate();
        long days = ChronoUnit.DAYS.between(day, day.plus(period));
        yield unbounded.onDays().isEmpty()
            ? Occurrences.endOf(
                unbounded,
                Math.toIntExact(
                    Math.ceilDiv(days, unbounded.everyDays()) * unbounded.times().size()))
            : unbounded.from().plusDays(days);
      }
    };
  }

  private static Instant first(Start start, DoseTimes times, ZoneId zone) {
    LocalTime time = start.time() == null ? times.morning() : start.time();
    return Occurrences.instantOf(start.day().atTime(time), zone);
  }

  private static LocalTime timeOf(Moment moment, DoseTimes times) {
    LocalTime exact = moment.timeOfDay();
    if (exact != null) {
      return exact;
    }
    return switch (moment.when()) {
      case MORN -> times.morning();
      case NOON -> times.noon();
      case EVE -> times.evening();
      case HS -> times.bedtime();
      case null -> throw new IllegalArgumentException("a moment is a part or a time of the day");
    };
  }
}
