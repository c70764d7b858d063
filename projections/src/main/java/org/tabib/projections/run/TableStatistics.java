package org.tabib.projections.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the planner how large tables have become. On a fresh database the first plans are made for
 * empty tables and kept: every poll of the journal then reads the whole table (measured: a lag of 5
 * to 8 s) until somebody runs ANALYZE, which also makes PostgreSQL plan anew. Autovacuum comes
 * around too late for the first minutes.
 */
final class TableStatistics {
  private static final Logger LOG = LoggerFactory.getLogger(TableStatistics.class);

  /** Below that many rows a wrong plan costs nothing. */
  private static final long WORTH_IT = 100;

  private static final String TABLES =
      """
      select format('%I.%I', s.schemaname, s.relname) as name,
             s.n_live_tup                             as rows_now,
             c.reltuples::bigint                      as rows_known
      from pg_stat_user_tables s
      join pg_class c on c.oid = s.relid
      where s.schemaname = ? and (cardinality(?::text[]) = 0 or s.relname = any (?::text[]))
      order by name
      """;

  private final DataSource database;
  private final String schema;
  private final List<String> only;

  /**
   * @param only table names without schema; none for all tables of the schema
   */
  TableStatistics(DataSource database, String schema, List<String> only) {
    this.database = database;
    this.schema = schema;
    this.only = List.copyOf(only);
  }

  /**
   * Whether the planner's idea is off by an order of magnitude.
   *
   * @param known rows at the last ANALYZE; negative when there was none
   */
  static boolean stale(long known, long now) {
    return now >= WORTH_IT && (known < 0 || now >= 10 * Math.max(known, 1));
  }

  /** Runs ANALYZE where it is due, one table after another; returns which. */
  List<String> refresh() throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      List<String> due = due(connection);
      try (Statement statement = connection.createStatement()) {
        // Bounded: ANALYZE samples (30 000 rows by default) and takes a lock that writers pass.
        statement.execute("set lock_timeout = '2s'");
        statement.execute("set statement_timeout = '30s'");
        try {
          for (String table : due) {
            statement.execute("analyze " + table);
            LOG.info("statistics of {} renewed", table);
          }
        } finally {
          statement.execute("reset lock_timeout");
          statement.execute("reset statement_timeout");
        }
      }
      return due;
    }
  }

  private List<String> due(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, schema);
      statement.setArray(2, connection.createArrayOf("text", only.toArray()));
      statement.setArray(3, connection.createArrayOf("text", only.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        List<String> due = new ArrayList<>();
        while (rows.next()) {
          if (stale(rows.getLong("rows_known"), rows.getLong("rows_now"))) {
            due.add(rows.getString("name"));
          }
        }
        return due;
      }
    }
  }
}
