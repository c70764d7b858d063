package org.tabib.projections.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement over many rows: each parameter of the statement is an array, a column of the rows,
 * in the order in which the columns are named here. One round trip and one plan, however many rows.
 *
 * @param <T> a row
 */
public final class Unnest<T> {
  private final Connection connection;
  private final String sql;
  private final List<T> rows;
  private final List<Array> columns = new ArrayList<>();

  private Unnest(Connection connection, String sql, Collection<? extends T> rows) {
    this.connection = connection;
    this.sql = sql;
    this.rows = List.copyOf(rows);
  }

  /** The value of a column in a row. */
  @FunctionalInterface
  public interface Column<T, V> {
    @Nullable V of(T row);
  }

  /** A statement over these rows. */
  public static <T> Unnest<T> over(
      Connection connection, String sql, Collection<? extends T> rows) {
    return new Unnest<>(connection, sql, rows);
  }

  public Unnest<T> text(Column<T, String> column) throws SQLException {
    return add("text", column, new String[rows.size()]);
  }

  public Unnest<T> int8(Column<T, Long> column) throws SQLException {
    return add("int8", column, new Long[rows.size()]);
  }

  public Unnest<T> int4(Column<T, Integer> column) throws SQLException {
    return add("int4", column, new Integer[rows.size()]);
  }

  public Unnest<T> bool(Column<T, Boolean> column) throws SQLException {
    return add("bool", column, new Boolean[rows.size()]);
  }

  public Unnest<T> bytea(Column<T, byte[]> column) throws SQLException {
    return add("bytea", column, new byte[rows.size()][]);
  }

  /** Instants travel as ISO 8601 text in UTC, which PostgreSQL reads as it stands. */
  public Unnest<T> time(Column<T, Instant> column) throws SQLException {
    return add(
        "timestamptz",
        row -> {
          Instant instant = column.of(row);
          return instant == null ? null : instant.toString();
        },
        new String[rows.size()]);
  }

  private <V> Unnest<T> add(String type, Column<T, V> column, @Nullable V[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      values[i] = column.of(rows.get(i));
    }
    columns.add(connection.createArrayOf(type, values));
    return this;
  }

  /** Runs it; does nothing at all when there are no rows. Returns how many rows changed. */
  public int execute() throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.size(); i++) {
        statement.setArray(i + 1, columns.get(i));
      }
      return statement.executeUpdate();
    }
  }
}
