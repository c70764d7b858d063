package org.tabib.edge.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a spool's file says about itself, by name. */
record AboutTable(Connection connection) {
  static final String SCHEMA =
      "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value BLOB NOT NULL)";

  byte @Nullable [] get(String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT value FROM about WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }

  void put(String name, byte[] value) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT OR REPLACE INTO about (name, value) VALUES (?, ?)")) {
      insert.setString(1, name);
      insert.setBytes(2, value);
      insert.executeUpdate();
    }
  }
}
