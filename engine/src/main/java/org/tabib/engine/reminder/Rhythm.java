package org.tabib.engine.reminder;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a reminder is due; the names follow FHIR R4 Timing.repeat. Doses by the clock ({@link
 * AtTimes}) follow the local time of the patient's zone, doses by interval ({@link Every}) count
 * the time that passes: the two part when clocks change or the patient travels. {@link Occurrences}
 * computes the instants.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Rhythm.AtTimes.class, name = "at-times"),
  @JsonSubTypes.Type(value = Rhythm.Every.class, name = "every"),
  @JsonSubTypes.Type(value = Rhythm.OnDates.class, name = "on-dates"),
  @JsonSubTypes.Type(value = Rhythm.Once.class, name = "once"),
})
public sealed interface Rhythm {

  /**
   * At times of the day (FHIR timeOfDay), local to the patient.
   *
   * @param times ascending, each once, at least one
   * @param everyDays 1 daily, 2 alternate days, 7 weekly: counted from the first dose's day
   * @param onDays the only days of the week (FHIR dayOfWeek); empty for all
   * @param from nothing before (boundsPeriod.start), local
   * @param to nothing at or after, local; null when it goes on until it is stopped
   */
  record AtTimes(
      List<LocalTime> times,
      int everyDays,
      Set<DayOfWeek> onDays,
      LocalDateTime from,
      @Nullable LocalDateTime to)
      implements Rhythm {
    public AtTimes {
      times = times.stream().distinct().sorted().toList();
      onDays = onDays.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(onDays));
      if (times.isEmpty() || everyDays < 1) {
        throw new IllegalArgumentException("a rhythm has a time of the day and comes round");
      }
    }
  }

  /**
   * Whenever that much time has passed (FHIR period and periodUnit).
   *
   * @param every at least a minute
   * @param from the first dose
   * @param to nothing at or after; null when it goes on until it is stopped
   */
  record Every(Duration every, Instant from, @Nullable Instant to) implements Rhythm {
    public Every {
      if (every.compareTo(Duration.ofMinutes(1)) < 0) {
        throw new IllegalArgumentException("an interval has at least a minute");
      }
    }
  }

  /**
   * On dates of the calendar.
   *
   * @param first the first date
   * @param at the local time of the day
   * @param every how long until the next (FHIR period and periodUnit, in days, weeks, months or
   *     years); null for a single date
   * @param last nothing after that date; null when it goes on until it is stopped
   */
  record OnDates(LocalDate first, LocalTime at, @Nullable Period every, @Nullable LocalDate last)
      implements Rhythm {
    public OnDates {
      if (every != null && (every.isNegative() || every.isZero())) {
        throw new IllegalArgumentException("a recurrence goes forward");
      }
    }
  }

  /** One single time (FHIR frequency 1, count 1): STAT. */
  record Once(Instant at) implements Rhythm {}
}
