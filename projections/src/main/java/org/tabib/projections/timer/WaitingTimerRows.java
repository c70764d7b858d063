package org.tabib.projections.timer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tabib.engine.timer.WaitingTimers;
import org.tabib.engine.waitlist.WaitingEvent;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;

/**
 * Writes what people on a waiting list are told, and when their time to answer is over. A rebuild
 * empties nothing here: the list knows what is over.
 */
public final class WaitingTimerRows implements ReadModel<WaitingEvent> {
  @Override
  public void write(Connection connection, List<Recorded<WaitingEvent>> batch) throws SQLException {
    TimerChanges changes = new TimerChanges();
    for (Recorded<WaitingEvent> recorded : batch) {
      WaitingTimers.over(recorded.entityId(), recorded.event()).forEach(changes::remove);
      changes.add(WaitingTimers.of(recorded.entityId(), recorded.event()));
    }
    changes.write(connection);
  }

  @Override
  public List<String> tables() {
    return List.of();
  }
}
