package org.tabib.engine.reminder;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A typed instruction as it was understood; the names follow FHIR R4 Dosage and Timing.
 *
 * @param text the instruction as it was typed (Dosage.text)
 * @param timing when (Dosage.timing)
 * @param bounds how long (Timing.repeat.bounds)
 * @param doseQuantity how much each time ("1 tab"); null when it does not say (doseAndRate)
 * @param food null when it does not say
 */
public record Dosage(
    String text, Timing timing, Bounds bounds, @Nullable String doseQuantity, @Nullable Food food) {

  /** When the medicine is taken. */
  public sealed interface Timing {}

  /**
   * At moments of the day.
   *
   * @param everyDays 1 daily, 2 alternate days, 7 weekly
   * @param onDays the only days of the week; empty for all
   */
  public record AtMoments(List<Moment> moments, int everyDays, Set<DayOfWeek> onDays)
      implements Timing {
    public AtMoments {
      moments = List.copyOf(moments);
      onDays = Set.copyOf(onDays);
    }
  }

  /** Whenever that much time has passed. */
  public record EveryInterval(Duration every) implements Timing {}

  /** Once, now: STAT. */
  public record AtOnce() implements Timing {}

  /** When it is needed (Dosage.asNeededBoolean): nobody is reminded. */
  public record AsNeeded() implements Timing {}

  /**
   * One dose of a day: a part of the day, or a time of the day.
   *
   * @param amount how many ("1", "½")
   */
  public record Moment(@Nullable DayPart when, @Nullable LocalTime timeOfDay, String amount) {}

  /** FHIR R4 EventTiming. */
  public enum DayPart {
    MORN,
    NOON,
    EVE,
    /** before sleeping; night is read as that too */
    HS
  }

  /** How long it goes on. */
  public sealed interface Bounds {}

  /** Until it is stopped. */
  public record Open() implements Bounds {}

  /** For that long (boundsDuration). */
  public record Lasting(Period period) implements Bounds {}

  /** That many doses (count). */
  public record Doses(int count) implements Bounds {}

  /** Through that day (boundsPeriod.end). */
  public record Through(LocalDate lastDay) implements Bounds {}
}
