package org.tabib.edge.simulator;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.settings.ConnectionPoolSettings;
import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts webhooks as Meta does: signed over the bytes sent, at least once, in no promised order,
 * only 200 counts, and anything else is tried again with growing pauses. Meta goes on for seven
 * days; here it ends after {@link #MAX_ATTEMPTS}, and what waits is bounded.
 */
final class WebhookSender {
  private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

  static final int MAX_ATTEMPTS = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final int WAITING = 20_000;
  private static final int CONNECTIONS = 32;

  private final ActorSystem<?> system;
  private final SimulatorSettings settings;
  private final ConnectionPoolSettings pool;
  private final BoundedSourceQueue<Delivery> queue;

  WebhookSender(ActorSystem<?> system, SimulatorSettings settings) {
    this.system = system;
    this.settings = settings;
    this.pool =
        ConnectionPoolSettings.create(system.classicSystem())
            .withMaxConnections(CONNECTIONS)
            .withMaxOpenRequests(4 * CONNECTIONS)
            .withMaxRetries(0);
    this.queue =
        Source.<Delivery>queue(WAITING)
            .mapAsyncUnordered(CONNECTIONS, this::attempt)
            .to(Sink.ignore())
            .run(system);
  }

  /** Completes with true once the receiver has answered 200, with false when given up. */
  CompletionStage<Boolean> send(Object payload) {
    var delivery =
        new Delivery(
            ByteString.fromArrayUnsafe(SimulatorJson.bytesLikeMeta(payload)),
            1,
            new CompletableFuture<>());
    offer(delivery);
    return delivery.acknowledged();
  }

  /** The value of {@code X-Hub-Signature-256} for a body. */
  static String signature(String appSecret, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }

  private record Delivery(ByteString body, int attempt, CompletableFuture<Boolean> acknowledged) {
    Delivery again() {
      return new Delivery(body, attempt + 1, acknowledged);
    }
  }

  private void offer(Delivery delivery) {
    if (queue.offer(delivery) != QueueOfferResult.enqueued()) {
      log.warn("simulator: webhook dropped, {} are waiting already", WAITING);
      delivery.acknowledged().complete(false);
    }
  }

  /** Never fails, so that one bad answer cannot end the stream. */
  private CompletionStage<Boolean> attempt(Delivery delivery) {
    var http = Http.get(system);
    return http.singleRequest(
            request(delivery.body()),
            http.defaultClientHttpsContext(),
            pool,
            system.classicSystem().log())
        .thenApply(this::isAcknowledged)
        .toCompletableFuture()
        .orTimeout(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> false)
        .thenApply(
            acknowledged -> {
              settle(delivery, acknowledged);
              return acknowledged;
            });
  }

  private HttpRequest request(ByteString body) {
    return HttpRequest.POST(settings.webhookUrl().toString())
        .withEntity(ContentTypes.APPLICATION_JSON, body)
        .addHeader(
            RawHeader.create(
                "X-Hub-Signature-256", signature(settings.appSecret(), body.toArrayUnsafe())));
  }

  private boolean isAcknowledged(HttpResponse response) {
    response.discardEntityBytes(system);
    return response.status().intValue() == 200;
  }

  private void settle(Delivery delivery, boolean acknowledged) {
    if (acknowledged) {
      delivery.acknowledged().complete(true);
    } else if (delivery.attempt() >= MAX_ATTEMPTS) {
      log.warn("simulator: webhook given up after {} attempts", MAX_ATTEMPTS);
      delivery.acknowledged().complete(false);
    } else {
      system
          .scheduler()
          .scheduleOnce(
              pauseAfter(delivery.attempt()),
              () -> offer(delivery.again()),
              system.executionContext());
    }
  }

  static Duration pauseAfter(int attempt) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 16));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
