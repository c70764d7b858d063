package org.tabib.edge.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.DataKey;

/**
 * The log on disk: a SQLite file with a write-ahead log that is forced at every commit. Bodies are
 * sealed. For one thread at a time; after an exception it must be closed and opened again.
 */
final class SpoolFile implements AutoCloseable {
  /** What a row costs besides its body: key, time, and its share of the pages. */
  static final int ROW = 64;

  /** Sealing adds format, nonce and tag. */
  private static final int SEALING = 29;

  /** Enough that a disk which takes it has room for ordinary webhooks again. */
  private static final int SAMPLE_BYTES = 64 * 1024;

  /** Below it an empty file is not worth giving back. */
  static final long SMALL_BYTES = 16L * 1024 * 1024;

  /** One to be written. */
  record Fresh(long arrival, Instant receivedAt, byte[] raw) {}

  /**
   * What is in the file.
   *
   * @param last the highest arrival; 0: none
   */
  record Totals(long entries, long bytes, long last) {}

  private final Connection connection;
  private final DataKey key;

  private SpoolFile(Connection connection, DataKey key) {
    this.connection = connection;
    this.key = key;
  }

  /** What a body of that length takes on disk. */
  static long size(int rawLength) {
    return (long) rawLength + SEALING + ROW;
  }

  /**
   * Opens the file, making it at the first time; what a killed process left is there.
   *
   * @param key seals the bodies
   * @param maxPages 0: as many as the disk takes
   * @throws DataKey.WrongKeyException if it was made with another key
   */
  static SpoolFile open(Path file, DataKey key, int maxPages) throws IOException {
    return new SpoolFile(SpoolFormat.open(file, key, maxPages), key);
  }

  Totals totals() throws SpoolFileException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*), coalesce(sum(length(sealed) + "
                    + ROW
                    + "), 0), coalesce(max(arrival), 0) FROM entry")) {
      row.next();
      Totals totals = new Totals(row.getLong(1), row.getLong(2), row.getLong(3));
      connection.rollback();
      return totals;
    } catch (SQLException e) {
      throw SpoolFileException.of(e);
    }
  }

  /** Which of these are in the file. */
  Set<Long> present(Collection<Long> arrivals) throws SpoolFileException {
    Set<Long> present = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM entry WHERE arrival = ?")) {
      for (long arrival : arrivals) {
        select.setLong(1, arrival);
        try (ResultSet row = select.executeQuery()) {
          if (row.next()) {
            present.add(arrival);
          }
        }
      }
    } catch (SQLException e) {
      throw SpoolFileException.of(e);
    }
    end();
    return present;
  }

  /** All of it or nothing; forced to disk before it returns. */
  void write(List<Fresh> fresh, Collection<Long> removed) throws SpoolFileException {
    try {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM entry WHERE arrival = ?")) {
        for (long arrival : removed) {
          delete.setLong(1, arrival);
          delete.addBatch();
        }
        delete.executeBatch();
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO entry (arrival, received_at, sealed) VALUES (?, ?, ?)")) {
        for (Fresh one : fresh) {
          insert.setLong(1, one.arrival());
          insert.setLong(2, one.receivedAt().toEpochMilli());
          insert.setBytes(3, key.seal(context(one.arrival()), one.raw()));
          insert.executeUpdate();
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw SpoolFileException.of(e);
    }
  }

  /**
   * The first entries that the caller does not know yet.
   *
   * @param bytes it stops behind the entry that reaches this size
   */
  List<Entry> read(Set<Long> known, int entries, long bytes) throws SpoolFileException {
    List<Entry> found = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "SELECT arrival, received_at, sealed FROM entry ORDER BY arrival")) {
      long read = 0;
      while (found.size() < entries && read < bytes && rows.next()) {
        long arrival = rows.getLong(1);
        if (!known.contains(arrival)) {
          byte[] sealed = rows.getBytes(3);
          read += sealed.length;
          found.add(opened(arrival, Instant.ofEpochMilli(rows.getLong(2)), sealed));
        }
      }
    } catch (SQLException e) {
      throw SpoolFileException.of(e);
    }
    end();
    return found;
  }

  private Entry opened(long arrival, Instant receivedAt, byte[] sealed) {
    long size = (long) sealed.length + ROW;
    try {
      return new Entry(arrival, receivedAt, size, key.open(context(arrival), sealed), true);
    } catch (DataKey.WrongKeyException | IllegalArgumentException e) {
      return new Entry(arrival, receivedAt, size, sealed, false);
    }
  }

  /** When the first entry came; none in an empty file. */
  @Nullable Instant oldest() throws SpoolFileException {
    Instant oldest = null;
    try (Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery("SELECT received_at FROM entry ORDER BY arrival LIMIT 1")) {
      if (row.next()) {
        oldest = Instant.ofEpochMilli(row.getLong(1));
      }
    } catch (SQLException e) {
      throw SpoolFileException.of(e);
    }
    end();
    return oldest;
  }

  /** Writes something and takes it back: whether the disk can be written to (again). */
  void tryOut() throws SpoolFileException {
    try {
      AboutTable about = new AboutTable(connection);
      about.put("sample", new byte[SAMPLE_BYTES]);
      connection.commit();
      about.put("sample", new byte[0]);
      connection.commit();
    } catch (SQLException e) {
      throw SpoolFileException.of(e);
    }
  }

  /** Gives the room of an empty file back to the disk. */
  void shrink(Path file) throws SpoolFileException {
    if (file.toFile().length() < SMALL_BYTES) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute("VACUUM");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw SpoolFileException.of(e);
    }
  }

  private void end() throws SpoolFileException {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw SpoolFileException.of(e);
    }
  }

  /** An entry cannot be passed off as another one. */
  private static String context(long arrival) {
    return "spool:" + arrival;
  }

  @Override
  public void close() throws SpoolFileException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw SpoolFileException.of(e);
    }
  }
}
