package org.tabib.projections.timer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tabib.engine.practice.PracticeEvent;
import org.tabib.engine.timer.ReportTimers;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;

/**
 * Begins what comes back at every clinic. It goes on by itself from then on and ends with the
 * clinic; a rebuild empties nothing here and finds it there.
 */
public final class PracticeTimerRows implements ReadModel<PracticeEvent> {
  @Override
  public void write(Connection connection, List<Recorded<PracticeEvent>> batch)
      throws SQLException {
    TimerChanges changes = new TimerChanges();
    for (Recorded<PracticeEvent> recorded : batch) {
      switch (recorded.event()) {
        case PracticeEvent.PracticeConfigured(var config, var at) ->
            ReportTimers.of(config, at).forEach(changes::begin);
      }
    }
    changes.write(connection);
  }

  @Override
  public List<String> tables() {
    return List.of();
  }
}
