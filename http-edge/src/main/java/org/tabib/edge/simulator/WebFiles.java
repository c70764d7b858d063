package org.tabib.edge.simulator;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.encodeResponse;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.getFromResource;
import static akka.http.javadsl.server.Directives.getFromResourceDirectory;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.respondWithHeaders;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import java.util.List;

/** Serves the built web application from the class path, folder {@code web/}. */
final class WebFiles {
  private static final List<HttpHeader> SECURITY =
      List.of(
          RawHeader.create(
              "Content-Security-Policy",
              "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none';"
                  + " form-action 'self'; frame-ancestors 'none'"),
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"));

  private WebFiles() {}

  static Route route() {
    return get(
        () ->
            respondWithHeaders(
                SECURITY,
                () ->
                    encodeResponse(() -> concat(pathPrefix("assets", WebFiles::assets), index()))));
  }

  /** The build puts a hash of the content into each name, so a file never changes. */
  private static Route assets() {
    return concat(
        cached("public, max-age=31536000, immutable", getFromResourceDirectory("web/assets")),
        complete(HttpResponse.create().withStatus(404)));
  }

  /** Any other address is the application's own: it reads the address itself. */
  private static Route index() {
    return concat(
        cached("no-cache", getFromResource("web/index.html", ContentTypes.TEXT_HTML_UTF8)),
        complete(
            HttpResponse.create()
                .withStatus(404)
                .withEntity("The web application is not part of this build.")));
  }

  private static Route cached(String policy, Route files) {
    return respondWithHeaders(List.of(RawHeader.create("Cache-Control", policy)), () -> files);
  }
}
