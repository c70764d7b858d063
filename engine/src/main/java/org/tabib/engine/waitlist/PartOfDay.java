package org.tabib.engine.waitlist;

import java.time.LocalTime;

/** When on a day somebody can come, by the clinic's wall clock. */
public enum PartOfDay {
  /** Before noon. */
  MORNING,
  /** From noon until five. */
  AFTERNOON,
  /** From five on. */
  EVENING;

  private static final LocalTime NOON = LocalTime.NOON;
  private static final LocalTime FIVE = LocalTime.of(17, 0);

  /** The part that a time of day belongs to; every time belongs to exactly one. */
  public static PartOfDay of(LocalTime time) {
    return time.isBefore(NOON) ? MORNING : time.isBefore(FIVE) ? AFTERNOON : EVENING;
  }
}
