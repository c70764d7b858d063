package org.tabib.edge.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Meta's two steps to a file, each answered as the test says. */
final class FileServer implements AutoCloseable {
  static final String TOKEN = "file-token";

  /** What a request is answered with. */
  @FunctionalInterface
  interface Step {
    void answer(HttpExchange exchange) throws IOException;
  }

  final ConcurrentLinkedQueue<Step> descriptions = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<Step> files = new ConcurrentLinkedQueue<>();
  final List<String> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);

  FileServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.setExecutor(workers);
    server.createContext("/v25.0/", exchange -> serve(exchange, descriptions));
    server.createContext("/file", exchange -> serve(exchange, files));
    server.start();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange, ConcurrentLinkedQueue<Step> steps) throws IOException {
    requests.add(exchange.getRequestURI().toString());
    boolean authorized =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    Step step = steps.size() > 1 ? steps.poll() : steps.peek();
    if (!authorized || step == null) {
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
    } else {
      step.answer(exchange);
    }
  }

  /** The file's description, its address on this server. */
  Step describes(String sha256, long size) {
    return describes(origin() + "/file?x=1", sha256, size);
  }

  static Step describes(String url, String sha256, long size) {
    return json(
        200,
        "{\"url\":\"%s\",\"mime_type\":\"x/y\",\"sha256\":\"%s\",\"file_size\":%d,\"id\":\"7\"}"
            .formatted(url, sha256, size));
  }

  static Step json(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  /** Without saying beforehand how long it is. */
  static Step bytes(byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  static Step status(int status) {
    return exchange -> {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  static Step redirect(String to) {
    return exchange -> {
      exchange.getResponseHeaders().add("Location", to);
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
    };
  }

  /** Says how long it is, sends these and breaks off. */
  static Step breaksOff(byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length + 1000L);
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** Sends these and nothing more, without an end. */
  Step hangs(byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    };
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    workers.shutdownNow();
  }
}
