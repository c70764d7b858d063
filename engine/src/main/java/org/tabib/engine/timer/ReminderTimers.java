package org.tabib.engine.timer;

import java.util.Optional;
import org.tabib.engine.reminder.NextDue;
import org.tabib.engine.reminder.ReminderEvent;

/** A reminder's one timer: for what its newest event says is due next (REM-2, REM-3). */
public final class ReminderTimers {
  private ReminderTimers() {}

  /**
   * What is due after the event, in the place of whatever was due before. It never expires: the
   * reminder itself drops what is stale and says what comes next.
   */
  public static Optional<Timer> of(String reminderId, ReminderEvent event) {
    NextDue next = event.nextDue();
    return next == null
        ? Optional.empty()
        : Optional.of(
            Timer.of(
                "due/" + next.occurrence() + "/" + next.at(),
                next.at(),
                Timer.NEVER,
                new TimerTask.ReminderDue(reminderId, next.occurrence())));
  }
}
