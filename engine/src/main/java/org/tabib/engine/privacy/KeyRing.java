package org.tabib.engine.privacy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * The practices' keys, unwrapped with the master key. Rotating the master key rewraps these rows
 * and nothing else.
 */
public final class KeyRing {

  /**
   * @param data wraps the keys of the practice's people
   * @param alias hashes addresses
   * @param search hashes the words of messages
   */
  record PracticeKeys(DataKey data, DataKey alias, DataKey search) {}

  private final DataSource database;
  private final DataKey master;
  private final Map<String, PracticeKeys> practices = new ConcurrentHashMap<>();

  public KeyRing(DataSource database, DataKey master) {
    this.database = database;
    this.master = master;
  }

  /**
   * Makes sure that the practice has keys, here and in the database. Blocks.
   *
   * @throws DataKey.WrongKeyException if the practice's keys were wrapped with another master key
   */
  public void ensure(String practice) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              INSERT INTO practice_key AS k (practice_id, data_key, alias_key, search_key)
              VALUES (?, ?, ?, ?)
              ON CONFLICT (practice_id) DO UPDATE SET search_key = EXCLUDED.search_key
               WHERE k.search_key IS NULL
              """)) {
        insert.setString(1, practice);
        insert.setBytes(2, DataKey.generate().wrappedBy(master, "data:" + practice));
        insert.setBytes(3, DataKey.generate().wrappedBy(master, "alias:" + practice));
        insert.setBytes(4, DataKey.generate().wrappedBy(master, "search:" + practice));
        insert.executeUpdate();
      }
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT data_key, alias_key, search_key FROM practice_key WHERE practice_id = ?")) {
        select.setString(1, practice);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          practices.put(
              practice,
              new PracticeKeys(
                  DataKey.unwrap(master, "data:" + practice, row.getBytes(1)),
                  DataKey.unwrap(master, "alias:" + practice, row.getBytes(2)),
                  DataKey.unwrap(master, "search:" + practice, row.getBytes(3))));
        }
      }
    }
  }

  /**
   * Loads the keys of every practice there is, those that another node made included. Blocks.
   *
   * @return the ids of all
   */
  public List<String> loadAll() throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT practice_id FROM practice_key ORDER BY 1");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    for (String id : ids) {
      if (!practices.containsKey(id)) {
        ensure(id);
      }
    }
    return ids;
  }

  /**
   * Makes the practice's search tokens; a new one per call, for one thread.
   *
   * @throws IllegalStateException when the practice's keys are not loaded
   */
  public TokenHasher searchHasher(String practice) {
    return TokenHasher.of(of(practice).search());
  }

  /** Seals what belongs to no practice (yet), for those who hold the master key. */
  byte[] sealForOperators(byte[] body) {
    return master.seal("quarantine", body);
  }

  /** Opens what was kept in quarantine. */
  public byte[] openForOperators(byte[] sealed) {
    return master.open("quarantine", sealed);
  }

  PracticeKeys of(String practice) {
    PracticeKeys keys = practices.get(practice);
    if (keys == null) {
      throw new IllegalStateException("the keys of practice " + practice + " are not loaded");
    }
    return keys;
  }
}
