import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many single-row commits per second this PostgreSQL takes: the ceiling of any design that commits once per message. Rows
 * have the shape and indexes of the journal and a payload of 400 bytes. Works in a schema of its own, which it drops.
 *
 * <p>{@code java -cp 'http-edge/target/dist/lib/*' deploy/bench/CommitCeiling.java JDBC_URL [connections=16] [seconds=10]}
 *
 * <p>Prints one line of JSON: commits per second, latency in milliseconds, and whether commits were durable.
 */
public final class CommitCeiling {
  private static final String CREATE =
      """
      DROP SCHEMA IF EXISTS tabib_bench CASCADE;
      CREATE SCHEMA tabib_bench;
      CREATE TABLE tabib_bench.event_journal (
        ordering            BIGSERIAL,
        persistence_id      VARCHAR(255) NOT NULL,
        sequence_number     BIGINT       NOT NULL,
        deleted             BOOLEAN      NOT NULL DEFAULT FALSE,
        writer              VARCHAR(255) NOT NULL,
        write_timestamp     BIGINT,
        adapter_manifest    VARCHAR(255),
        event_ser_id        INTEGER      NOT NULL,
        event_ser_manifest  VARCHAR(255) NOT NULL,
        event_payload       BYTEA        NOT NULL,
        PRIMARY KEY (persistence_id, sequence_number));
      CREATE UNIQUE INDEX ON tabib_bench.event_journal (ordering);
      """;

  private static final String INSERT =
      """
      INSERT INTO tabib_bench.event_journal
        (persistence_id, sequence_number, writer, write_timestamp, adapter_manifest,
         event_ser_id, event_ser_manifest, event_payload)
      VALUES (?, ?, ?, ?, '', 1000, 'TurnTaken:1', ?)
      """;

  private CommitCeiling() {}

  /** Arguments: JDBC URL, connections, seconds. */
  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      System.err.println("usage: CommitCeiling JDBC_URL [connections=16] [seconds=10]");
      System.exit(2);
    }
    int connections = args.length > 1 ? Integer.parseInt(args[1]) : 16;
    Duration span = Duration.ofSeconds(args.length > 2 ? Long.parseLong(args[2]) : 10);
    try (Connection control = DriverManager.getConnection(args[0]);
        Statement statement = control.createStatement()) {
      statement.execute(CREATE);
      try {
        // A quarter of the time warms the JIT and the server's plans; it is not counted.
        run(args[0], connections, span.dividedBy(4), "warm");
        long[] nanos = run(args[0], connections, span, "run");
        System.out.printf(
            "{\"connections\":%d,\"seconds\":%d,\"commits_per_s\":%.0f,\"p50_ms\":%.2f,\"p99_ms\":%.2f,"
                + "\"fsync\":\"%s\",\"synchronous_commit\":\"%s\"}%n",
            connections,
            span.toSeconds(),
            nanos.length / (double) span.toSeconds(),
            nanos[nanos.length / 2] / 1e6,
            nanos[(int) (nanos.length * 0.99)] / 1e6,
            show(statement, "fsync"),
            show(statement, "synchronous_commit"));
      } finally {
        statement.execute("DROP SCHEMA tabib_bench CASCADE");
      }
    }
  }

  /** One thread per connection; the latencies of all commits in nanoseconds, sorted. */
  private static long[] run(String url, int connections, Duration span, String name) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Callable<long[]>> clients = new ArrayList<>();
      for (int client = 0; client < connections; client++) {
        String id = "Conversation|" + name + "." + client;
        int seed = client;
        clients.add(() -> client(url, span, id, seed));
      }
      List<long[]> results = new ArrayList<>();
      for (Future<long[]> future : threads.invokeAll(clients)) {
        results.add(future.get());
      }
      return results.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }
  }

  private static long[] client(String url, Duration span, String id, int seed) throws SQLException {
    byte[] payload = new byte[400];
    new Random(seed).nextBytes(payload);
    long[] nanos = new long[1024];
    int count = 0;
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      connection.setAutoCommit(true);
      long end = System.nanoTime() + span.toNanos();
      for (long began = System.nanoTime(); began - end < 0; ) {
        insert.setString(1, id);
        insert.setLong(2, count + 1L);
        insert.setString(3, "writer");
        insert.setLong(4, System.currentTimeMillis());
        insert.setBytes(5, payload);
        insert.executeUpdate();
        long finished = System.nanoTime();
        if (count == nanos.length) {
          nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = finished - began;
        began = finished;
      }
    }
    return Arrays.copyOf(nanos, count);
  }

  private static String show(Statement statement, String setting) throws SQLException {
    try (var rows = statement.executeQuery("SHOW " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
