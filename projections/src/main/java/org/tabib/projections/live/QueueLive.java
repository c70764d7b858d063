package org.tabib.projections.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.queue.QueueId;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;

/** Tells that a clinic's queue has changed. */
public final class QueueLive implements ReadModel<QueueEvent> {
  @Override
  public void write(Connection connection, List<Recorded<QueueEvent>> batch) throws SQLException {
    LiveChanges changes = new LiveChanges(LiveKind.QUEUE);
    batch.forEach(
        queue ->
            changes.changed(
                queue.entityId(), QueueId.parse(queue.entityId()).clinicId(), queue.event().at()));
    changes.write(connection);
  }

  /** None: others fill the same table, and who watches looks again anyway. */
  @Override
  public List<String> tables() {
    return List.of();
  }
}
