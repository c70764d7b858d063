package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** The product as an operator starts it: a process of its own, told by its environment. */
final class NodeProcess implements Endpoint, AutoCloseable {
  private static final Duration START = Duration.ofSeconds(180);
  private static final Pattern READY = Pattern.compile("Health\\s+(http://\\S+?)/health");

  private final Path dataDir;
  private final FakeGraph graph;
  private final Map<String, String> more;
  private Process process;
  private URI base;
  private int starts;

  NodeProcess(Path dataDir, FakeGraph graph) {
    this(dataDir, graph, Map.of());
  }

  /**
   * @param more environment variables on top of the usual ones
   */
  NodeProcess(Path dataDir, FakeGraph graph, Map<String, String> more) {
    this.dataDir = dataDir;
    this.graph = graph;
    this.more = Map.copyOf(more);
  }

  /** Starts it and waits until it says that it is ready. */
  void start() throws IOException {
    starts++;
    Path output = output();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.tabib.edge.Main"));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("TABIB_"));
    environment.put("TABIB_MODE", "demo");
    environment.put("TABIB_DATA_DIR", dataDir.resolve("data").toString());
    environment.put("TABIB_HTTP_PORT", "0");
    environment.put("TABIB_MASTER_KEY", NodeUnderTest.MASTER_KEY);
    environment.put("TABIB_WHATSAPP_APP_SECRET", Webhooks.APP_SECRET);
    environment.put("TABIB_WHATSAPP_VERIFY_TOKEN", NodeUnderTest.VERIFY_TOKEN);
    environment.put("TABIB_WHATSAPP_ACCESS_TOKEN", FakeGraph.TOKEN);
    environment.put("TABIB_WHATSAPP_PHONE_NUMBER_ID", Webhooks.ACCOUNT);
    environment.put("TABIB_WHATSAPP_GRAPH_URL", graph.url());
    environment.putAll(more);
    File file = output.toFile();
    process = builder.redirectErrorStream(true).redirectOutput(file).start();
    try {
      await().atMost(START).until(() -> isReady(output));
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException("it is not ready: " + Files.readString(output), e);
    }
  }

  private Path output() {
    return dataDir.resolve("output-" + starts + ".txt");
  }

  /** What it has said since its last start. */
  String said() throws IOException {
    return Files.readString(output());
  }

  private boolean isReady(Path output) throws IOException {
    Matcher ready = READY.matcher(Files.readString(output));
    boolean is = ready.find();
    if (is) {
      base = URI.create(ready.group(1));
    } else if (!process.isAlive()) {
      throw new IllegalStateException("it ended: " + Files.readString(output));
    }
    return is;
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  /** SIGTERM, and the time it needs to stop in order. */
  void stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("stopped in time").isTrue();
  }

  /** The database server of the data directory, if one is running. */
  Optional<ProcessHandle> database() {
    Path file = dataDir.resolve("data/postgres/postmaster.pid");
    try {
      return Files.exists(file)
          ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
              .filter(ProcessHandle::isAlive)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it serves, since its last start. */
  URI base() {
    return base;
  }

  boolean runs() {
    return process != null && process.isAlive();
  }

  @Override
  public void deliver(byte[] body) {
    assertThat(
            NodeUnderTest.post(base.resolve("/webhooks/whatsapp"), body, Webhooks.signature(body))
                .statusCode())
        .isEqualTo(200);
  }

  HttpResponse<byte[]> get(String path) {
    return NodeUnderTest.bytes(base.resolve(path));
  }

  @Override
  public FakeGraph graph() {
    return graph;
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroyForcibly().onExit().join();
    }
    database().ifPresent(server -> server.destroy());
    await().atMost(Duration.ofSeconds(20)).until(() -> database().isEmpty());
    NodeUnderTest.delete(dataDir);
  }
}
