package org.tabib.edge.whatsapp;

import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.ConnectHttp;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.ResponseEntity;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.model.headers.Authorization;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.http.javadsl.settings.ConnectionPoolSettings;
import akka.japi.Pair;
import akka.stream.BoundedSourceQueue;
import akka.stream.Materializer;
import akka.stream.QueueOfferResult;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.whatsapp.GraphFailures.NeverSentException;
import scala.concurrent.duration.FiniteDuration;
import scala.util.Try;

/**
 * One Graph host: a bounded queue of calls in front of a pool of keep-alive connections, one call
 * at a time on each. A call that waited too long is refused without being sent, so that what times
 * out in the queue is not delivered late and then once more.
 */
final class GraphHost {
  /** Answers have a few hundred bytes. */
  private static final int ANSWER_LIMIT = 64 * 1024;

  /** Waiting for a connection, connecting and answering each take at most one timeout. */
  private static final int PHASES = 3;

  /** What came back. */
  record Answer(int status, @Nullable String retryAfter, String body) {}

  private record Call(HttpRequest request, long deadline, CompletableFuture<Answer> answer) {}

  private final GraphSettings settings;
  private final Materializer materializer;
  private final BoundedSourceQueue<Call> queue;
  private final CompletionStage<?> finished;

  GraphHost(Uri base, GraphSettings settings, ClassicActorSystemProvider system) {
    this.settings = settings;
    this.materializer = SystemMaterializer.get(system).materializer();
    Pair<BoundedSourceQueue<Call>, CompletionStage<akka.Done>> running =
        Source.<Call>queue(settings.queue())
            .filter(GraphHost::isStillWanted)
            .map(call -> Pair.create(call.request(), call))
            .via(pool(base, settings, system))
            .toMat(Sink.foreach(this::answered), Keep.both())
            .run(materializer);
    this.queue = running.first();
    this.finished = running.second();
  }

  private static Flow<Pair<HttpRequest, Call>, Pair<Try<HttpResponse>, Call>, ?> pool(
      Uri base, GraphSettings settings, ClassicActorSystemProvider system) {
    ConnectionPoolSettings pool = poolSettings(settings, system);
    String host = base.host().toString();
    int port = base.port();
    Http http = Http.get(system);
    return "https".equals(base.getScheme())
        ? http.<Call>cachedHostConnectionPoolHttps(
            ConnectHttp.toHostHttps(host, port), pool, system.classicSystem().log())
        : http.<Call>cachedHostConnectionPool(
            ConnectHttp.toHost(host, port), pool, system.classicSystem().log());
  }

  private static ConnectionPoolSettings poolSettings(
      GraphSettings settings, ClassicActorSystemProvider system) {
    FiniteDuration timeout = FiniteDuration.create(settings.timeout().toMillis(), "ms");
    return ConnectionPoolSettings.create(system.classicSystem())
        .withConnectionSettings(
            ClientConnectionSettings.create(system.classicSystem())
                .withConnectingTimeout(timeout)
                .withIdleTimeout(timeout))
        .withMaxConnections(settings.maxConnections())
        .withPipeliningLimit(1)
        // A send is not idempotent: whether to repeat it is the outbox's decision alone.
        .withMaxRetries(0)
        .withMaxOpenRequests(powerOfTwo(4 * settings.maxConnections()));
  }

  private static int powerOfTwo(int atLeast) {
    return Integer.highestOneBit(atLeast - 1) << 1;
  }

  /** Whether the stream has ended and a new host object is needed. */
  boolean isFinished() {
    return finished.toCompletableFuture().isDone();
  }

  /**
   * Posts JSON; fails when nobody answered.
   *
   * @param path with a leading slash
   */
  CompletionStage<Answer> post(String path, String token, byte[] json) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    HttpRequest request =
        HttpRequest.POST(path)
            .addHeader(Authorization.oauth2(token))
            .withEntity(ContentTypes.APPLICATION_JSON, json);
    long timeout = settings.timeout().toNanos();
    QueueOfferResult offered = queue.offer(new Call(request, System.nanoTime() + timeout, answer));
    if (!offered.isEnqueued()) {
      answer.completeExceptionally(new NeverSentException("queue full or closed"));
      return answer;
    }
    return answer.orTimeout(PHASES * timeout, TimeUnit.NANOSECONDS);
  }

  /** Sends what is queued, then ends. */
  void close() {
    queue.complete();
  }

  private static boolean isStillWanted(Call call) {
    if (System.nanoTime() - call.deadline() < 0) {
      return true;
    }
    call.answer().completeExceptionally(new NeverSentException("no connection became free"));
    return false;
  }

  private void answered(Pair<Try<HttpResponse>, Call> result) {
    CompletableFuture<Answer> answer = result.second().answer();
    if (result.first().isFailure()) {
      answer.completeExceptionally(result.first().failed().get());
      return;
    }
    HttpResponse response = result.first().get();
    String retryAfter = response.getHeader("Retry-After").map(HttpHeader::value).orElse(null);
    ResponseEntity entity = response.entity();
    int status = response.status().intValue();
    if (entity instanceof akka.http.scaladsl.model.HttpEntity.Strict strict) {
      answer.complete(new Answer(status, retryAfter, strict.getData().utf8String()));
      return;
    }
    entity
        .withSizeLimit(ANSWER_LIMIT)
        .toStrict(settings.timeout().toMillis(), ANSWER_LIMIT, materializer)
        .whenComplete(
            (strict, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(failure);
              } else {
                answer.complete(new Answer(status, retryAfter, strict.getData().utf8String()));
              }
            });
  }
}
