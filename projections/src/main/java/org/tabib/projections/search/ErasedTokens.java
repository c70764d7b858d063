package org.tabib.projections.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.tabib.engine.privacy.PersonKeys;

/**
 * Deletes the search tokens of a person who is erased, for ever: a batch that opened the person's
 * messages with a key from before, on this node or another one, either is committed first and loses
 * its tokens here, or sees that the person is erased.
 */
public final class ErasedTokens implements PersonKeys.Erasure {
  private final DataSource readModels;

  public ErasedTokens(DataSource readModels) {
    this.readModels = readModels;
  }

  @Override
  public void erase(String person) throws SQLException {
    try (Connection connection = readModels.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement lock = connection.createStatement()) {
        // Waits for batches under way, and projections wait behind it: not for long.
        lock.execute("set local lock_timeout = '10s'");
        lock.execute("lock table read.erased_person in access exclusive mode");
        run(
            connection,
            "insert into read.erased_person (person_id) values (?) on conflict do nothing",
            person);
        run(connection, "delete from read.message_token where subject = ?", person);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static void run(Connection connection, String sql, String person) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, person);
      statement.executeUpdate();
    }
  }
}
