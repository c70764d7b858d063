package org.tabib.edge.whatsapp;

import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.model.Uri;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.whatsapp.Accounts.Account;
import org.tabib.edge.whatsapp.GraphHost.Answer;
import org.tabib.engine.delivery.Channel;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;

/**
 * Sends through the Graph API. Never blocks, never repeats a send by itself, never logs bodies,
 * tokens or addresses. A connection pool per Graph host is shared by all accounts.
 */
public final class GraphClient implements Channel, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GraphClient.class);

  private final Accounts accounts;
  private final GraphSettings settings;
  private final GraphMetrics metrics;
  private final Clock clock;
  private final ClassicActorSystemProvider system;
  private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
  private final Map<String, GraphHost> hosts = new ConcurrentHashMap<>();

  /**
   * @param clock for a {@code Retry-After} that is a date
   */
  public GraphClient(
      Accounts accounts,
      GraphSettings settings,
      GraphMetrics metrics,
      Clock clock,
      ClassicActorSystemProvider system) {
    this.accounts = accounts;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
    this.system = system;
  }

  /** A Graph URL taken apart once. */
  private record Endpoint(Uri base, String authority, String path) {
    private static Endpoint of(String graphUrl) {
      Uri uri = Uri.create(graphUrl);
      String path = uri.getPathString();
      String authority = uri.getScheme() + "://" + uri.host() + ":" + uri.port();
      return new Endpoint(
          uri, authority, path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }
  }

  @Override
  public CompletionStage<SendOutcome> send(OutboundMessage message) {
    long start = System.nanoTime();
    Optional<Account> account = accounts.find(message.account());
    if (account.isEmpty()) {
      LOG.error("no credentials for WhatsApp account {}", message.account());
      return CompletableFuture.completedFuture(
          counted(new SendOutcome.Rejected(ErrorClass.ACCOUNT, GraphAnswers.NO_CODE, null), start));
    }
    if (message.inDoubt()) {
      metrics.resentInDoubt();
    }
    return post(account.get(), () -> GraphRequests.message(message))
        .handle((answer, failure) -> counted(outcome(answer, failure), start));
  }

  @Override
  public void markRead(String account, String inboundId, boolean typing) {
    accounts
        .find(account)
        .map(found -> post(found, () -> GraphRequests.read(inboundId, typing)))
        .orElseGet(
            () -> CompletableFuture.failedFuture(new IllegalStateException("no such account")))
        .whenComplete(
            (answer, failure) ->
                metrics.markedRead(
                    failure == null && answer.status() >= 200 && answer.status() < 300));
  }

  private interface Body {
    byte[] json();
  }

  /** Wrong settings (a URL that is none, a token that is no header) fail the stage as well. */
  private CompletionStage<Answer> post(Account account, Body body) {
    return CompletableFuture.completedFuture(account)
        .thenCompose(
            to -> {
              Endpoint endpoint = endpoints.computeIfAbsent(to.graphUrl(), Endpoint::of);
              String path = endpoint.path() + "/" + to.phoneNumberId() + "/messages";
              return host(endpoint).post(path, to.accessToken(), body.json());
            });
  }

  private GraphHost host(Endpoint endpoint) {
    GraphHost known = hosts.get(endpoint.authority());
    if (known != null && !known.isFinished()) {
      return known;
    }
    return hosts.compute(
        endpoint.authority(),
        (authority, old) ->
            old != null && !old.isFinished()
                ? old
                : new GraphHost(endpoint.base(), settings, system));
  }

  private SendOutcome outcome(Answer answer, Throwable failure) {
    if (failure != null) {
      Throwable cause = GraphFailures.causeOf(failure);
      // The class only: messages of foreign exceptions may quote a request.
      LOG.debug("Graph API did not answer: {}", cause.getClass().getName());
      return new SendOutcome.Rejected(GraphFailures.classOf(cause), GraphAnswers.NO_CODE, null);
    }
    return GraphAnswers.outcome(
        answer.status(), answer.retryAfter(), answer.body(), clock.instant());
  }

  private SendOutcome counted(SendOutcome outcome, long start) {
    metrics.sent(outcome, System.nanoTime() - start);
    return outcome;
  }

  /** Sends what is queued, then ends; a send after this is refused with RETRY. */
  @Override
  public void close() {
    hosts.values().forEach(GraphHost::close);
  }
}
