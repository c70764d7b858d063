package org.tabib.engine.language;

import java.time.LocalTime;

/** When in a day: a time by the clock, or a part of the day. Local to whoever speaks. */
public sealed interface TimeOfDay {
  /** A time by the clock, in minutes. */
  record Exact(LocalTime time) implements TimeOfDay {
    @Override
    public boolean includes(LocalTime other) {
      return time.equals(other);
    }
  }

  /**
   * A part of the day as the language divides it (CLDR).
   *
   * @param from when it begins, inclusive
   * @param to when it ends, exclusive; not after {@code from} when it ends the next day
   */
  record Part(DayPart part, LocalTime from, LocalTime to) implements TimeOfDay {
    @Override
    public boolean includes(LocalTime other) {
      return from.isBefore(to)
          ? !other.isBefore(from) && other.isBefore(to)
          : !other.isBefore(from) || other.isBefore(to);
    }
  }

  /** Whether this time of day could mean that time. */
  boolean includes(LocalTime other);
}
