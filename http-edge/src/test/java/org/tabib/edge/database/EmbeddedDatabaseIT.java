package org.tabib.edge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose last checkpoint takes long, as on a busy disk: played by freezing its
 * checkpointer.
 */
class EmbeddedDatabaseIT {
  private static final long LIMIT_S = 60;

  @Test
  void aServerThatIsStillShuttingDownIsWaitedForByTheNextStart(@TempDir Path folder)
      throws Exception {
    Postmaster postmaster = new Postmaster(folder.resolve("postgres"));
    EmbeddedDatabase first = EmbeddedDatabase.start(folder, 0, Duration.ZERO);
    execute(first, "create table kept as select 7 as number");
    long checkpointer =
        number(first, "select pid from pg_stat_activity where backend_type = 'checkpointer'");
    signal(checkpointer, "STOP");
    first.close();
    assertThat(postmaster.stopping()).as("longer than close waits for").isTrue();

    CompletableFuture<EmbeddedDatabase> next = CompletableFuture.supplyAsync(() -> start(folder));
    assertThat(postmaster.awaitStopped(Duration.ofMillis(200))).isFalse();
    assertThat(next).as("while the one before stops").isNotDone();
    signal(checkpointer, "CONT");
    try (EmbeddedDatabase again = next.get(LIMIT_S, TimeUnit.SECONDS)) {
      assertThat(number(again, "select number from kept")).isEqualTo(7);
    }
    assertThat(postmaster.runs()).as("after an orderly close").isFalse();
  }

  @Test
  void aKilledServerDoesNotRunWhateverItsFileSays(@TempDir Path folder) throws Exception {
    Postmaster postmaster = new Postmaster(folder.resolve("postgres"));
    try (EmbeddedDatabase server = EmbeddedDatabase.start(folder, 0)) {
      signal(Long.parseLong(first(folder.resolve("postgres/postmaster.pid"))), "KILL");
      await().atMost(Duration.ofSeconds(LIMIT_S)).until(() -> !postmaster.runs());
      assertThat(postmaster.stopping()).isFalse();
      assertThat(server.url()).startsWith("jdbc:postgresql://127.0.0.1:");
    }
  }

  private static EmbeddedDatabase start(Path folder) {
    try {
      return EmbeddedDatabase.start(folder, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String first(Path file) throws IOException {
    return Files.readAllLines(file).getFirst().strip();
  }

  private static void execute(EmbeddedDatabase server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(EmbeddedDatabase server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  private static Connection connect(EmbeddedDatabase server) throws SQLException {
    return DriverManager.getConnection(server.url(), EmbeddedDatabase.USER, "");
  }

  private static void signal(long process, String name) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process)).start().waitFor())
        .isZero();
  }
}
