package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.tabib.edge.database.EmbeddedDatabase;

/** A PostgreSQL of its own that a test can freeze, stop and kill, and bring back. */
final class PostgresServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final int port;
  private EmbeddedDatabase server;
  private boolean frozen;

  private PostgresServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  static PostgresServer create() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PostgresServer created =
          new PostgresServer(Files.createTempDirectory("tabib-postgres"), free.getLocalPort());
      free.close();
      created.start();
      return created;
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  void start() throws IOException {
    server = EmbeddedDatabase.start(folder, port);
  }

  /** In order, as for an update: clients are cut off. */
  void stop() {
    server.close();
  }

  /** kill -9 of all its processes. */
  void kill() throws IOException {
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    server.close();
  }

  /** Connections stay, and nothing answers. */
  void freeze() throws IOException {
    frozen = true;
    signal("STOP");
  }

  void thaw() throws IOException {
    signal("CONT");
    frozen = false;
  }

  private void signal(String name) throws IOException {
    for (ProcessHandle process : processes()) {
      try {
        assertThat(
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor())
            .as("kill -%s", name)
            .isZero();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** The postmaster first: whoever is stopped cannot start another. */
  private List<ProcessHandle> processes() throws IOException {
    long pid =
        Long.parseLong(
            Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst().strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
  }

  @Override
  public void close() throws IOException {
    if (frozen) {
      thaw();
    }
    server.close();
    NodeUnderTest.delete(folder);
  }
}
