package org.tabib.projections.timer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tabib.engine.reminder.ReminderEvent;
import org.tabib.engine.timer.ReminderTimers;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;

/**
 * Keeps the one timer of each reminder. A rebuild empties nothing here and ends where it was; what
 * fires on the way is not what the reminder waits for, and does nothing.
 */
public final class ReminderTimerRows implements ReadModel<ReminderEvent> {
  @Override
  public void write(Connection connection, List<Recorded<ReminderEvent>> batch)
      throws SQLException {
    TimerChanges changes = new TimerChanges();
    for (Recorded<ReminderEvent> recorded : batch) {
      changes.clear(recorded.entityId());
      ReminderTimers.of(recorded.entityId(), recorded.event()).ifPresent(changes::add);
    }
    changes.write(connection);
  }

  @Override
  public List<String> tables() {
    return List.of();
  }
}
