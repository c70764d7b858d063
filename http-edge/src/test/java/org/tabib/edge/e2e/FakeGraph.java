package org.tabib.edge.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Graph API over real HTTP that remembers what it was asked to send. It refuses what Meta
 * refuses: a wrong token and messages beyond the documented limits.
 */
final class FakeGraph implements AutoCloseable {
  static final String TOKEN = "wa-test-access-token-0001";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What becomes of a message. */
  sealed interface Behaviour {
    /** Takes it over and says so. */
    record Accept() implements Behaviour {}

    /** Neither takes it over nor answers. */
    record Hang() implements Behaviour {}

    /** Takes it over, but the connection breaks before the answer. */
    record AcceptAndDrop() implements Behaviour {}

    /** Takes it over and never says so. */
    record AcceptAndHang() implements Behaviour {}

    /** Refuses it with a Graph error. */
    record Refuse(int status, int code) implements Behaviour {}
  }

  /** Something to tap. */
  record Option(String id, String title, String description, boolean row) {}

  /**
   * A message that was taken over.
   *
   * @param wamid what Meta calls it
   * @param ownId what we call it
   * @param to number with plus, or business-scoped id
   */
  record Sent(String wamid, String ownId, String to, JsonNode json) {
    /** The name of the template that it is; empty for any other message. */
    String template() {
      return json.at("/template/name").asText();
    }

    String text() {
      return json.path("type").asText().equals("text")
          ? json.at("/text/body").asText()
          : json.at("/interactive/body/text").asText();
    }

    List<Option> options() {
      List<Option> options = new ArrayList<>();
      for (JsonNode button : json.at("/interactive/action/buttons")) {
        JsonNode reply = button.path("reply");
        options.add(new Option(reply.path("id").asText(), reply.path("title").asText(), "", false));
      }
      for (JsonNode section : json.at("/interactive/action/sections")) {
        for (JsonNode row : section.path("rows")) {
          options.add(
              new Option(
                  row.path("id").asText(),
                  row.path("title").asText(),
                  row.path("description").asText(),
                  true));
        }
      }
      return options;
    }

    String conversationId() {
      return ownId.substring(0, ownId.lastIndexOf('/'));
    }
  }

  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger numbers = new AtomicInteger();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final List<String> read = new CopyOnWriteArrayList<>();
  private final List<String> attempts = new CopyOnWriteArrayList<>();
  private final Map<String, File> files = new ConcurrentHashMap<>();
  private final List<String> fetched = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = new Behaviour.Accept();

  FakeGraph() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(workers);
    server.createContext("/", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v25.0";
  }

  void behave(Behaviour wanted) {
    behaviour = wanted;
  }

  /** What was taken over, in order of arrival. */
  List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** What was taken over for one address. */
  List<Sent> sentTo(String address) {
    return sent.stream().filter(message -> message.to().equals(address)).toList();
  }

  /** Our identifiers of every attempt to send, taken over or not. */
  List<String> attempts() {
    return List.copyOf(attempts);
  }

  /** Inbound messages that were marked as read. */
  List<String> read() {
    return List.copyOf(read);
  }

  /** What Meta would have refused. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * A file that can be fetched.
   *
   * @param told the digest that its description tells
   * @param troubled how often it answers 503 before it is handed over
   * @param hangs whether its bytes never end
   */
  record File(byte[] bytes, String told, AtomicInteger troubled, boolean hangs) {
    static File of(byte[] bytes) {
      return new File(bytes, sha256(bytes), new AtomicInteger(), false);
    }

    private static String sha256(byte[] bytes) {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** From now on this file has that media id. */
  void has(String mediaId, File file) {
    files.put(mediaId, file);
  }

  /** Media ids whose bytes were asked for. */
  List<String> fetched() {
    return List.copyOf(fetched);
  }

  /** Both steps to a file: its description, then its bytes. */
  private void file(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String id = path.substring(path.lastIndexOf('/') + 1);
    File file = files.get(id);
    if (file == null) {
      answer(exchange, 400, error(100));
    } else if (!path.startsWith("/files/")) {
      answer(
          exchange,
          200,
          "{\"url\":\"%s/files/%s\",\"sha256\":\"%s\",\"file_size\":%d,\"id\":\"%s\"}"
              .formatted(
                  url().substring(0, url().lastIndexOf('/')),
                  id,
                  file.told(),
                  file.bytes().length,
                  id));
    } else if (file.troubled().getAndDecrement() > 0) {
      answer(exchange, 503, "{}");
    } else {
      fetched.add(id);
      exchange.sendResponseHeaders(200, file.hangs() ? 0 : file.bytes().length);
      exchange.getResponseBody().write(file.bytes());
      exchange.getResponseBody().flush();
      if (file.hangs()) {
        hang(exchange);
      }
      exchange.close();
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    boolean get = exchange.getRequestMethod().equals("GET");
    JsonNode json = JSON.readTree(exchange.getRequestBody().readAllBytes());
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      problems.add("wrong token");
      answer(exchange, 401, error(190));
    } else if (get) {
      file(exchange);
    } else if (json.path("status").asText().equals("read")) {
      read.add(json.path("message_id").asText());
      answer(exchange, 200, "{\"success\":true}");
    } else {
      message(exchange, json);
    }
  }

  private void message(HttpExchange exchange, JsonNode json) throws IOException {
    String ownId = json.path("biz_opaque_callback_data").asText();
    attempts.add(ownId);
    problems.addAll(GraphLimits.problems(json));
    switch (behaviour) {
      case Behaviour.Accept accept -> {
        String wamid = accept(json, ownId);
        answer(exchange, 200, "{\"messages\":[{\"id\":\"" + wamid + "\"}]}");
      }
      case Behaviour.AcceptAndDrop drop -> {
        accept(json, ownId);
        exchange.close();
      }
      case Behaviour.Refuse(int status, int code) -> answer(exchange, status, error(code));
      case Behaviour.Hang hang -> hang(exchange);
      case Behaviour.AcceptAndHang hang -> {
        accept(json, ownId);
        hang(exchange);
      }
    }
  }

  private void hang(HttpExchange exchange) {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private String accept(JsonNode json, String ownId) {
    String wamid = "wamid.out" + numbers.incrementAndGet();
    String to = json.has("to") ? json.path("to").asText() : json.path("recipient").asText();
    sent.add(new Sent(wamid, ownId, to, json));
    return wamid;
  }

  private static String error(int code) {
    return "{\"error\":{\"message\":\"(#%d)\",\"code\":%d}}".formatted(code, code);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    workers.shutdownNow();
  }
}
