package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.tabib.edge.database.Database;
import org.tabib.edge.database.DatabaseSettings;

/**
 * Several processes of one cluster on one database. Its webhooks go to one node after the other,
 * and are sent again like WhatsApp does when a node does not take them.
 */
final class ClusterUnderTest implements Endpoint, AutoCloseable {
  /** WhatsApp repeats for days; a cluster that lost a node takes them again within seconds. */
  private static final Duration REPEATING = Duration.ofSeconds(120);

  private final Path folder;
  private final FakeGraph graph = new FakeGraph();
  private final Database database;
  private final List<NodeProcess> nodes = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  private ClusterUnderTest(Path folder, int size) throws Exception {
    this.folder = folder;
    this.database =
        Database.open(new DatabaseSettings("", "postgres", "", 0), folder.resolve("database"), 4);
    List<Integer> ports = freePorts(size);
    String seeds = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    for (int i = 0; i < size; i++) {
      nodes.add(
          new NodeProcess(
              Files.createDirectories(folder.resolve("node-" + (i + 1))),
              graph,
              Map.of(
                  "TABIB_DATABASE_URL",
                  url(database),
                  "TABIB_OBJECTS_DIR",
                  folder.resolve("objects").toString(),
                  "TABIB_CLUSTER_PORT",
                  ports.get(i).toString(),
                  // Three that start at once share the machine with whatever else is tested.
                  "TABIB_CLUSTER_JOIN_TIMEOUT",
                  "150s",
                  "JAVA_TOOL_OPTIONS",
                  "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                  "TABIB_CLUSTER_SEED_NODES",
                  seeds)));
    }
  }

  /** Starts all of them at once. */
  static ClusterUnderTest start(int size) throws Exception {
    ClusterUnderTest cluster =
        new ClusterUnderTest(Files.createTempDirectory("tabib-cluster"), size);
    try {
      CompletableFuture.allOf(
              cluster.nodes.stream()
                  .map(
                      node ->
                          CompletableFuture.runAsync(() -> start(node), Thread::startVirtualThread))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static void start(NodeProcess node) {
    try {
      node.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of the database that a node, or a test, has opened. */
  static String url(Database database) {
    return database.journalUrl().substring(0, database.journalUrl().indexOf('?'));
  }

  /** Ports that were free a moment ago, all different. */
  static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  NodeProcess node(int index) {
    return nodes.get(index);
  }

  Database database() {
    return database;
  }

  /** The next of those that run takes it, or the one after it. */
  @Override
  public void deliver(byte[] body) {
    await().atMost(REPEATING).until(() -> taken(body));
  }

  private boolean taken(byte[] body) {
    List<NodeProcess> running = nodes.stream().filter(NodeProcess::runs).toList();
    URI base = running.get(Math.floorMod(next.getAndIncrement(), running.size())).base();
    try {
      int status =
          NodeUnderTest.post(base.resolve("/webhooks/whatsapp"), body, Webhooks.signature(body))
              .statusCode();
      assertThat(status).isIn(200, 503);
      return status == 200;
    } catch (UncheckedIOException e) {
      return false; // it ended meanwhile: as good as 503
    }
  }

  @Override
  public FakeGraph graph() {
    return graph;
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::close);
    graph.close();
    database.close();
    NodeUnderTest.delete(folder);
  }
}
