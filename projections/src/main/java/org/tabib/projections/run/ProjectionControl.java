package org.tabib.projections.run;

import akka.Done;
import akka.projection.javadsl.ProjectionManagement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators can tell the projections, on whichever node: commands find a slice wherever in the
 * cluster it runs, and what they leave behind is in the database, for every node and every restart.
 * Methods that touch the database block: not for actor dispatchers. Stages fail when a slice does
 * not answer, as while it moves to another node: repeating a command does no harm.
 */
public final class ProjectionControl {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectionControl.class);

  private final ProjectionManagement management;
  private final DataSource readModels;
  private final List<EntityProjection<?>> projections;
  private final Supplier<ProjectionHealth> health;
  private final Clock clock;

  ProjectionControl(
      ProjectionManagement management,
      DataSource readModels,
      List<EntityProjection<?>> projections,
      Supplier<ProjectionHealth> health,
      Clock clock) {
    this.management = management;
    this.readModels = readModels;
    this.projections = projections;
    this.health = health;
    this.clock = clock;
  }

  /** A slice that is to skip an event, and stands at none. */
  public static final class NotStopped extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NotStopped(String slice) {
      super(slice + " is not stopped");
    }
  }

  /** What can be commanded. */
  public List<String> names() {
    return projections.stream().map(EntityProjection::name).toList();
  }

  /** The slices of a projection. */
  public List<String> slices(String projection) {
    return Rebuild.find(projections, projection).slices();
  }

  /** The latest look at all slices; cheap. */
  public ProjectionHealth health() {
    return health.get();
  }

  /** The command that fills a projection's tables anew. */
  public Rebuild rebuild() {
    return new Rebuild(management, readModels, projections);
  }

  /** Halts all slices of a projection; its tables stay as they are. */
  public CompletionStage<Done> pause(String projection) {
    EntityProjection<?> found = Rebuild.find(projections, projection);
    LOG.info("projection {} is paused", projection);
    return Rebuild.each(found, slice -> management.pause(found.id(slice)));
  }

  /**
   * Lets all slices of a projection go on where they are. A stopped one tries again, from the event
   * it stands at. Blocks for one statement.
   */
  public CompletionStage<Done> resume(String projection) throws SQLException {
    EntityProjection<?> found = Rebuild.find(projections, projection);
    try (Connection connection = readModels.getConnection()) {
      for (String slice : found.slices()) {
        StoppedSlices.forget(connection, projection, slice);
      }
    }
    LOG.info("projection {} is resumed", projection);
    return Rebuild.each(found, slice -> management.resume(found.id(slice)));
  }

  /** Lets one slice try again, from the event it stands at. Blocks for one statement. */
  public CompletionStage<Done> resume(String projection, String slice) throws SQLException {
    EntityProjection<?> found = Rebuild.find(projections, projection);
    try (Connection connection = readModels.getConnection()) {
      StoppedSlices.forget(connection, projection, slice);
    }
    return management.resume(found.id(slice));
  }

  /**
   * Lets a stopped slice go on behind the event it stands at, and writes down who wanted it, when
   * and why. The read models lack that event until they are rebuilt. Blocks for a few statements.
   *
   * @param by who decided it; no personal data, like the reason
   * @throws NotStopped when that slice is not stopped
   */
  public CompletionStage<Done> skip(String projection, String slice, String by, String reason)
      throws SQLException {
    EntityProjection<?> found = Rebuild.find(projections, projection);
    StoppedSlice stop;
    try (Connection connection = readModels.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Optional<StoppedSlice> taken = StoppedSlices.take(connection, projection, slice);
        stop = taken.orElseThrow(() -> new NotStopped(slice));
        Offsets.save(connection, projection, slice, stop.journalOffset(), clock.instant());
        SkippedEvents.record(connection, stop, by, reason, clock.instant());
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
    LOG.warn(
        "projection {} slice {} skips {} number {}",
        projection,
        slice,
        stop.persistenceId(),
        stop.sequenceNumber());
    return management.resume(found.id(slice));
  }
}
