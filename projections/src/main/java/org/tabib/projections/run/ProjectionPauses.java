package org.tabib.projections.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * The management table of akka-projection-jdbc: which slices wait to be resumed. Slices read it
 * when they start, so that a pause outlasts every restart.
 */
final class ProjectionPauses {
  private static final String PAUSED =
      "select projection_name, projection_key from read.akka_projection_management where paused";

  private ProjectionPauses() {}

  static Set<Offsets.Key> all(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PAUSED);
        ResultSet rows = statement.executeQuery()) {
      Set<Offsets.Key> paused = new HashSet<>();
      while (rows.next()) {
        paused.add(new Offsets.Key(rows.getString(1), rows.getString(2)));
      }
      return paused;
    }
  }
}
