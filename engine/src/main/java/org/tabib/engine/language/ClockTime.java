package org.tabib.engine.language;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a spoken hour means: people say "3" for 15:00. Where nothing else is said, hours
 * from 1 to 6 are after noon and from 7 to 11 before, since that is when practices are open.
 */
final class ClockTime {
  private static final int HALF_DAY = 12 * 60;
  private static final int DAY = 24 * 60;

  private ClockTime() {}

  /**
   * The time that is meant; null when there is none.
   *
   * @param minutes as said, from midnight or noon
   * @param whole whether it was said on a clock of 24 hours ("04:30", "14:00")
   * @param afternoon am (false) or pm (true), if said
   * @param part part of the day, if said
   */
  static @Nullable LocalTime of(
      int minutes, boolean whole, @Nullable Boolean afternoon, @Nullable DayPart part) {
    if (minutes < 0 || minutes >= DAY) {
      return null;
    }
    if (minutes >= HALF_DAY + 60 || (whole && afternoon == null && part == null)) {
      return at(minutes);
    }
    int early = minutes % HALF_DAY;
    int late = early + HALF_DAY;
    if (afternoon != null) {
      return at(afternoon ? late : early);
    }
    if (part == null) {
      return at(early < 7 * 60 ? late : early);
    }
    return switch (part) {
      case MORNING -> at(early);
      case NOON, AFTERNOON -> at(early >= 9 * 60 ? early : late);
      case EVENING -> at(late);
      case NIGHT -> at(early >= 6 * 60 ? late : early);
    };
  }

  private static LocalTime at(int minutes) {
    return LocalTime.of(minutes / 60, minutes % 60);
  }
}
