package org.tabib.projections.run;

import akka.actor.typed.ActorSystem;
import akka.persistence.jdbc.query.javadsl.JdbcReadJournal;
import akka.persistence.query.Offset;
import akka.projection.Projection;
import akka.projection.ProjectionBehavior;
import akka.projection.eventsourced.EventEnvelope;
import akka.projection.eventsourced.javadsl.EventSourcedProvider;
import akka.projection.javadsl.ProjectionManagement;
import akka.projection.javadsl.SourceProvider;
import akka.projection.jdbc.javadsl.JdbcProjection;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.tabib.projections.store.ReadModelDatabase;
import org.tabib.projections.store.ReadModelMigrations;

/**
 * The running projections: every slice once in the cluster, wherever there is room. Read models and
 * offset change in one transaction, so each event counts exactly once.
 */
public final class Projections implements AutoCloseable {
  private final ActorSystem<?> system;
  private final ReadModelDatabase readModels;
  private final List<EntityProjection<?>> projections;
  private final ProjectionSettings settings;
  private final SliceAlarm alarm;
  private final SliceProcesses processes;
  private final Housekeeping housekeeping;
  private final Clock clock;

  private Projections(
      ActorSystem<?> system,
      ReadModelDatabase readModels,
      DataSource journal,
      List<EntityProjection<?>> projections,
      MeterRegistry meters,
      Clock clock) {
    this.system = system;
    this.readModels = readModels;
    this.projections = List.copyOf(projections);
    this.settings = ProjectionSettings.from(system.settings().config());
    this.clock = clock;
    ProjectionMetrics metrics = new ProjectionMetrics(meters, clock);
    this.alarm = new SliceAlarm(system, metrics);
    this.processes = new SliceProcesses(system, settings.role());
    this.housekeeping =
        new Housekeeping(
            new LagProbe(this.projections, readModels.dataSource(), journal, clock),
            metrics,
            List.of(
                new TableStatistics(journal, "journal", List.of("event_journal", "event_tag")),
                new TableStatistics(readModels.dataSource(), ReadModelMigrations.SCHEMA, List.of()),
                new TableStatistics(
                    readModels.dataSource(), ReadModelMigrations.TIMER_SCHEMA, List.of())));
  }

  /**
   * Starts all slices and what watches them. The read models must be migrated before.
   *
   * @param system of a cluster, be it of one node; its configuration includes {@code
   *     projections.conf}
   * @param journal a small pool on the journal's database, for lag and statistics only
   * @param projections usually {@code ReadModels.all}
   */
  public static Projections start(
      ActorSystem<?> system,
      ReadModelDatabase readModels,
      DataSource journal,
      List<EntityProjection<?>> projections,
      MeterRegistry meters,
      Clock clock) {
    Projections running = new Projections(system, readModels, journal, projections, meters, clock);
    projections.forEach(running::run);
    running.housekeeping.start(running.settings.look(), running.settings.analyze());
    return running;
  }

  private <E> void run(EntityProjection<E> projection) {
    processes.start(
        projection.name(),
        projection.slices(),
        slice -> ProjectionBehavior.create(slice(projection, slice)));
  }

  private <E> Projection<EventEnvelope<E>> slice(EntityProjection<E> projection, String slice) {
    SourceProvider<Offset, EventEnvelope<E>> source =
        EventSourcedProvider.eventsByTag(system, JdbcReadJournal.Identifier(), slice);
    return JdbcProjection.groupedWithin(
            projection.id(slice),
            source,
            () -> PlainJdbcSession.open(readModels.dataSource()),
            () -> new BatchHandler<>(projection, slice, alarm, clock),
            system)
        .withGroup(settings.batchSize(), settings.batchWindow())
        .withRestartBackoff(settings.retryFirst(), settings.retryMost(), 0.2);
  }

  /** The latest look at all slices; cheap. */
  public ProjectionHealth health() {
    return housekeeping.health();
  }

  /** What operators can tell them. */
  public ProjectionControl control() {
    return new ProjectionControl(
        ProjectionManagement.get(system),
        readModels.dataSource(),
        projections,
        this::health,
        clock);
  }

  /** Ends the watching; the slices themselves stop with the actor system. */
  @Override
  public void close() {
    housekeeping.close();
  }
}
