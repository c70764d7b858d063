import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.tabib.edge.database.EmbeddedDatabase;

/**
 * A PostgreSQL of its own, for trying a cluster out and for breaking things: the very server that a
 * single node embeds, but in a process that the nodes do not share their fate with. The data stays. A server that was left
 * running by a killed process is adopted; one that was killed is recovered; one that is still shutting down is waited for.
 *
 * <p>{@code java -cp 'http-edge/target/dist/lib/*' deploy/lib/Postgres.java DIRECTORY PORT}
 *
 * <p>Prints its JDBC URL once it answers. SIGTERM stops the server ("fast": sessions are cut, nothing committed is lost).
 */
public final class Postgres {
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("usage: postgres DIRECTORY PORT");
      System.exit(2);
    }
    EmbeddedDatabase server = EmbeddedDatabase.start(Path.of(arguments[0]).toAbsolutePath(), Integer.parseInt(arguments[1]));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                }));
    System.out.println(server.url());
    stopped.await();
  }
}
