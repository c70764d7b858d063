package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.encodeResponse;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.getFromResource;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.respondWithHeaders;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;
import java.util.List;
import java.util.Map;

/** {@code /openapi.yaml}, and {@code /docs}: the contract to read and try, without the internet. */
public final class DocsRoute {
  private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/5.34.1/";

  private static final ContentType YAML =
      MediaTypes.applicationWithFixedCharset("yaml", HttpCharsets.UTF_8, "yaml").toContentType();

  private static final ContentType SCRIPT =
      MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8);

  /** What the page needs of the package, and nothing else. */
  private static final Map<String, ContentType> ASSETS =
      Map.of(
          "swagger-ui.css", MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8),
          "swagger-ui-bundle.js", SCRIPT,
          "favicon-32x32.png", MediaTypes.IMAGE_PNG.toContentType());

  /** The page sets styles on elements, and its icons are data: addresses. */
  private static final List<HttpHeader> SECURITY =
      List.of(
          RawHeader.create(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                  + " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                  + " form-action 'none'; frame-ancestors 'none'"),
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Referrer-Policy", "no-referrer"));

  private DocsRoute() {}

  public static Route create() {
    return get(
        () ->
            concat(
                path("openapi.yaml", () -> served(getFromResource("openapi.yaml", YAML))),
                pathPrefix(
                    "docs",
                    () ->
                        concat(
                            pathEndOrSingleSlash(
                                () ->
                                    served(
                                        getFromResource(
                                            "docs/index.html", ContentTypes.TEXT_HTML_UTF8))),
                            path(
                                "start.js", () -> served(getFromResource("docs/start.js", SCRIPT))),
                            pathPrefix("assets", () -> path(segment(), DocsRoute::asset))))));
  }

  private static Route asset(String name) {
    ContentType type = ASSETS.get(name);
    return type == null ? Directives.reject() : served(getFromResource(SWAGGER_UI + name, type));
  }

  private static Route served(Route file) {
    return respondWithHeaders(SECURITY, () -> encodeResponse(() -> file));
  }
}
