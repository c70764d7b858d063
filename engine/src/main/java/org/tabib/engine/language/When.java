package org.tabib.engine.language;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * When something is or was, as far as a text says.
 *
 * @param days none when the text names no day; one when it is certain; several, the earliest first,
 *     when it could be each of them, as with a word that means both yesterday and tomorrow. They
 *     can be in the past
 * @param time when in the day, if the text says so
 */
public record When(List<LocalDate> days, Optional<TimeOfDay> time) {
  /** Nothing is said. */
  public static final When UNKNOWN = new When(List.of(), Optional.empty());

  public When {
    days = List.copyOf(days);
  }

  /** Whether exactly one day is meant. */
  public boolean isCertain() {
    return days.size() == 1;
  }
}
