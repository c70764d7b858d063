package org.tabib.projections.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tabib.projections.store.Columns;

/** The table of stopped slices. */
final class StoppedSlices {
  private static final String RECORD =
      """
      insert into read.stopped_slice (projection, slice, persistence_id, sequence_number,
        event_type, error_type, sql_state, journal_offset, stopped_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (projection, slice) do update set
        persistence_id  = excluded.persistence_id,
        sequence_number = excluded.sequence_number,
        event_type      = excluded.event_type,
        error_type      = excluded.error_type,
        sql_state       = excluded.sql_state,
        journal_offset  = excluded.journal_offset,
        stopped_at      = excluded.stopped_at
      """;
  private static final String ALL =
      """
      select projection, slice, persistence_id, sequence_number, event_type, error_type, sql_state,
             journal_offset, stopped_at
      from read.stopped_slice
      order by projection, slice
      """;
  private static final String FORGET =
      "delete from read.stopped_slice where projection = ? and slice = ?";
  private static final String TAKE = FORGET + " returning *";

  private StoppedSlices() {}

  static void record(Connection connection, StoppedSlice stop) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
      statement.setString(1, stop.projection());
      statement.setString(2, stop.slice());
      statement.setString(3, stop.persistenceId());
      statement.setLong(4, stop.sequenceNumber());
      statement.setString(5, stop.eventType());
      statement.setString(6, stop.errorType());
      statement.setString(7, stop.sqlState());
      statement.setLong(8, stop.journalOffset());
      statement.setObject(9, stop.stoppedAt().atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  static List<StoppedSlice> all(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ALL);
        ResultSet rows = statement.executeQuery()) {
      List<StoppedSlice> all = new ArrayList<>();
      while (rows.next()) {
        all.add(read(rows));
      }
      return all;
    }
  }

  /** Forgets a stop, if there is one; of several who try it at once one finds it. */
  static Optional<StoppedSlice> take(Connection connection, String projection, String slice)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setString(1, projection);
      statement.setString(2, slice);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
      }
    }
  }

  private static StoppedSlice read(ResultSet row) throws SQLException {
    return new StoppedSlice(
        row.getString("projection"),
        row.getString("slice"),
        row.getString("persistence_id"),
        row.getLong("sequence_number"),
        row.getString("event_type"),
        row.getString("error_type"),
        row.getString("sql_state"),
        row.getLong("journal_offset"),
        Columns.time(row, "stopped_at"));
  }

  static void forget(Connection connection, String projection, String slice) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setString(1, projection);
      statement.setString(2, slice);
      statement.executeUpdate();
    }
  }
}
