package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.Done;
import akka.http.javadsl.server.Route;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.run.ProjectionControl;
import org.tabib.projections.run.ProjectionHealth;

/** {@code /projections}: how the read models are filled, and commands for those who operate. */
final class ProjectionsRoute {
  private static final int LONGEST_REASON = 500;

  private final Endpoint endpoint;
  private final List<ProjectionControl> controls;
  private final Executor queries;

  ProjectionsRoute(Endpoint endpoint, List<ProjectionControl> controls, Executor queries) {
    this.endpoint = endpoint;
    this.controls = List.copyOf(controls);
    this.queries = queries;
  }

  /**
   * A command was carried out.
   *
   * @param state {@code rebuilding}, {@code paused} or {@code running}
   */
  record Commanded(String projection, String state) {}

  /** Body of a command that passes over one event; both are needed. */
  record SkipRequest(@Nullable String slice, @Nullable String reason) {}

  /** A command that may block before it waits for the slices. */
  @FunctionalInterface
  private interface Command {
    CompletionStage<Done> run() throws SQLException;
  }

  Route route() {
    return pathPrefix(
        "projections",
        () ->
            concat(
                pathEnd(() -> get(() -> endpoint.plain(Set.of(), call -> list()))),
                pathPrefix(segment(), this::ofOne)));
  }

  private Route ofOne(String name) {
    return concat(
        command("rebuild", call -> rebuild(name)),
        command(
            "pause",
            call -> {
              ProjectionControl control = of(name);
              return run(name, "paused", () -> control.pause(name));
            }),
        command(
            "resume",
            call -> {
              ProjectionControl control = of(name);
              return run(name, "running", () -> control.resume(name));
            }),
        path(
            "skip",
            () ->
                post(
                    () ->
                        endpoint.withBody(
                            SkipRequest.class, Set.of(), (call, body) -> skip(call, name, body)))));
  }

  private Route command(String word, Function<Call, CompletionStage<Reply>> action) {
    return path(word, () -> post(() -> endpoint.plain(Set.of(), action)));
  }

  private CompletionStage<Reply> list() {
    List<ProjectionView> views = new ArrayList<>();
    for (ProjectionControl control : controls) {
      ProjectionHealth health = control.health();
      if (!health.known()) {
        throw ApiProblem.of(
            503, "projections-unknown", "not looked at yet, or the database does not answer");
      }
      for (String name : control.names()) {
        views.add(
            ProjectionView.of(
                name,
                health.slices().stream()
                    .filter(slice -> slice.projection().equals(name))
                    .toList()));
      }
    }
    return CompletableFuture.completedStage(Reply.ok(new PageView<>(views, null)));
  }

  private CompletionStage<Reply> rebuild(String name) {
    return of(name)
        .rebuild()
        .run(name)
        .thenApply(done -> Reply.accepted(new Commanded(name, "rebuilding")));
  }

  private CompletionStage<Reply> skip(Call call, String name, SkipRequest body) {
    ProjectionControl control = of(name);
    List<String> slices = control.slices(name);
    @Nullable String slice = body.slice();
    @Nullable String reason = body.reason();
    new Checks()
        .present("slice", slice)
        .that(slice == null || slices.contains(slice), "slice", "is one of " + slices)
        .present("reason", reason)
        .text("reason", reason, LONGEST_REASON)
        .done();
    return run(
        name,
        "running",
        () -> {
          try {
            return control.skip(
                name,
                String.valueOf(slice),
                call.caller().staffId(),
                String.valueOf(reason).strip());
          } catch (ProjectionControl.NotStopped e) {
            throw ApiProblem.of(
                409, "slice-not-stopped", slice + " stands at no event that could be skipped");
          }
        });
  }

  private CompletionStage<Reply> run(String name, String state, Command command) {
    return CompletableFuture.supplyAsync(() -> started(command), queries)
        .thenCompose(Function.identity())
        .thenApply(done -> Reply.ok(new Commanded(name, state)));
  }

  private static CompletionStage<Done> started(Command command) {
    try {
      return command.run();
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private ProjectionControl of(String name) {
    return controls.stream()
        .filter(control -> control.names().contains(name))
        .findFirst()
        .orElseThrow(() -> ApiProblem.notFound("projection"));
  }
}
