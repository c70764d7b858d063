package org.tabib.engine.practice;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a practice decides about timers.
 *
 * @param quietHours when nobody is told anything that can wait, at each clinic's own time
 * @param noShowAfter how long after its start a visit to which nobody came counts as missed; none:
 *     only staff say so
 * @param reviewAfter how long after its end a visit is asked about; none: never
 */
public record TimerRules(
    QuietHours quietHours, @Nullable Duration noShowAfter, @Nullable Duration reviewAfter) {
  /** For practices that decided nothing. */
  public static final TimerRules USUAL =
      new TimerRules(QuietHours.USUAL, Duration.ofMinutes(30), Duration.ofHours(1));
}
