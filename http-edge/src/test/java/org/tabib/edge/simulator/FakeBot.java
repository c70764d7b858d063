package org.tabib.edge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A business that takes webhooks, checks their signature and does what a test tells it to. */
final class FakeBot implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String appSecret;
  private final List<JsonNode> values = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final AtomicInteger badSignatures = new AtomicInteger();
  private final AtomicInteger refusalsLeft = new AtomicInteger();
  private volatile Consumer<JsonNode> onMessage = message -> {};

  FakeBot(String appSecret) {
    this.appSecret = appSecret;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/webhooks/whatsapp", this::take);
    server.start();
  }

  URI webhookUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/whatsapp");
  }

  /** Runs after the webhook is acknowledged, as a real engine answers. */
  void onMessage(Consumer<JsonNode> reaction) {
    onMessage = reaction;
  }

  void refuseNext(int times) {
    refusalsLeft.set(times);
  }

  int badSignatures() {
    return badSignatures.get();
  }

  List<String> bodies() {
    return List.copyOf(bodies);
  }

  List<JsonNode> messages() {
    return values.stream().flatMap(value -> stream(value.path("messages"))).toList();
  }

  List<JsonNode> statuses(String wamid) {
    return values.stream()
        .flatMap(value -> stream(value.path("statuses")))
        .filter(status -> status.path("id").asText().equals(wamid))
        .toList();
  }

  long statusCount() {
    return values.stream().mapToLong(value -> value.path("statuses").size()).sum();
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void take(HttpExchange call) throws IOException {
    byte[] body = call.getRequestBody().readAllBytes();
    var given = call.getRequestHeaders().getFirst("X-Hub-Signature-256");
    boolean genuine =
        given != null
            && MessageDigest.isEqual(
                given.getBytes(), WebhookSignature.of(appSecret, body).getBytes());
    if (!genuine) {
      badSignatures.incrementAndGet();
      answer(call, 401);
      return;
    }
    if (refusalsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      answer(call, 503);
      return;
    }
    bodies.add(new String(body, StandardCharsets.UTF_8));
    var value = SimulatorJson.PLAIN.readTree(body).at("/entry/0/changes/0/value");
    values.add(value);
    answer(call, 200);
    stream(value.path("messages"))
        .forEach(message -> threads.execute(() -> onMessage.accept(message)));
  }

  private static void answer(HttpExchange call, int status) throws IOException {
    call.sendResponseHeaders(status, -1);
    call.close();
  }
}
