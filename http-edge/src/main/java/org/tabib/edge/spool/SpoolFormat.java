package org.tabib.edge.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.tabib.engine.privacy.DataKey;

/** How a spool's file is made, kept durable, and known to be sealed with this key. */
final class SpoolFormat {
  private static final String KEY_CHECK = "key-check";
  private static final byte[] CHECKED = {'t', 'a', 'b', 'i', 'b'};

  private static final String ENTRIES =
      """
      CREATE TABLE IF NOT EXISTS entry (
        arrival     INTEGER PRIMARY KEY,
        received_at INTEGER NOT NULL,
        sealed      BLOB    NOT NULL
      )
      """;

  private SpoolFormat() {}

  /**
   * A connection to the file, made if need be, without auto-commit.
   *
   * @param maxPages 0: as many as the disk takes
   * @throws DataKey.WrongKeyException if it was made with another key
   */
  static Connection open(Path file, DataKey key, int maxPages) throws IOException {
    FolderLock.ownerOnly(file);
    Connection connection = null;
    try {
      connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
      prepare(connection, maxPages);
      check(new AboutTable(connection), key);
      connection.setAutoCommit(false);
      // The names of the files must survive too.
      force(file.toAbsolutePath().getParent());
      return connection;
    } catch (SQLException e) {
      close(connection, e);
      throw SpoolFileException.of(e);
    } catch (RuntimeException e) {
      close(connection, e);
      throw e;
    }
  }

  private static void prepare(Connection connection, int maxPages) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // In this order: without other processes the index of the log needs no shared memory.
      statement.execute("PRAGMA locking_mode = EXCLUSIVE");
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA journal_size_limit = " + SpoolFile.SMALL_BYTES);
      if (maxPages > 0) {
        statement.execute("PRAGMA max_page_count = " + maxPages);
      }
      statement.execute(ENTRIES);
      statement.execute(AboutTable.SCHEMA);
    }
  }

  private static void check(AboutTable about, DataKey key) throws SQLException {
    byte[] check = about.get(KEY_CHECK);
    if (check == null) {
      about.put(KEY_CHECK, key.seal(KEY_CHECK, CHECKED));
    } else if (!Arrays.equals(key.open(KEY_CHECK, check), CHECKED)) {
      throw new IllegalStateException("the spool's key check says something else");
    }
  }

  private static void force(@Nullable Path folder) throws IOException {
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void close(@Nullable Connection connection, Exception reason) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        reason.addSuppressed(e);
      }
    }
  }
}
