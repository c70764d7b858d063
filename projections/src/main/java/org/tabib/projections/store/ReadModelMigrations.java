package org.tabib.projections.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema {@code read} to this version's shape. */
public final class ReadModelMigrations {
  /** The schema of every table here. */
  public static final String SCHEMA = "read";

  /** The schema of the timers, which a rebuild never empties. */
  public static final String TIMER_SCHEMA = "timer";

  private ReadModelMigrations() {}

  /**
   * Runs what has not run yet, under a lock: several nodes may start at once. Creates the schema.
   *
   * @throws org.flywaydb.core.api.FlywayException when a migration fails or was changed after it
   *     ran
   */
  public static void migrate(DataSource database) {
    Flyway.configure()
        .dataSource(database)
        .schemas(SCHEMA)
        .defaultSchema(SCHEMA)
        .createSchemas(true)
        .locations("classpath:db/read")
        .load()
        .migrate();
  }
}
