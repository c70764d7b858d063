package org.tabib.engine.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * A bookable piece of a doctor's time.
 *
 * @param scheduleId the DoctorSchedule that gives it away
 * @param start when it begins
 * @param length how long it lasts
 */
public record Slot(String scheduleId, Instant start, Duration length) {
  public Instant end() {
    return start.plus(length);
  }
}
