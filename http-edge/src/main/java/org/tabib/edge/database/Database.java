package org.tabib.edge.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
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

  private static final Duration ASKING = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final String CONNECTING_SECONDS = "3";

  /** The server ends the journal's statements after 2 s: what takes longer is not coming. */
  private static final int WRITER_SECONDS = 5;

  /** Statements on keys and aliases take milliseconds; statistics of a large journal, seconds. */
  private static final int ENGINE_SECONDS = 15;

  /** Rebuilding a read model and measuring business take longest. */
  private static final int READ_MODEL_SECONDS = 60;

  private final @Nullable EmbeddedDatabase embedded;
  private final String url;
  private final DatabaseSettings settings;
  private final HikariDataSource engine;
  private final ReadModelDatabase readModels;
  private final DatabaseProbe probe;

  private Database(
      @Nullable EmbeddedDatabase embedded, String url, DatabaseSettings settings, int connections) {
    this.embedded = embedded;
    this.url = url;
    this.settings = settings;
    this.engine = pool(connections);
    this.readModels = besideReadModels(ReadModelDatabase.Settings.CONNECTIONS);
    this.probe = DatabaseProbe.start(url, settings, ASKING, PATIENCE);
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

  /**
   * One more pool on the database of the read models, for work that must not wait for theirs. Its
   * taker closes it, before this is closed.
   */
  public ReadModelDatabase besideReadModels(int connections) {
    return ReadModelDatabase.open(
        new ReadModelDatabase.Settings(
            limited(url, READ_MODEL_SECONDS), settings.user(), settings.password(), connections));
  }

  private void migrate() {
    Flyway.configure()
        .dataSource(unlimited())
        .schemas(JOURNAL_SCHEMA)
        .defaultSchema(JOURNAL_SCHEMA)
        .locations("classpath:db/engine")
        .load()
        .migrate();
    ReadModelMigrations.migrate(unlimited());
  }

  /** Connections for migrations, which may take their time. */
  private DataSource unlimited() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(settings.user());
    source.setPassword(settings.password());
    return source;
  }

  /**
   * The URL with limits for a server that does not answer, unless the operator gave their own:
   * without them a frozen server would hold every thread that asks it for as long as it is frozen.
   */
  private static String limited(String url, int seconds) {
    StringBuilder limited = new StringBuilder(url);
    add(limited, "connectTimeout", CONNECTING_SECONDS);
    add(limited, "socketTimeout", Integer.toString(seconds));
    add(limited, "tcpKeepAlive", "true");
    return limited.toString();
  }

  private static void add(StringBuilder url, String name, String value) {
    if (url.indexOf(name + "=") < 0) {
      url.append(url.indexOf("?") < 0 ? '?' : '&').append(name).append('=').append(value);
    }
  }

  private HikariDataSource pool(int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("engine");
    config.setJdbcUrl(limited(journalUrl(), ENGINE_SECONDS));
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(5_000);
    // A connection that died in silence must not take all of a caller's time to be found out.
    config.setValidationTimeout(1_000);
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(config);
  }

  /** The JDBC URL with the journal's schema in front. */
  public String journalUrl() {
    return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + JOURNAL_SCHEMA;
  }

  /** The same for the journal plugin's own pool, whose writers must not stall. */
  public String journalWriterUrl() {
    return limited(journalUrl(), WRITER_SECONDS) + WRITER_LIMITS;
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

  /** Whether the server is there. */
  public DatabaseProbe probe() {
    return probe;
  }

  /** Closes all connections. Blocks until those in use are given back or broken. Repeatable. */
  public void disconnect() {
    probe.close();
    readModels.close();
    engine.close();
  }

  /** Stops the embedded server, if this node has one. Nobody is connected any more. */
  public void stopServer() {
    if (embedded != null) {
      embedded.close();
    }
  }

  @Override
  public void close() {
    disconnect();
    stopServer();
  }
}
