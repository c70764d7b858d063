package org.tabib.engine.privacy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** Keeps what could not be understood, sealed, so that nothing that was acknowledged is lost. */
public final class Quarantine {
  private static final int BATCH = 200;

  private record Item(String channel, String reason, byte[] sealed) {}

  private final DataSource database;
  private final KeyRing ring;
  private final Batcher<Item, Boolean> keeping;

  /**
   * @param blocking where database calls may block
   */
  public Quarantine(DataSource database, KeyRing ring, Executor blocking) {
    this.database = database;
    this.ring = ring;
    this.keeping = new Batcher<>(BATCH, blocking, this::insert);
  }

  /**
   * Keeps a body; fails when the database does not take it.
   *
   * @param reason a word of a closed vocabulary, never something the sender made up
   */
  public CompletionStage<Boolean> keep(String channel, String reason, byte[] body) {
    return keeping.ask(new Item(channel, reason, ring.sealForOperators(body)));
  }

  private List<Boolean> insert(List<Item> items) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO quarantine (channel, reason, sealed_body)
                SELECT * FROM unnest(?::varchar[], ?::varchar[], ?::bytea[])
                """)) {
      connection.setAutoCommit(true);
      insert.setArray(
          1, connection.createArrayOf("varchar", items.stream().map(Item::channel).toArray()));
      insert.setArray(
          2, connection.createArrayOf("varchar", items.stream().map(Item::reason).toArray()));
      insert.setArray(
          3,
          connection.createArrayOf(
              "bytea", items.stream().map(Item::sealed).toArray(byte[][]::new)));
      insert.executeUpdate();
    }
    List<Boolean> kept = new ArrayList<>(items.size());
    items.forEach(item -> kept.add(true));
    return kept;
  }
}
