package org.tabib.projections.run;

import akka.Done;
import akka.projection.javadsl.ProjectionManagement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the tables of one projection anew from the journal. Only its own slices pause, for as long
 * as emptying takes; queries go on and see the tables fill. Repeating it does no harm.
 */
public final class Rebuild {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

  private final ProjectionManagement management;
  private final DataSource readModels;
  private final List<EntityProjection<?>> projections;

  Rebuild(
      ProjectionManagement management,
      DataSource readModels,
      List<EntityProjection<?>> projections) {
    this.management = management;
    this.readModels = readModels;
    this.projections = projections;
  }

  /** What can be rebuilt. */
  public List<String> names() {
    return projections.stream().map(EntityProjection::name).toList();
  }

  /**
   * Pauses, empties, starts again. The stage completes when the projection reads from the beginning
   * of the journal, long before it has caught up; {@link ProjectionHealth} tells when. When
   * emptying fails, nothing has changed and the projection goes on where it was.
   *
   * @throws IllegalArgumentException when there is no such projection
   */
  public CompletionStage<Done> run(String name) {
    EntityProjection<?> projection = find(projections, name);
    LOG.info("rebuild of projection {} begins", name);
    return each(projection, slice -> management.pause(projection.id(slice)))
        .thenRunAsync(() -> empty(projection), Rebuild::onItsOwnThread)
        .handle(
            (done, failure) ->
                each(projection, slice -> management.resume(projection.id(slice)))
                    .thenApply(
                        resumed -> {
                          if (failure != null) {
                            throw failure instanceof CompletionException known
                                ? known
                                : new CompletionException(failure);
                          }
                          LOG.info("projection {} reads the journal from its beginning", name);
                          return resumed;
                        }))
        .thenCompose(Function.identity());
  }

  /** Emptying blocks and is rare: it gets a thread for itself. */
  private static void onItsOwnThread(Runnable task) {
    Thread.ofPlatform().daemon().name("projection-rebuild").start(task);
  }

  static CompletableFuture<Done> each(
      EntityProjection<?> projection, Function<String, CompletionStage<Done>> action) {
    CompletableFuture<?>[] all =
        projection.slices().stream()
            .map(slice -> action.apply(slice).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(all).thenApply(nothing -> Done.getInstance());
  }

  private void empty(EntityProjection<?> projection) {
    try (Connection connection = readModels.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        // Emptying waits for running queries, and queries wait behind it: not for long.
        statement.execute("set local lock_timeout = '10s'");
        if (!projection.tables().isEmpty()) {
          statement.execute("truncate " + String.join(", ", projection.tables()));
        }
        Offsets.clear(connection, projection.name());
        for (String slice : projection.slices()) {
          StoppedSlices.forget(connection, projection.name(), slice);
        }
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  static EntityProjection<?> find(List<EntityProjection<?>> projections, String name) {
    return projections.stream()
        .filter(projection -> projection.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no projection is called " + name));
  }
}
