package org.tabib.edge.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL in the data directory, durable (fsync on). Its port is fixed per directory: a server
 * orphaned by a killed process is met there again and adopted, instead of fought over the files.
 */
final class EmbeddedDatabase implements AutoCloseable {
  static final String USER = "postgres";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration STARTUP = Duration.ofSeconds(30);

  private final EmbeddedPostgres server;
  private final int port;

  private EmbeddedDatabase(EmbeddedPostgres server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts the server, making the database at the first time. Blocks.
   *
   * @param wantedPort 0: the one kept in the directory, or a free one that is kept from now on
   */
  static EmbeddedDatabase start(Path dataDir, int wantedPort) throws IOException {
    Files.createDirectories(dataDir);
    int port = wantedPort == 0 ? keptPort(dataDir.resolve("postgres.port")) : wantedPort;
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(dataDir.resolve("postgres"))
            .setOverrideWorkingDirectory(dataDir.resolve("postgres-bin").toFile())
            // The library deletes data on close by default.
            .setCleanDataDirectory(false)
            // We close it ourselves, after the actor system.
            .setRegisterShutdownHook(false)
            .setPGStartupWait(STARTUP)
            .setPort(port)
            // The library turns fsync off by default; a clinic's data deserves it on.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("max_wal_size", "4GB")
            .setServerConfig("checkpoint_timeout", "15min")
            .setServerConfig("autovacuum_naptime", "15s")
            .start();
    LOG.info("embedded PostgreSQL is up on port {}", port);
    return new EmbeddedDatabase(server, port);
  }

  private static int keptPort(Path file) throws IOException {
    if (Files.exists(file)) {
      return Integer.parseInt(Files.readString(file).strip());
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = free.getLocalPort();
      Files.writeString(file, Integer.toString(port));
      return port;
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.warn("embedded PostgreSQL did not stop cleanly; the next start adopts it", e);
    }
  }
}
