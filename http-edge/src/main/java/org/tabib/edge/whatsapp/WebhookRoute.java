package org.tabib.edge.whatsapp;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.Query;
import akka.http.javadsl.model.RequestEntity;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.model.headers.Connection;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.http.scaladsl.model.IllegalUriException;
import akka.stream.Materializer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET} and {@code POST /webhooks/whatsapp}, as a plain function because it is the hottest
 * path of the product. POST: size, signature over the raw bytes, parser, intake; 200 only when the
 * intake says that all of it is durable. Every answer carries {@code X-Correlation-Id}; the log
 * names that and nothing about a person.
 */
public final class WebhookRoute {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookRoute.class);
  private static final HexFormat HEX = HexFormat.of();

  private final WebhookSettings settings;
  private final Signature signature;
  private final Intake intake;
  private final WebhookMetrics metrics;
  private final Materializer materializer;
  private final byte[] verifyToken;

  public WebhookRoute(
      WebhookSettings settings,
      Signature signature,
      Intake intake,
      WebhookMetrics metrics,
      Materializer materializer) {
    this.settings = settings;
    this.signature = signature;
    this.intake = intake;
    this.metrics = metrics;
    this.materializer = materializer;
    this.verifyToken = settings.verifyToken().getBytes(StandardCharsets.UTF_8);
  }

  /** Answers a request to the webhook's path. The stage never fails. */
  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    long start = System.nanoTime();
    String correlationId = HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
    return CompletableFuture.completedFuture(request)
        .thenCompose(given -> respond(given, correlationId))
        .exceptionally(failure -> failed(failure, correlationId))
        .thenApply(
            response -> {
              metrics.answered(response.status().intValue(), System.nanoTime() - start);
              return response.addHeader(RawHeader.create("X-Correlation-Id", correlationId));
            });
  }

  private CompletionStage<HttpResponse> respond(HttpRequest request, String correlationId) {
    if (request.method().equals(HttpMethods.POST)) {
      return receive(request, correlationId);
    }
    request.discardEntityBytes(materializer);
    if (request.method().equals(HttpMethods.GET)) {
      return CompletableFuture.completedFuture(verify(request));
    }
    return CompletableFuture.completedFuture(
        Problems.of(StatusCodes.METHOD_NOT_ALLOWED, "use GET or POST")
            .addHeader(RawHeader.create("Allow", "GET, POST")));
  }

  private HttpResponse verify(HttpRequest request) {
    Query query;
    try {
      query = request.getUri().query(StandardCharsets.UTF_8, Uri.RELAXED);
    } catch (IllegalUriException e) {
      return Problems.of(StatusCodes.BAD_REQUEST, "the query is malformed");
    }
    List<String> modes = query.getAll("hub.mode");
    List<String> tokens = query.getAll("hub.verify_token");
    List<String> challenges = query.getAll("hub.challenge");
    if (modes.size() > 1 || tokens.size() > 1 || challenges.size() > 1) {
      return Problems.of(StatusCodes.BAD_REQUEST, "a hub parameter is given more than once");
    }
    if (!modes.contains("subscribe") || tokens.isEmpty() || !isOurs(tokens.getFirst())) {
      return Problems.of(StatusCodes.FORBIDDEN, "mode or verify token is wrong");
    }
    if (challenges.isEmpty()) {
      return Problems.of(StatusCodes.BAD_REQUEST, "hub.challenge is missing");
    }
    return HttpResponse.create()
        .withEntity(ContentTypes.TEXT_PLAIN_UTF8, challenges.getFirst())
        .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"));
  }

  private boolean isOurs(String token) {
    return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), verifyToken);
  }

  private CompletionStage<HttpResponse> receive(HttpRequest request, String correlationId) {
    RequestEntity entity = request.entity();
    OptionalLong length = entity.getContentLengthOption();
    if (length.isPresent() && length.getAsLong() > settings.bodyLimit()) {
      return CompletableFuture.completedFuture(tooLarge());
    }
    String signed = request.getHeader(Signature.HEADER).map(HttpHeader::value).orElse("");
    if (!Signature.wellFormed(signed)) {
      request.discardEntityBytes(materializer);
      return CompletableFuture.completedFuture(unsigned());
    }
    if (entity instanceof akka.http.scaladsl.model.HttpEntity.Strict strict) {
      return accept(signed, strict.getData().toArray(), correlationId);
    }
    return entity
        .withSizeLimit(settings.bodyLimit())
        .toStrict(settings.bodyTimeout().toMillis(), settings.bodyLimit(), materializer)
        .thenCompose(strict -> accept(signed, strict.getData().toArray(), correlationId));
  }

  private CompletionStage<HttpResponse> accept(String signed, byte[] body, String correlationId) {
    if (!signature.matches(signed, body)) {
      return CompletableFuture.completedFuture(unsigned());
    }
    Parsed parsed = WebhookParser.parse(body);
    metrics.read(parsed);
    CompletionStage<Intake.Outcome> outcome =
        switch (parsed) {
          case Webhook webhook -> intake.take(webhook, body);
          case Parsed.Unreadable unreadable -> {
            LOG.warn(
                "whatsapp webhook unreadable: {}, {} bytes, correlation {}",
                unreadable.reason(),
                body.length,
                correlationId);
            yield intake.quarantine(unreadable.reason(), body);
          }
        };
    return outcome.thenApply(
        result ->
            switch (result) {
              case DURABLE -> HttpResponse.create();
              case UNAVAILABLE -> unavailable();
            });
  }

  private HttpResponse failed(Throwable failure, String correlationId) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof EntityStreamSizeException) {
      return tooLarge();
    }
    if (cause instanceof TimeoutException) {
      return Problems.of(StatusCodes.REQUEST_TIMEOUT, "the body did not arrive in time");
    }
    // The class only: messages of foreign exceptions may quote what they choked on.
    LOG.error(
        "whatsapp webhook not taken: {}, correlation {}",
        cause.getClass().getName(),
        correlationId);
    return unavailable();
  }

  private HttpResponse tooLarge() {
    return Problems.of(
            StatusCodes.CONTENT_TOO_LARGE,
            "the body is larger than " + settings.bodyLimit() + " bytes")
        .addHeader(Connection.create("close"));
  }

  private static HttpResponse unsigned() {
    return Problems.of(
        StatusCodes.UNAUTHORIZED, Signature.HEADER + " is missing or does not sign this body");
  }

  private HttpResponse unavailable() {
    return Problems.of(StatusCodes.SERVICE_UNAVAILABLE, "not everything could be stored; try again")
        .addHeader(
            RawHeader.create("Retry-After", String.valueOf(settings.retryAfter().toSeconds())));
  }
}
