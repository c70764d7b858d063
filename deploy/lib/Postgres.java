import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A PostgreSQL of its own, for trying a cluster out and for breaking things: the same server, with the same settings, that a
 * single node embeds, but in a process that the nodes do not share their fate with. The data stays. A server that was left
 * running by a killed process is adopted; one that was killed is recovered.
 *
 * <p>{@code java -cp 'http-edge/target/dist/lib/*' deploy/lib/Postgres.java DIRECTORY PORT}
 *
 * <p>Prints its JDBC URL once it answers. SIGTERM stops the server ("fast": sessions are cut, nothing committed is lost).
 */
public final class Postgres {
  private static final Duration STARTUP = Duration.ofSeconds(60);

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("usage: postgres DIRECTORY PORT");
      System.exit(2);
    }
    Path directory = Path.of(arguments[0]).toAbsolutePath();
    int port = Integer.parseInt(arguments[1]);
    Files.createDirectories(directory);
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("postgres"))
            .setOverrideWorkingDirectory(directory.resolve("postgres-bin").toFile())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(STARTUP)
            .setPort(port)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "300")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("max_wal_size", "4GB")
            .setServerConfig("checkpoint_timeout", "15min")
            .setServerConfig("autovacuum_naptime", "15s")
            .start();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.close();
                  } catch (Exception e) {
                    System.err.println("PostgreSQL did not stop cleanly: " + e);
                  } finally {
                    stopped.countDown();
                  }
                }));
    System.out.println("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
    stopped.await();
  }
}
