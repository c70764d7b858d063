package org.tabib.edge.ops;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static java.nio.charset.StandardCharsets.UTF_8;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;
import org.tabib.edge.ops.Health.Check;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
public final class OpsRoutes {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** Prometheus' text format, version 0.0.4. */
  private static final ContentType PROMETHEUS =
      ContentTypes.parse("text/plain; version=0.0.4; charset=UTF-8");

  private OpsRoutes() {}

  public static Route create(OpsParts parts) {
    Readiness readiness = new Readiness(parts.checks());
    return get(
        () ->
            concat(
                pathPrefix(
                    "health",
                    () ->
                        concat(
                            path("live", () -> complete(rendered(alive()))),
                            path(
                                "ready",
                                () ->
                                    completeWithFuture(
                                        readiness.look().thenApply(OpsRoutes::rendered))))),
                path(
                    "metrics",
                    () ->
                        complete(
                            HttpResponse.create()
                                .withEntity(
                                    HttpEntities.create(
                                        PROMETHEUS, parts.meters().scrape().getBytes(UTF_8)))))));
  }

  private static Health alive() {
    return Health.of(List.of(new Check("process", true, "answers")));
  }

  private static HttpResponse rendered(Health health) {
    try {
      return HttpResponse.create()
          .withStatus(health.healthy() ? 200 : 503)
          .withEntity(
              HttpEntities.create(ContentTypes.APPLICATION_JSON, JSON.writeValueAsBytes(health)))
          .addHeader(RawHeader.create("Cache-Control", "no-store"))
          .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
