package org.tabib.projections.run;

import akka.actor.typed.ActorSystem;
import akka.projection.ProjectionId;
import akka.projection.eventsourced.EventEnvelope;
import akka.projection.javadsl.ProjectionManagement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators how slices fare, whatever they do with their events. One that stopped is paused
 * as well, until somebody tells it to go on: every restart would meet the same event.
 */
final class SliceAlarm implements SliceListener {
  private static final Logger LOG = LoggerFactory.getLogger(SliceAlarm.class);

  private final ActorSystem<?> system;
  private final ProjectionMetrics metrics;

  SliceAlarm(ActorSystem<?> system, ProjectionMetrics metrics) {
    this.system = system;
    this.metrics = metrics;
  }

  @Override
  public void committed(String projection, String slice, List<? extends EventEnvelope<?>> events) {
    metrics.committed(projection, slice, events);
  }

  @Override
  public void stopped(StoppedSlice stop) {
    metrics.poisoned(stop.projection(), stop.slice());
    LOG.error(
        "projection {} slice {} stopped at {} number {} ({}): {} {}",
        stop.projection(),
        stop.slice(),
        stop.persistenceId(),
        stop.sequenceNumber(),
        stop.eventType(),
        stop.errorType(),
        stop.sqlState() == null ? "" : stop.sqlState());
    ProjectionManagement.get(system)
        .pause(ProjectionId.of(stop.projection(), stop.slice()))
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                // It stays where it is all the same: each restart meets the event again.
                LOG.warn(
                    "slice {} could not be paused: {}",
                    stop.slice(),
                    failure.getClass().getSimpleName());
              }
            });
  }
}
