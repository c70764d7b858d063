package org.tabib.projections.run;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
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
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.store.ReadModelDatabase;

/**
 * The running outbound projections: every slice once in the cluster, at least once per event. They
 * are watched apart from the read models, because whoever reads those is not harmed when the far
 * side is away.
 */
public final class Publishing implements AutoCloseable {
  /** Reads the journal at its own, slower pace: see {@code projections.conf}. */
  static final String READ_JOURNAL = "tabib.outbound-journal";

  private final ActorSystem<?> system;
  private final DataSource offsets;
  private final List<OutboundProjection<?>> projections;
  private final ProjectionSettings settings;
  private final SliceAlarm alarm;
  private final SliceProcesses processes;
  private final Housekeeping housekeeping;
  private final Executor blocking;
  private final Clock clock;

  private Publishing(
      ActorSystem<?> system,
      ReadModelDatabase readModels,
      DataSource journal,
      List<OutboundProjection<?>> projections,
      Executor blocking,
      MeterRegistry meters,
      Clock clock) {
    this.system = system;
    this.offsets = readModels.dataSource();
    this.projections = List.copyOf(projections);
    this.settings = ProjectionSettings.from(system.settings().config());
    ProjectionMetrics metrics = new ProjectionMetrics(meters, clock);
    this.alarm = new SliceAlarm(system, metrics);
    this.processes = new SliceProcesses(system, settings.role());
    this.blocking = blocking;
    this.clock = clock;
    this.housekeeping =
        new Housekeeping(
            new LagProbe(watched(this.projections), offsets, journal, clock), metrics, List.of());
  }

  /**
   * Starts all slices, each from its offset, at first from the beginning of the journal.
   *
   * @param readModels holds the offsets; migrated before
   * @param journal a small pool on the journal's database, for lag only
   * @param blocking where the database may be waited for
   */
  public static Publishing start(
      ActorSystem<?> system,
      ReadModelDatabase readModels,
      DataSource journal,
      List<OutboundProjection<?>> projections,
      Executor blocking,
      MeterRegistry meters,
      Clock clock) {
    Publishing running =
        new Publishing(system, readModels, journal, projections, blocking, meters, clock);
    projections.forEach(running::run);
    running.housekeeping.start(running.settings.look(), running.settings.analyze());
    return running;
  }

  private <E> void run(OutboundProjection<E> projection) {
    processes.start(projection.name(), projection.slices(), slice -> slice(projection, slice));
  }

  private <E> Behavior<ProjectionBehavior.Command> slice(
      OutboundProjection<E> projection, String slice) {
    SourceProvider<Offset, EventEnvelope<E>> source =
        EventSourcedProvider.eventsByTag(system, READ_JOURNAL, slice);
    AtomicReference<@Nullable Outlet<E>> current = new AtomicReference<>();
    Projection<EventEnvelope<E>> running =
        JdbcProjection.groupedWithinAsync(
                projection.id(slice),
                source,
                () -> PlainJdbcSession.open(offsets),
                () -> {
                  Outlet<E> outlet = projection.outlet().get();
                  Outlet<E> failed = current.getAndSet(outlet);
                  if (failed != null) {
                    // What it still holds would overtake what its successor sends anew.
                    failed.close();
                  }
                  return new OutboundHandler<>(
                      projection, slice, outlet, alarm, offsets, blocking, clock);
                },
                system)
            .withGroup(settings.batchSize(), settings.batchWindow())
            .withRestartBackoff(settings.retryFirst(), settings.retryMost(), 0.2);
    return Behaviors.intercept(
        () -> new LettingGo(current::get), ProjectionBehavior.create(running));
  }

  /**
   * A slice that waits for the far side would not stop before that comes back: its batch is let go
   * first, and handed over again by whoever runs the slice next.
   */
  private static final class LettingGo
      extends BehaviorInterceptor<ProjectionBehavior.Command, ProjectionBehavior.Command> {
    private final Supplier<? extends @Nullable Outlet<?>> current;

    LettingGo(Supplier<? extends @Nullable Outlet<?>> current) {
      super(ProjectionBehavior.Command.class);
      this.current = current;
    }

    @Override
    public Behavior<ProjectionBehavior.Command> aroundReceive(
        TypedActorContext<ProjectionBehavior.Command> context,
        ProjectionBehavior.Command message,
        ReceiveTarget<ProjectionBehavior.Command> target) {
      Outlet<?> outlet = current.get();
      if (outlet != null && message.equals(ProjectionBehavior.stopMessage())) {
        outlet.close();
      }
      return target.apply(context, message);
    }
  }

  /** The latest look at all slices; cheap. */
  public ProjectionHealth health() {
    return housekeeping.health();
  }

  /**
   * What operators can tell the slices; a rebuild publishes everything once more, with the same
   * ids.
   */
  public ProjectionControl control() {
    return new ProjectionControl(
        ProjectionManagement.get(system), offsets, watched(projections), this::health, clock);
  }

  private static List<EntityProjection<?>> watched(List<OutboundProjection<?>> projections) {
    return projections.stream().<EntityProjection<?>>map(OutboundProjection::watched).toList();
  }

  /** Ends the watching; the slices themselves stop with the actor system. */
  @Override
  public void close() {
    housekeeping.close();
  }
}
