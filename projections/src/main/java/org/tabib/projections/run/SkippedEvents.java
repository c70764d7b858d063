package org.tabib.projections.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** The table of events that somebody let a projection pass over: who, when and why. */
final class SkippedEvents {
  private static final String RECORD =
      """
      insert into read.skipped_event (projection, slice, persistence_id, sequence_number,
        event_type, error_type, sql_state, journal_offset, stopped_at, skipped_at, skipped_by,
        reason)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private SkippedEvents() {}

  static void record(Connection connection, StoppedSlice stop, String by, String reason, Instant at)
      throws SQLException {
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
      statement.setObject(10, at.atOffset(ZoneOffset.UTC));
      statement.setString(11, by);
      statement.setString(12, reason);
      statement.executeUpdate();
    }
  }
}
