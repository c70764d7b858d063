package org.tabib.edge.api;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.Rhythm;

/**
 * When a reminder is due; only the fields of its type are there.
 *
 * @param type {@code at-times}, {@code every}, {@code on-dates} or {@code once}
 * @param every how long until the next, ISO 8601
 */
record RhythmView(
    String type,
    @Nullable List<LocalTime> times,
    @Nullable Integer everyDays,
    @Nullable List<String> daysOfWeek,
    @Nullable LocalDateTime from,
    @Nullable LocalDateTime to,
    @Nullable String every,
    @Nullable LocalDate firstDate,
    @Nullable LocalDate lastDate,
    @Nullable OffsetDateTime first,
    @Nullable OffsetDateTime end) {

  static RhythmView of(Rhythm rhythm, ClinicTime clock) {
    return switch (rhythm) {
      case Rhythm.AtTimes r ->
          new RhythmView(
              "at-times",
              r.times(),
              r.everyDays(),
              r.onDays().isEmpty()
                  ? null
                  : r.onDays().stream().sorted().map(RhythmView::code).toList(),
              r.from(),
              r.to(),
              null,
              null,
              null,
              null,
              null);
      case Rhythm.Every r ->
          new RhythmView(
              "every",
              null,
              null,
              null,
              null,
              null,
              r.every().toString(),
              null,
              null,
              clock.at(r.from()),
              clock.atOrNull(r.to()));
      case Rhythm.OnDates r ->
          new RhythmView(
              "on-dates",
              List.of(r.at()),
              null,
              null,
              null,
              null,
              r.every() == null ? null : r.every().toString(),
              r.first(),
              r.last(),
              null,
              null);
      case Rhythm.Once r ->
          new RhythmView(
              "once", null, null, null, null, null, null, null, null, clock.at(r.at()), null);
    };
  }

  /** FHIR R4 DaysOfWeek. */
  private static String code(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }
}
