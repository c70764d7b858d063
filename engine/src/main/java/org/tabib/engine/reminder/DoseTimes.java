package org.tabib.engine.reminder;

import java.time.LocalTime;

/**
 * When patients of a practice take what is prescribed for a part of the day, on the patient's
 * clock.
 *
 * @param bedtime also what is prescribed for the night
 */
public record DoseTimes(LocalTime morning, LocalTime noon, LocalTime evening, LocalTime bedtime) {
  /** What holds where a practice says nothing else. */
  public static final DoseTimes USUAL =
      new DoseTimes(
          LocalTime.of(8, 0), LocalTime.of(14, 0), LocalTime.of(20, 0), LocalTime.of(22, 0));

  /** Whether each is later on the same day than the one before. */
  public boolean areInOrder() {
    return morning.isBefore(noon) && noon.isBefore(evening) && evening.isBefore(bedtime);
  }
}
