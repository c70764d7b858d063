package org.tabib.projections.run;

import akka.persistence.query.Sequence;
import akka.projection.eventsourced.EventEnvelope;
import akka.projection.jdbc.javadsl.JdbcHandler;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches of one slice. A batch that fails is tried once more event by event, so that the
 * event at fault can be named; everything before it is kept, and the slice stops there.
 */
final class BatchHandler<E> extends JdbcHandler<List<EventEnvelope<E>>, PlainJdbcSession> {
  private static final Logger LOG = LoggerFactory.getLogger(BatchHandler.class);

  private final EntityProjection<E> projection;
  private final String slice;
  private final SliceListener listener;
  private final Clock clock;
  private volatile boolean stopped;

  BatchHandler(EntityProjection<E> projection, String slice, SliceListener listener, Clock clock) {
    this.projection = projection;
    this.slice = slice;
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  public void start() {
    stopped = false;
  }

  @Override
  public void process(PlainJdbcSession session, List<EventEnvelope<E>> batch) throws SQLException {
    if (stopped) {
      throw new SliceStopped(projection.name(), slice);
    }
    Connection connection = session.connection();
    try {
      write(connection, batch);
      session.afterCommit(() -> listener.committed(projection.name(), slice, batch));
    } catch (SQLException | RuntimeException e) {
      if (e instanceof SQLException failure && DatabaseTrouble.passes(failure)) {
        throw failure;
      }
      LOG.warn(
          "a batch of {} events failed in projection {} slice {}: {}; trying one by one",
          batch.size(),
          projection.name(),
          slice,
          e.getClass().getSimpleName());
      // The offset of the whole batch was written in this transaction before: it goes as well.
      connection.rollback();
      oneByOne(session, batch);
    }
  }

  private void oneByOne(PlainJdbcSession session, List<EventEnvelope<E>> batch)
      throws SQLException {
    Connection connection = session.connection();
    for (int i = 0; i < batch.size(); i++) {
      EventEnvelope<E> envelope = batch.get(i);
      Savepoint before = connection.setSavepoint();
      try {
        write(connection, List.of(envelope));
        connection.releaseSavepoint(before);
      } catch (SQLException | RuntimeException e) {
        if (e instanceof SQLException failure && DatabaseTrouble.passes(failure)) {
          throw failure;
        }
        connection.rollback(before);
        stopAt(session, batch.subList(0, i), envelope, e);
        return;
      }
    }
    Offsets.save(connection, projection.name(), slice, offset(batch.getLast()), clock.instant());
    session.afterCommit(() -> listener.committed(projection.name(), slice, batch));
  }

  private void stopAt(
      PlainJdbcSession session, List<EventEnvelope<E>> good, EventEnvelope<E> poison, Exception e)
      throws SQLException {
    StoppedSlice stop =
        new StoppedSlice(
            projection.name(),
            slice,
            poison.persistenceId(),
            poison.sequenceNr(),
            poison.event().getClass().getSimpleName(),
            e.getClass().getSimpleName(),
            e instanceof SQLException failure ? failure.getSQLState() : null,
            offset(poison),
            clock.instant());
    stopped = true;
    Connection connection = session.connection();
    if (!good.isEmpty()) {
      Offsets.save(connection, projection.name(), slice, offset(good.getLast()), clock.instant());
    }
    StoppedSlices.record(connection, stop);
    session.afterCommit(
        () -> {
          listener.committed(projection.name(), slice, good);
          listener.stopped(stop);
        });
  }

  private void write(Connection connection, List<EventEnvelope<E>> batch) throws SQLException {
    List<Recorded<E>> events =
        batch.stream()
            .map(
                envelope ->
                    new Recorded<>(
                        entityId(envelope.persistenceId()),
                        envelope.sequenceNr(),
                        projection.events().cast(envelope.event())))
            .toList();
    for (ReadModel<E> model : projection.models()) {
      model.write(connection, events);
    }
  }

  private static String entityId(String persistenceId) {
    return persistenceId.substring(persistenceId.indexOf('|') + 1);
  }

  private static long offset(EventEnvelope<?> envelope) {
    return ((Sequence) envelope.offset()).value();
  }
}
