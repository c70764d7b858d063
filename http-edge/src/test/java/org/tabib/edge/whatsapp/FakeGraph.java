package org.tabib.edge.whatsapp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A Graph API on the loopback that answers as told, down to the bytes. */
final class FakeGraph implements AutoCloseable {
  /** What arrived. */
  record Call(String line, Map<String, String> headers, String body) {}

  /** What is done after a request was read. */
  sealed interface Behaviour {
    record Say(int status, String headers, String body) implements Behaviour {}

    /** Never answers. */
    record Hang() implements Behaviour {}

    /** Closes the connection without an answer. */
    record Drop() implements Behaviour {}

    /** Breaks the connection without an answer. */
    record Reset() implements Behaviour {}

    /** Begins an answer and closes the connection in the middle of it. */
    record BreakOff() implements Behaviour {}
  }

  final List<Call> calls = new CopyOnWriteArrayList<>();
  volatile Behaviour behaviour = accepted("wamid.out1");
  private final ServerSocket server;
  private final CountDownLatch closed = new CountDownLatch(1);

  FakeGraph() throws IOException {
    server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  static Behaviour accepted(String wamid) {
    return new Behaviour.Say(
        200,
        "",
        "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"+1\",\"wa_id\":\"1\"}],"
            + "\"messages\":[{\"id\":\""
            + wamid
            + "\"}]}");
  }

  static Behaviour error(int status, int code) {
    return new Behaviour.Say(
        status,
        "",
        "{\"error\":{\"message\":\"(#%d) x\",\"type\":\"OAuthException\",\"code\":%d}}"
            .formatted(code, code));
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v25.0";
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          int colon = header.indexOf(':');
          headers.put(
              header.substring(0, colon).toLowerCase(Locale.ROOT),
              header.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        calls.add(new Call(line, headers, new String(body, StandardCharsets.UTF_8)));
        switch (behaviour) {
          case Behaviour.Say say -> say(say, socket.getOutputStream());
          case Behaviour.Hang hang -> closed.await();
          case Behaviour.Drop drop -> {
            return;
          }
          case Behaviour.Reset reset -> {
            socket.setSoLinger(true, 0);
            return;
          }
          case Behaviour.BreakOff off -> {
            socket
                .getOutputStream()
                .write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"messages\":["
                        .getBytes(StandardCharsets.US_ASCII));
            return;
          }
        }
      }
    } catch (IOException e) {
      // The client hung up: what it makes of that is what the tests look at.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(Behaviour.Say say, OutputStream out) throws IOException {
    byte[] body = say.body().getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(say.status(), body.length, say.headers());
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
  }
}
