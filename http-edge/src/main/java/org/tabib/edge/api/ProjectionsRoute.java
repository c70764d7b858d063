package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.tabib.projections.run.Rebuild;

/** {@code POST /projections/{name}/rebuild}: fills read models anew from the journal. */
final class ProjectionsRoute {
  private final Endpoint endpoint;
  private final Rebuild rebuild;

  ProjectionsRoute(Endpoint endpoint, Rebuild rebuild) {
    this.endpoint = endpoint;
    this.rebuild = rebuild;
  }

  /**
   * The read models are being filled; readiness tells when they have caught up.
   *
   * @param state always {@code rebuilding}
   */
  record Started(String projection, String state) {}

  Route route() {
    return pathPrefix(
        "projections",
        () ->
            path(
                segment().slash("rebuild"),
                name -> post(() -> endpoint.plain(Set.of(), call -> run(name)))));
  }

  private CompletionStage<Reply> run(String name) {
    if (!rebuild.names().contains(name)) {
      throw ApiProblem.notFound("projection");
    }
    return rebuild.run(name).thenApply(done -> Reply.accepted(new Started(name, "rebuilding")));
  }
}
