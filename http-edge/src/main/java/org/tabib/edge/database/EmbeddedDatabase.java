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
 * orphaned by a killed process is met there again and adopted, instead of fought over the files;
 * one that is still shutting down is waited for.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  /** Its only user, who needs no password: it listens on this machine only. */
  public static final String USER = "postgres";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration STARTUP = Duration.ofSeconds(60);

  /** What {@code pg_ctl stop} waits by default; the library gives up after five seconds. */
  private static final Duration SHUTDOWN = Duration.ofSeconds(60);

  private final EmbeddedPostgres server;
  private final Postmaster postmaster;
  private final int port;
  private final Duration shutdown;

  private EmbeddedDatabase(
      EmbeddedPostgres server, Postmaster postmaster, int port, Duration shutdown) {
    this.server = server;
    this.postmaster = postmaster;
    this.port = port;
    this.shutdown = shutdown;
  }

  /**
   * Starts the server, making the database at the first time. Blocks.
   *
   * @param wantedPort 0: the one kept in the directory, or a free one that is kept from now on
   * @throws IOException if it does not answer after a minute, or the one before it does not end
   */
  public static EmbeddedDatabase start(Path dataDir, int wantedPort) throws IOException {
    return start(dataDir, wantedPort, SHUTDOWN);
  }

  /**
   * @param shutdown how long {@link #close} waits for the server's end
   */
  static EmbeddedDatabase start(Path dataDir, int wantedPort, Duration shutdown)
      throws IOException {
    Files.createDirectories(dataDir);
    Postmaster postmaster = new Postmaster(dataDir.resolve("postgres"));
    if (!postmaster.awaitStopped(SHUTDOWN)) {
      throw new IOException(
          "the PostgreSQL in %s is still shutting down after %d s: wait for its end, then start again"
              .formatted(dataDir, SHUTDOWN.toSeconds()));
    }
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
            .setServerConfig("max_connections", "300")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("max_wal_size", "4GB")
            .setServerConfig("checkpoint_timeout", "15min")
            .setServerConfig("autovacuum_naptime", "15s")
            .start();
    LOG.info("embedded PostgreSQL is up on port {}", port);
    return new EmbeddedDatabase(server, postmaster, port, shutdown);
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

  /** Its JDBC address, for {@link #USER}. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Stops it, cutting its sessions; nothing committed is lost. Blocks until it has ended. */
  @Override
  public void close() {
    try {
      server.close();
      if (!postmaster.awaitStopped(shutdown)) {
        LOG.warn("embedded PostgreSQL is still shutting down; the next start waits for it");
      } else if (postmaster.runs()) {
        LOG.warn("embedded PostgreSQL was not told to stop; the next start adopts it");
      }
    } catch (IOException e) {
      LOG.warn("embedded PostgreSQL did not stop cleanly; the next start adopts it", e);
    }
  }
}
