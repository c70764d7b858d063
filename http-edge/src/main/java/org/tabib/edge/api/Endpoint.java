package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.extractRequest;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.Practices;

/** The way of every request: caller, parameters, body, action, answer. */
final class Endpoint {
  /** No request of ours needs more; a staff message has at most 4096 characters. */
  private static final long BODY_LIMIT = 64 * 1024;

  private static final long BODY_TIMEOUT_MILLIS = 10_000;
  private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);

  private final ActorSystem<?> system;
  private final Callers callers;
  private final Practices practices;

  Endpoint(ActorSystem<?> system, Callers callers, Practices practices) {
    this.system = system;
    this.callers = callers;
    this.practices = practices;
  }

  /** A request without a body. */
  Route plain(Set<String> parameters, Function<Call, CompletionStage<Reply>> action) {
    return extractRequest(
        request -> {
          request.discardEntityBytes(system);
          return completeWithFuture(
              guarded(() -> action.apply(call(request, parameters)))
                  .thenApply(Endpoint::render)
                  .thenApply(response -> marked(response, request)));
        });
  }

  /** A request without a body that is answered with something else than JSON. */
  Route bytes(Set<String> parameters, Function<Call, CompletionStage<HttpResponse>> action) {
    return extractRequest(
        request -> {
          request.discardEntityBytes(system);
          return completeWithFuture(
              guarded(() -> action.apply(call(request, parameters)))
                  .thenApply(response -> marked(response, request)));
        });
  }

  /** A request whose body is a JSON object. */
  <T> Route withBody(
      Class<T> type, Set<String> parameters, BiFunction<Call, T, CompletionStage<Reply>> action) {
    return extractRequest(
        request -> {
          if (!isJson(request)) {
            request.discardEntityBytes(system);
            throw ApiProblem.of(415, "media-type-unsupported", "the body is application/json");
          }
          OptionalLong length = request.entity().getContentLengthOption();
          if (length.isPresent() && length.getAsLong() > BODY_LIMIT) {
            request.discardEntityBytes(system);
            throw tooLarge();
          }
          Call call = call(request, parameters);
          return completeWithFuture(
              request
                  .entity()
                  .withSizeLimit(BODY_LIMIT)
                  .toStrict(BODY_TIMEOUT_MILLIS, system)
                  .thenApply(HttpEntity.Strict::getData)
                  .thenApply(data -> ApiJson.read(data.toArray(), type))
                  .thenCompose(body -> action.apply(call, body))
                  .thenApply(Endpoint::render)
                  .thenApply(response -> marked(response, request)));
        });
  }

  /** A request whose body may be left out: it is then read as an empty object. */
  <T> Route withOptionalBody(Class<T> type, BiFunction<Call, T, CompletionStage<Reply>> action) {
    return extractRequest(
        request ->
            request.entity().isKnownEmpty()
                ? plain(Set.of(), call -> action.apply(call, ApiJson.read(EMPTY_OBJECT, type)))
                : withBody(type, Set.of(), action));
  }

  static ApiProblem tooLarge() {
    return ApiProblem.of(413, "body-too-large", "a body has at most " + BODY_LIMIT + " bytes");
  }

  private Call call(HttpRequest request, Set<String> parameters) {
    Caller caller = callers.of(request);
    PracticeConfig practice =
        practices
            .byId(caller.practice())
            .orElseThrow(
                () -> ApiProblem.of(503, "practice-unknown", "the practice is not configured yet"));
    return Call.of(request, caller, practice, parameters);
  }

  private static <T> CompletionStage<T> guarded(Supplier<CompletionStage<T>> action) {
    try {
      return action.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private static boolean isJson(HttpRequest request) {
    return request.entity().getContentType().mediaType().equals(MediaTypes.APPLICATION_JSON);
  }

  private static HttpResponse render(Reply reply) {
    HttpResponse response =
        HttpResponse.create()
            .withStatus(reply.status())
            .withEntity(
                HttpEntities.create(ContentTypes.APPLICATION_JSON, ApiJson.bytes(reply.body())));
    String location = reply.location();
    return location == null ? response : response.addHeader(RawHeader.create("Location", location));
  }

  /** A test-mode practice's answers say so (CONV-13). */
  private HttpResponse marked(HttpResponse response, HttpRequest request) {
    boolean test =
        practices.byId(callers.of(request).practice()).map(PracticeConfig::testMode).orElse(false);
    return test ? response.addHeader(RawHeader.create("Tabib-Test-Mode", "true")) : response;
  }
}
