package org.tabib.projections.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;

/**
 * Tells that visits have changed. Stands behind the list of appointments, which knows the clinic.
 */
public final class ScheduleLive implements ReadModel<VisitEvent> {
  @Override
  public void write(Connection connection, List<Recorded<VisitEvent>> batch) throws SQLException {
    LiveChanges changes = new LiveChanges(LiveKind.SCHEDULE);
    batch.forEach(visit -> changes.changed(visit.entityId(), null, visit.event().at()));
    changes.write(connection);
  }

  /** None: others fill the same table, and who watches looks again anyway. */
  @Override
  public List<String> tables() {
    return List.of();
  }
}
