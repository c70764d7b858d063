package org.tabib.projections.run;

import akka.Done;
import akka.persistence.query.Sequence;
import akka.projection.eventsourced.EventEnvelope;
import akka.projection.javadsl.Handler;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Hands batches of one slice to its outlet. The projection stores the offset when this has
 * completed, never before. The slice stops at an event that can never leave; anything else that
 * fails is tried again from the stored offset.
 */
final class OutboundHandler<E> extends Handler<List<EventEnvelope<E>>> {
  private final OutboundProjection<E> projection;
  private final String slice;
  private final Outlet<E> outlet;
  private final SliceListener listener;
  private final DataSource offsets;
  private final Executor blocking;
  private final Clock clock;

  OutboundHandler(
      OutboundProjection<E> projection,
      String slice,
      Outlet<E> outlet,
      SliceListener listener,
      DataSource offsets,
      Executor blocking,
      Clock clock) {
    this.projection = projection;
    this.slice = slice;
    this.outlet = outlet;
    this.listener = listener;
    this.offsets = offsets;
    this.blocking = blocking;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Done> process(List<EventEnvelope<E>> batch) {
    List<Recorded<E>> events =
        batch.stream()
            .map(
                envelope ->
                    new Recorded<>(
                        entityId(envelope.persistenceId()),
                        envelope.sequenceNr(),
                        projection.events().cast(envelope.event())))
            .toList();
    return outlet
        .publish(events)
        .handle(
            (done, failure) -> {
              if (failure == null) {
                listener.committed(projection.name(), slice, batch);
                return CompletableFuture.completedStage(Done.getInstance());
              }
              return cause(failure) instanceof Outlet.Unpublishable poison
                  ? CompletableFuture.<Done>supplyAsync(() -> stopAt(batch, poison), blocking)
                  : CompletableFuture.<Done>failedStage(failure);
            })
        .thenCompose(Function.identity());
  }

  private Done stopAt(List<EventEnvelope<E>> batch, Outlet.Unpublishable poison) {
    EventEnvelope<E> at = batch.get(poison.index());
    Throwable cause = poison.getCause() == null ? poison : poison.getCause();
    StoppedSlice stop =
        new StoppedSlice(
            projection.name(),
            slice,
            at.persistenceId(),
            at.sequenceNr(),
            at.event().getClass().getSimpleName(),
            cause.getClass().getSimpleName(),
            null,
            offset(at),
            clock.instant());
    try (Connection connection = offsets.getConnection()) {
      connection.setAutoCommit(false);
      if (poison.index() > 0) {
        long good = offset(batch.get(poison.index() - 1));
        Offsets.save(connection, projection.name(), slice, good, clock.instant());
      }
      StoppedSlices.record(connection, stop);
      connection.commit();
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
    listener.committed(projection.name(), slice, batch.subList(0, poison.index()));
    listener.stopped(stop);
    throw new SliceStopped(projection.name(), slice);
  }

  @Override
  public CompletionStage<Done> stop() {
    outlet.close();
    return CompletableFuture.completedStage(Done.getInstance());
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause == null ? failure : cause;
  }

  private static String entityId(String persistenceId) {
    return persistenceId.substring(persistenceId.indexOf('|') + 1);
  }

  private static long offset(EventEnvelope<?> envelope) {
    return ((Sequence) envelope.offset()).value();
  }
}
