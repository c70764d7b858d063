package org.tabib.projections.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * The database that holds the read models: one pool, used by the projections to write and by the
 * queries to read. Times go in and out as instants; the session's time zone is UTC.
 */
public final class ReadModelDatabase implements AutoCloseable {
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(1);

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private ReadModelDatabase(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /**
   * Where the database is.
   *
   * @param url JDBC URL, without {@code reWriteBatchedInserts}: it breaks upserts
   * @param connections size of the pool; 10 unless measured otherwise
   */
  public record Settings(String url, String user, String password, int connections) {
    /** The design's pool: ten connections. */
    public static final int CONNECTIONS = 10;

    @Override
    public String toString() {
      return "Settings[" + connections + " connections]";
    }
  }

  /** Opens the pool; fails when the database does not answer. Migrate it before use. */
  public static ReadModelDatabase open(Settings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("read-models");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.connections());
    // A caller gives up before the people who wait for the answer do.
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    // A connection that died in silence must not take all of a caller's time to be found out.
    config.setValidationTimeout(VALIDATION_TIMEOUT.toMillis());
    // The server's detail of an error quotes the row it is about: not for our logs.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.setConnectionInitSql("set time zone 'UTC'");
    return new ReadModelDatabase(new HikariDataSource(config));
  }

  /** For the projections, which keep their transactions themselves. */
  public DataSource dataSource() {
    return pool;
  }

  /** For the queries. */
  public Jdbi jdbi() {
    return jdbi;
  }

  @Override
  public void close() {
    pool.close();
  }
}
