package org.tabib.edge.display;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.encodeResponse;
import static akka.http.javadsl.server.Directives.getFromResourceDirectory;
import static akka.http.javadsl.server.Directives.respondWithHeaders;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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

  /** Where the page draws itself. */
  private static final String ROOT = "<div id=\"root\"></div>";

  /** Data, not a script: no policy for scripts concerns it. */
  private static final String BOARD = "<script id=\"board\" type=\"application/json\">%s</script>";

  /** Empty in a build without the web application. */
  private static final Optional<String> PAGE = read();

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
   * The page of a clinic. It follows the board by itself; the one that it is served with lets its
   * first picture be the board.
   *
   * @param board as JSON
   */
  static Route page(Optional<String> board) {
    return html(
        StatusCodes.OK,
        board.map(json -> BOARD.formatted(json.replace("<", "\\u003c")) + ROOT).orElse(ROOT));
  }

  /** The page of a clinic that there is not: it says so, and so does the status. */
  static Route unknownPage() {
    return html(StatusCodes.NOT_FOUND, ROOT);
  }

  private static Route html(StatusCode status, String body) {
    return encodeResponse(
        () ->
            PAGE.<Route>map(
                    page ->
                        cached(
                            "no-store",
                            complete(
                                HttpResponse.create()
                                    .withStatus(status)
                                    .withEntity(
                                        ContentTypes.TEXT_HTML_UTF8, page.replace(ROOT, body)))))
                .orElseGet(
                    () ->
                        complete(
                            HttpResponse.create()
                                .withStatus(StatusCodes.NOT_FOUND)
                                .withEntity("The web application is not part of this build."))));
  }

  private static Optional<String> read() {
    try (InputStream page = DisplayFiles.class.getResourceAsStream("/web/display/display.html")) {
      return page == null
          ? Optional.empty()
          : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Route cached(String policy, Route files) {
    return respondWithHeaders(List.of(RawHeader.create("Cache-Control", policy)), () -> files);
  }
}
