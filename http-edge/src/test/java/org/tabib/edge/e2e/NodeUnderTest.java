package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.tabib.edge.node.TabibNode;
import org.tabib.edge.simulator.SimulatedTime;

/** The whole product in this process, in demo mode, on a data directory and ports of its own. */
public final class NodeUnderTest implements Endpoint, AutoCloseable {
  static final String VERIFY_TOKEN = "wa-verify-0001";
  static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);
  static final AtomicInteger PEOPLE = new AtomicInteger();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Path dataDir;
  private final FakeGraph graph;
  private final InstantSource clock;
  private Map<String, String> more;
  private TabibNode node;
  private Stored stored;

  private NodeUnderTest(Path dataDir, FakeGraph graph, Map<String, String> more) throws Exception {
    this(dataDir, graph, more, InstantSource.system());
  }

  private NodeUnderTest(
      Path dataDir, FakeGraph graph, Map<String, String> more, InstantSource clock)
      throws Exception {
    this.dataDir = dataDir;
    this.graph = graph;
    this.more = more;
    this.clock = clock;
    run();
  }

  /** Starts one by a clock that the test has in its hands. */
  static NodeUnderTest startAt(InstantSource clock) throws Exception {
    return new NodeUnderTest(
        Files.createTempDirectory("tabib-node"), new FakeGraph(), Map.of(), clock);
  }

  /** Starts one with some settings of its own, by the names of its configuration. */
  static NodeUnderTest start(Map<String, String> more) throws Exception {
    return new NodeUnderTest(Files.createTempDirectory("tabib-node"), new FakeGraph(), more);
  }

  /** Starts one whose messages go to a Graph API that it closes too. */
  static NodeUnderTest start() throws Exception {
    return new NodeUnderTest(Files.createTempDirectory("tabib-node"), new FakeGraph(), Map.of());
  }

  /** Starts one on a PostgreSQL that the test has in its hands. */
  static NodeUnderTest startOn(PostgresServer database) throws Exception {
    return new NodeUnderTest(
        Files.createTempDirectory("tabib-node"),
        new FakeGraph(),
        Map.of("tabib.database.url", database.url(), "tabib.database.user", "postgres"));
  }

  /** Starts one that talks to its own simulator. */
  public static NodeUnderTest startWithSimulator() throws Exception {
    return new NodeUnderTest(Files.createTempDirectory("tabib-node"), null, Map.of());
  }

  /** The same by a clock that the test, and whoever looks at the simulator, sets ahead. */
  public static NodeUnderTest startWithSimulatorAt(SimulatedTime clock) throws Exception {
    return new NodeUnderTest(Files.createTempDirectory("tabib-node"), null, Map.of(), clock);
  }

  private void run() throws Exception {
    Map<String, String> settings = settings(dataDir, graph == null ? "" : graph.url());
    settings.putAll(more);
    node = TabibNode.start(config(settings), clock);
    stored = new Stored(node.database(), MASTER_KEY);
  }

  /** What the product is told, by the names of its configuration. */
  static Map<String, String> settings(Path dataDir, String graphUrl) {
    Map<String, String> settings = new HashMap<>();
    settings.put("tabib.mode", "demo");
    settings.put("tabib.data-dir", dataDir.toString());
    settings.put("tabib.http.port", "0");
    settings.put("tabib.secrets.master-key", MASTER_KEY);
    settings.put("tabib.whatsapp.app-secret", Webhooks.APP_SECRET);
    settings.put("tabib.whatsapp.verify-token", VERIFY_TOKEN);
    settings.put("tabib.whatsapp.access-token", FakeGraph.TOKEN);
    settings.put("tabib.whatsapp.phone-number-id", Webhooks.ACCOUNT);
    settings.put("tabib.whatsapp.graph-url", graphUrl);
    // Patients of tests ask again and again until a list has caught up.
    settings.put("tabib.whatsapp.pair-limit", "false");
    return settings;
  }

  private static Config config(Map<String, String> settings) {
    return ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
  }

  /** Stops in order and starts again on the same data. */
  void restart() throws Exception {
    node.close();
    run();
  }

  /** The same with other settings of its own. */
  void restart(Map<String, String> settings) throws Exception {
    more = settings;
    restart();
  }

  @Override
  public FakeGraph graph() {
    return graph;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  TabibNode node() {
    return node;
  }

  Stored stored() {
    return stored;
  }

  /** A person who never wrote before. */
  Patient newPatient(String profileName) {
    return new Patient(this, "9199000%05d".formatted(PEOPLE.incrementAndGet()), null, profileName);
  }

  public URI uri(String path) {
    return URI.create(
        "http://" + node.address().getHostString() + ":" + node.address().getPort() + path);
  }

  @Override
  public void deliver(byte[] body) {
    assertThat(post(body, Webhooks.signature(body)).statusCode()).isEqualTo(200);
  }

  HttpResponse<String> post(byte[] body, String signature) {
    return post(uri("/webhooks/whatsapp"), body, signature);
  }

  static HttpResponse<String> post(URI webhook, byte[] body, String signature) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(webhook)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (signature != null) {
      request.header("X-Hub-Signature-256", signature);
    }
    return send(request.build());
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20)).build());
  }

  static HttpResponse<byte[]> bytes(URI uri) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Path dataDir() {
    return dataDir;
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    node.close();
    if (graph != null) {
      graph.close();
    }
    delete(dataDir);
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every table of every schema of ours. */
  List<String> tables() {
    return stored.column(
        """
        select table_schema || '.' || table_name from information_schema.tables
        where table_type = 'BASE TABLE'
          and table_schema not in ('pg_catalog', 'information_schema')
        order by 1
        """);
  }
}
