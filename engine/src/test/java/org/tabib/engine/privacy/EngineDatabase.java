package org.tabib.engine.privacy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The engine's tables in a real PostgreSQL, and threads that may block on it. */
public final class EngineDatabase implements AutoCloseable {
  private static final List<String> MIGRATIONS =
      List.of(
          "V1__journal.sql",
          "V2__keys_and_aliases.sql",
          "V3__quarantine.sql",
          "V4__search_keys.sql");

  private final EmbeddedPostgres server;
  private final ExecutorService blocking = Executors.newFixedThreadPool(4);

  private EngineDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  public static EngineDatabase start() throws IOException, SQLException {
    EngineDatabase started = new EngineDatabase(EmbeddedPostgres.start());
    for (String migration : MIGRATIONS) {
      started.execute(resource("/db/engine/" + migration));
    }
    return started;
  }

  public DataSource source() {
    return server.getPostgresDatabase();
  }

  /** A pool of its own, as another node has. */
  public DataSource other() {
    PGSimpleDataSource other = new PGSimpleDataSource();
    other.setUrl(server.getJdbcUrl("postgres", "postgres"));
    return other;
  }

  public ExecutorService blocking() {
    return blocking;
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public long count(String sql) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = EngineDatabase.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    blocking.shutdownNow();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
