package org.tabib.edge.e2e;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.tabib.edge.database.Database;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.privacy.AliasDirectory;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.KeyRing;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.Vault;
import org.tabib.projections.message.LoggedMessage;
import org.tabib.projections.message.MessageQueries;

/** What a node has stored, opened with its keys. Sees what is in the database, no cache. */
final class Stored {
  private final Database database;
  private final KeyRing ring;

  Stored(Database database, String masterKey) throws SQLException {
    this.database = database;
    this.ring = new KeyRing(database.engine(), DataKey.of(Base64.getDecoder().decode(masterKey)));
    ring.loadAll();
  }

  /** The first column of a query's rows. */
  List<String> column(String sql, Object... arguments) {
    List<String> values = new ArrayList<>();
    rows(sql, row -> values.add(row.getString(1)), arguments);
    return values;
  }

  long count(String sql, Object... arguments) {
    return Long.parseLong(column(sql, arguments).getFirst());
  }

  interface Row {
    void read(ResultSet row) throws SQLException;
  }

  void rows(String sql, Row reader, Object... arguments) {
    try (Connection connection = database.engine().getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        query.setObject(i + 1, arguments[i]);
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private PersonKeys keys() {
    return new PersonKeys(database.engine(), ring, Runnable::run);
  }

  private Vault vault(String person) {
    return keys().vaultOf(person).toCompletableFuture().join();
  }

  <T> T open(String subject, byte[] sealed, Class<T> type) {
    Private<T> value = vault(subject).open(new Private.Sealed<>(subject, sealed), type);
    return ((Private.Clear<T>) value).value();
  }

  /** The conversation of whoever has that address, if anybody has. */
  Optional<String> conversationOf(Address address) {
    return new AliasDirectory(
            database.engine(),
            ring,
            keys(),
            InstantSource.system(),
            new SecureRandom(),
            Runnable::run)
        .find(DemoPractice.ID, address)
        .toCompletableFuture()
        .join()
        .map(AliasDirectory.Contact::conversationId);
  }

  private List<LoggedMessage> log(String conversationId) {
    List<LoggedMessage> oldestFirst =
        new ArrayList<>(
            new MessageQueries(database.readModels().jdbi())
                .page(conversationId, 100, null)
                .items());
    return oldestFirst.reversed();
  }

  /** What a contact said, oldest first. */
  List<InboundContent> received(String conversationId) {
    List<InboundContent> contents = new ArrayList<>();
    for (LoggedMessage message : log(conversationId)) {
      if (message instanceof LoggedMessage.Received received
          && received.content() instanceof Private.Sealed<InboundContent> sealed) {
        contents.add(open(sealed.subject(), sealed.bytes(), InboundContent.class));
      }
    }
    return contents;
  }

  /** What was said to a contact, oldest first. */
  List<String> said(String conversationId) {
    List<String> bodies = new ArrayList<>();
    for (LoggedMessage message : log(conversationId)) {
      if (message instanceof LoggedMessage.Said said
          && said.content() instanceof Private.Sealed<OutboundContent> sealed) {
        bodies.add(open(sealed.subject(), sealed.bytes(), OutboundContent.class).body());
      }
    }
    return bodies;
  }

  /** Bodies in quarantine, oldest first, each led by its reason. */
  List<String> quarantined() {
    List<String> bodies = new ArrayList<>();
    rows(
        "select reason, sealed_body from journal.quarantine order by id",
        row ->
            bodies.add(
                row.getString(1)
                    + ": "
                    + new String(
                        ring.openForOperators(row.getBytes(2)),
                        java.nio.charset.StandardCharsets.UTF_8)));
    return bodies;
  }
}
