package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.post;

import akka.http.javadsl.server.Route;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code POST /understanding}: what the engine reads in a text. Nothing is stored. */
final class UnderstandingRoute {
  private final Endpoint endpoint;
  private final Understanding understanding;
  private final InstantSource clock;

  UnderstandingRoute(Endpoint endpoint, Understanding understanding, InstantSource clock) {
    this.endpoint = endpoint;
    this.understanding = understanding;
    this.clock = clock;
  }

  Route route() {
    return path(
        "understanding",
        () ->
            post(
                () ->
                    endpoint.withBody(
                        Understanding.Request.class,
                        Set.of(),
                        (call, body) ->
                            CompletableFuture.completedStage(
                                Reply.ok(
                                    understanding.read(
                                        call.practice(),
                                        body,
                                        LocalDate.ofInstant(
                                            clock.instant(),
                                            ClinicTime.of(call.practice()).zone())))))));
  }
}
