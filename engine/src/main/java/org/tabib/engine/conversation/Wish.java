package org.tabib.engine.conversation;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.language.TimeOfDay;
import org.tabib.engine.language.When;

/**
 * When somebody wishes to come, as far as they said; local to the clinic.
 *
 * @param day the first day that is wanted; none when only a time was said
 * @param unsure whether the words could have meant another day
 * @param from the time, or when the part of the day begins; none when any time will do
 * @param to when the part of the day ends, exclusive; none for a time by the clock
 */
record Wish(
    @Nullable LocalDate day, boolean unsure, @Nullable LocalTime from, @Nullable LocalTime to) {
  /** Nothing is wished. */
  static final Wish NONE = new Wish(null, false, null, null);

  /** So far from the time that was asked for is still near it. */
  private static final Duration NEAR = Duration.ofMinutes(30);

  private static final String SEPARATOR = ";";
  private static final String UNSURE = "?";

  /** What was read in a text, if it says anything of the time to come. */
  static Optional<Wish> of(When when, LocalDate today) {
    Optional<LocalDate> day = when.days().stream().filter(d -> !d.isBefore(today)).findFirst();
    if (day.isEmpty() && (!when.days().isEmpty() || when.time().isEmpty())) {
      return Optional.empty();
    }
    TimeOfDay time = when.time().orElse(null);
    return Optional.of(
        new Wish(
            day.orElse(null),
            when.days().size() > 1,
            time instanceof TimeOfDay.Exact(LocalTime at)
                ? at
                : time instanceof TimeOfDay.Part part ? part.from() : null,
            time instanceof TimeOfDay.Part part ? part.to() : null));
  }

  /** As a variable of a flow; earlier releases wrote a day alone. */
  static Wish parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    String[] parts = text.split(SEPARATOR, -1);
    boolean unsure = parts[0].endsWith(UNSURE);
    String day = unsure ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
    return new Wish(
        day.isEmpty() ? null : LocalDate.parse(day),
        unsure,
        parts.length < 2 || parts[1].isEmpty() ? null : LocalTime.parse(parts[1]),
        parts.length < 3 || parts[2].isEmpty() ? null : LocalTime.parse(parts[2]));
  }

  /** What {@link #parse} reads. */
  String text() {
    return (day == null ? "" : day.toString())
        + (unsure ? UNSURE : "")
        + SEPARATOR
        + (from == null ? "" : from)
        + SEPARATOR
        + (to == null ? "" : to);
  }

  /** From when on slots are worth showing: a little before a time by the clock. */
  LocalTime earliest() {
    if (from == null) {
      return LocalTime.MIN;
    }
    return to != null || from.toSecondOfDay() < NEAR.toSeconds() ? from : from.minus(NEAR);
  }

  /** Whether that time is what was asked for, or near it. */
  boolean fits(LocalTime time) {
    if (from == null) {
      return true;
    }
    if (to == null) {
      return Duration.between(from, time).abs().compareTo(NEAR) <= 0;
    }
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : !time.isBefore(from) || time.isBefore(to);
  }
}
