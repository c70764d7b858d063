package org.tabib.projections.timer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.timer.TicketTimers;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;

/**
 * Writes what the holders of tickets are told, due at once, and the end of each day. A rebuild
 * empties nothing here; what it writes again is stale within minutes and told to nobody.
 */
public final class QueueTimerRows implements ReadModel<QueueEvent> {
  @Override
  public void write(Connection connection, List<Recorded<QueueEvent>> batch) throws SQLException {
    TimerChanges changes = new TimerChanges();
    for (Recorded<QueueEvent> recorded : batch) {
      QueueId queue = QueueId.parse(recorded.entityId());
      QueueEvent event = recorded.event();
      TicketTimers.superseded(event)
          .ifPresent(ticket -> changes.clear(queue.ticketId(ticket.label())));
      if (event instanceof QueueEvent.DayClosed closed) {
        changes.clear(queue.text());
        closed.left().forEach(ticket -> changes.clear(queue.ticketId(ticket.label())));
      }
      changes.add(TicketTimers.of(queue, recorded.number(), event));
    }
    changes.write(connection);
  }

  @Override
  public List<String> tables() {
    return List.of();
  }
}
