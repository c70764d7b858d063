package org.tabib.edge.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.store.ReadModelDatabase;
import org.tabib.projections.store.ReadModelMigrations;

/** The database of a node: its address, its pools, its schemas. Closed last of all. */
public final class Database implements AutoCloseable {
  /** Schema of journal, snapshots, keys and aliases. */
  public static final String JOURNAL_SCHEMA = "journal";

  /**
   * A writer that stalls longer is ended by the server: the projections' gap detection would pass
   * over what it commits after 5 s.
   */
  private static final String WRITER_LIMITS =
      "&options=-c%20statement_timeout%3D2000%20-c%20idle_in_transaction_session_timeout%3D2000";

  private final @Nullable EmbeddedDatabase embedded;
  private final String url;
  private final DatabaseSettings settings;
  private final HikariDataSource engine;
  private final ReadModelDatabase readModels;

  private Database(
      @Nullable EmbeddedDatabase embedded, String url, DatabaseSettings settings, int connections) {
    this.embedded = embedded;
    this.url = url;
    this.settings = settings;
    this.engine = pool(connections);
    this.readModels =
        ReadModelDatabase.open(
            new ReadModelDatabase.Settings(
                url, settings.user(), settings.password(), ReadModelDatabase.Settings.CONNECTIONS));
  }

  /**
   * Connects, starting the embedded server if need be, and brings the schemas up to date. Blocks.
   *
   * @param connections size of the pool for keys, aliases and look-ups
   * @throws IOException if the embedded server does not start
   */
  public static Database open(DatabaseSettings settings, Path dataDir, int connections)
      throws IOException {
    EmbeddedDatabase embedded =
        settings.embedded() ? EmbeddedDatabase.start(dataDir, settings.embeddedPort()) : null;
    String url = embedded == null ? settings.url() : embedded.url();
    DatabaseSettings effective =
        embedded == null
            ? settings
            : new DatabaseSettings("", EmbeddedDatabase.USER, "", settings.embeddedPort());
    Database database = new Database(embedded, url, effective, connections);
    try {
      database.migrate();
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    return database;
  }

  private void migrate() {
    Flyway.configure()
        .dataSource(engine)
        .schemas(JOURNAL_SCHEMA)
        .defaultSchema(JOURNAL_SCHEMA)
        .locations("classpath:db/engine")
        .load()
        .migrate();
    ReadModelMigrations.migrate(readModels.dataSource());
  }

  private HikariDataSource pool(int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("engine");
    config.setJdbcUrl(journalUrl());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(5_000);
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(config);
  }

  /** The JDBC URL with the journal's schema in front. */
  public String journalUrl() {
    return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + JOURNAL_SCHEMA;
  }

  /** The same for the journal plugin's own pool, whose writers must not stall. */
  public String journalWriterUrl() {
    return journalUrl() + WRITER_LIMITS;
  }

  public String user() {
    return settings.user();
  }

  public String password() {
    return settings.password();
  }

  /** Keys, aliases, quarantine, look-ups. */
  public HikariDataSource engine() {
    return engine;
  }

  public ReadModelDatabase readModels() {
    return readModels;
  }

  @Override
  public void close() {
    readModels.close();
    engine.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
