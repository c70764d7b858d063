package org.tabib.edge.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of a cluster start at the same time, also the first time. */
class MigrationsIT {
  @Test
  void severalNodesMayMigrateAFreshDatabaseAtOnce(@TempDir Path folder) throws Exception {
    Path data = Files.createDirectories(folder.resolve("server"));
    try (EmbeddedDatabase server = EmbeddedDatabase.start(data, 0)) {
      for (int round = 0; round < 3; round++) {
        String name = "fresh" + round;
        try (Connection connection =
                java.sql.DriverManager.getConnection(server.url(), "postgres", "");
            Statement statement = connection.createStatement()) {
          statement.execute("create database " + name);
        }
        DatabaseSettings settings =
            new DatabaseSettings(
                server.url().replace("/postgres", "/" + name), EmbeddedDatabase.USER, "", 0);
        List<CompletableFuture<Database>> nodes =
            IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> open(settings, folder)))
                .toList();
        try {
          CompletableFuture.allOf(nodes.toArray(CompletableFuture<?>[]::new)).join();
          assertThat(applied(nodes.getFirst().join())).isPositive();
        } finally {
          nodes.stream()
              .filter(node -> !node.isCompletedExceptionally())
              .forEach(node -> node.join().close());
        }
      }
    }
  }

  private static Database open(DatabaseSettings settings, Path folder) {
    try {
      return Database.open(settings, folder, 2);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long applied(Database database) throws Exception {
    try (Connection connection = database.engine().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from journal.flyway_schema_history where success")) {
      row.next();
      return row.getLong(1);
    }
  }
}
