package org.tabib.projections.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The offset table of akka-projection-jdbc, in its own representation of journal offsets. */
final class Offsets {
  private static final String SAVE =
      """
      insert into read.akka_projection_offset_store
        (projection_name, projection_key, current_offset, manifest, mergeable, last_updated)
      values (?, ?, ?, 'SEQ', false, ?)
      on conflict (projection_name, projection_key) do update set
        current_offset = excluded.current_offset,
        last_updated   = excluded.last_updated
      """;
  private static final String ALL =
      "select projection_name, projection_key, current_offset"
          + " from read.akka_projection_offset_store where manifest = 'SEQ'";
  private static final String CLEAR =
      "delete from read.akka_projection_offset_store where projection_name = ?";

  private Offsets() {}

  /** A slice of a projection. */
  record Key(String projection, String slice) {}

  static void save(Connection connection, String projection, String slice, long offset, Instant at)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SAVE)) {
      statement.setString(1, projection);
      statement.setString(2, slice);
      statement.setString(3, Long.toString(offset));
      statement.setLong(4, at.toEpochMilli());
      statement.executeUpdate();
    }
  }

  static Map<Key, Long> all(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ALL);
        ResultSet rows = statement.executeQuery()) {
      Map<Key, Long> offsets = new HashMap<>();
      while (rows.next()) {
        offsets.put(
            new Key(rows.getString(1), rows.getString(2)), Long.parseLong(rows.getString(3)));
      }
      return offsets;
    }
  }

  static void clear(Connection connection, String projection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLEAR)) {
      statement.setString(1, projection);
      statement.executeUpdate();
    }
  }
}
