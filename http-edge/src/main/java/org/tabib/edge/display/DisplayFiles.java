package org.tabib.edge.display;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.encodeResponse;
import static akka.http.javadsl.server.Directives.getFromResource;
import static akka.http.javadsl.server.Directives.getFromResourceDirectory;
import static akka.http.javadsl.server.Directives.mapResponse;
import static akka.http.javadsl.server.Directives.respondWithHeaders;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import java.util.List;
import java.util.function.Supplier;

/** Serves the built page from the class path, folder {@code web/display/}. */
final class DisplayFiles {
  private static final List<HttpHeader> SECURITY =
      List.of(
          RawHeader.create(
              "Content-Security-Policy",
              "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none';"
                  + " form-action 'none'; frame-ancestors 'none'"),
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"),
          RawHeader.create("X-Robots-Tag", "noindex"));

  private DisplayFiles() {}

  /** What every answer of the display carries. */
  static Route secured(Supplier<Route> route) {
    return respondWithHeaders(SECURITY, route);
  }

  /** The build puts a hash of the content into each name, so a file never changes. */
  static Route assets() {
    return encodeResponse(
        () ->
            concat(
                cached(
                    "public, max-age=31536000, immutable",
                    getFromResourceDirectory("web/display/assets")),
                complete(HttpResponse.create().withStatus(StatusCodes.NOT_FOUND))));
  }

  /**
   * The page asks for its board itself; of an unknown clinic it says so, and so does the status.
   */
  static Route page(boolean known) {
    return encodeResponse(
        () ->
            concat(
                cached(
                    "no-cache",
                    mapResponse(
                        page -> known ? page : page.withStatus(StatusCodes.NOT_FOUND),
                        () ->
                            getFromResource(
                                "web/display/display.html", ContentTypes.TEXT_HTML_UTF8))),
                complete(
                    HttpResponse.create()
                        .withStatus(StatusCodes.NOT_FOUND)
                        .withEntity("The web application is not part of this build."))));
  }

  private static Route cached(String policy, Route files) {
    return respondWithHeaders(List.of(RawHeader.create("Cache-Control", policy)), () -> files);
  }
}
