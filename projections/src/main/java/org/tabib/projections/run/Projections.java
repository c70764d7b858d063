package org.tabib.projections.run;

import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.ShardedDaemonProcessSettings;
import akka.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
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
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.projections.store.ReadModelDatabase;
import org.tabib.projections.store.ReadModelMigrations;

/**
 * The running projections: every slice once in the cluster, wherever there is room. Read models and
 * offset change in one transaction, so each event counts exactly once.
 */
public final class Projections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Projections.class);

  private final ActorSystem<?> system;
  private final ReadModelDatabase readModels;
  private final List<EntityProjection<?>> projections;
  private final ProjectionSettings settings;
  private final ProjectionMetrics metrics;
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
    this.metrics = new ProjectionMetrics(meters, clock);
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
    ShardedDaemonProcessSettings placement = ShardedDaemonProcessSettings.create(system);
    if (!settings.role().isEmpty()) {
      placement = placement.withRole(settings.role());
    }
    ShardedDaemonProcess.get(system)
        .init(
            ProjectionBehavior.Command.class,
            "projection-" + projection.name(),
            projection.slices().size(),
            index -> ProjectionBehavior.create(slice(projection, projection.slices().get(index))),
            placement,
            Optional.of(ProjectionBehavior.stopMessage()));
  }

  private <E> Projection<EventEnvelope<E>> slice(EntityProjection<E> projection, String slice) {
    SourceProvider<Offset, EventEnvelope<E>> source =
        EventSourcedProvider.eventsByTag(system, JdbcReadJournal.Identifier(), slice);
    return JdbcProjection.groupedWithin(
            projection.id(slice),
            source,
            () -> PlainJdbcSession.open(readModels.dataSource()),
            () -> new BatchHandler<>(projection, slice, new Alarm(), clock),
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

  private EntityProjection<?> find(String name) {
    return Rebuild.find(projections, name);
  }

  /** Ends the watching; the slices themselves stop with the actor system. */
  @Override
  public void close() {
    housekeeping.close();
  }

  private final class Alarm implements SliceListener {
    @Override
    public void committed(
        String projection, String slice, List<? extends EventEnvelope<?>> events) {
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
          stop.sqlState());
      ProjectionManagement.get(system)
          .pause(find(stop.projection()).id(stop.slice()))
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
}
