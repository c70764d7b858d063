package org.tabib.engine.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.entity.Ids;

/**
 * Knows which contact and conversation an address belongs to, by keyed hash: the address itself is
 * nowhere. The table's primary key makes the first writer win, so that two first messages that
 * arrive on two nodes at once meet in one conversation.
 */
public final class AliasDirectory {
  private static final int BATCH = 500;

  /** Enough for the rated 50 000 contacts four times over; about 200 bytes each. */
  private static final long CACHED = 200_000;

  /** Whom an address belongs to. */
  public record Contact(String contactId, String conversationId) {}

  private record Alias(String practice, ByteBuffer hash) implements Comparable<Alias> {
    private static final Comparator<Alias> ORDER =
        Comparator.comparing(Alias::practice).thenComparing(Alias::hash);

    @Override
    public int compareTo(Alias other) {
      return ORDER.compare(this, other);
    }
  }

  private record Lookup(Alias alias, @Nullable Contact candidate, @Nullable DataKey key) {}

  private final DataSource database;
  private final KeyRing ring;
  private final PersonKeys keys;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Batcher<Lookup, Optional<Contact>> looking;
  private final Cache<Alias, Contact> known = Caffeine.newBuilder().maximumSize(CACHED).build();

  /**
   * @param clock and {@code random} make the identifiers of new contacts
   * @param blocking where database calls may block
   */
  public AliasDirectory(
      DataSource database,
      KeyRing ring,
      PersonKeys keys,
      InstantSource clock,
      RandomGenerator random,
      Executor blocking) {
    this.database = database;
    this.ring = ring;
    this.keys = keys;
    this.clock = clock;
    this.random = random;
    this.looking = new Batcher<>(BATCH, blocking, this::look);
  }

  /** The contact with that address; a new one, with a new key, if nobody has it yet. */
  public CompletionStage<Contact> resolve(String practice, Address address) {
    Alias alias = alias(practice, address);
    Contact cached = known.getIfPresent(alias);
    if (cached != null) {
      return CompletableFuture.completedFuture(cached);
    }
    String id = Ids.of(practice, clock.instant(), random.nextLong(), random.nextLong());
    Contact candidate = new Contact(id, id);
    return looking
        .ask(new Lookup(alias, candidate, DataKey.generate()))
        .thenApply(Optional::orElseThrow);
  }

  /** The contact with that address, if there is one. */
  public CompletionStage<Optional<Contact>> find(String practice, Address address) {
    Alias alias = alias(practice, address);
    Contact cached = known.getIfPresent(alias);
    return cached != null
        ? CompletableFuture.completedFuture(Optional.of(cached))
        : looking.ask(new Lookup(alias, null, null));
  }

  /**
   * Makes the address one of that contact's, unless somebody has it.
   *
   * @return whose it is now: another contact's if they were first
   */
  public CompletionStage<Contact> link(String practice, Address address, Contact contact) {
    Alias alias = alias(practice, address);
    Contact cached = known.getIfPresent(alias);
    return cached != null
        ? CompletableFuture.completedFuture(cached)
        : looking.ask(new Lookup(alias, contact, null)).thenApply(Optional::orElseThrow);
  }

  /** Two contacts proved to be one person: all addresses of the one lead to the other. Blocks. */
  public void merge(String practice, Contact from, Contact into) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                """
                UPDATE alias SET contact_id = ?, conversation_id = ?
                 WHERE practice_id = ? AND contact_id = ?
                """)) {
      connection.setAutoCommit(true);
      update.setString(1, into.contactId());
      update.setString(2, into.conversationId());
      update.setString(3, practice);
      update.setString(4, from.contactId());
      update.executeUpdate();
    }
    known.asMap().values().removeIf(contact -> contact.equals(from));
  }

  private Alias alias(String practice, Address address) {
    return new Alias(
        practice, ByteBuffer.wrap(ring.of(practice).alias().hash(address.canonical())));
  }

  private List<Optional<Contact>> look(List<Lookup> batch) throws SQLException {
    // The same new person may be twice in one batch: the first candidate stands for both. Sorted,
    // because two nodes that insert the same people in different orders would wait for each other.
    Map<Alias, Lookup> wanted = new TreeMap<>();
    for (Lookup lookup : batch) {
      wanted.merge(lookup.alias(), lookup, (a, b) -> a.candidate() != null ? a : b);
    }
    Map<Alias, Contact> found = new HashMap<>();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      List<Lookup> strangers = new ArrayList<>(wanted.values());
      while (!strangers.isEmpty()) {
        select(connection, strangers, found);
        strangers.removeIf(l -> found.containsKey(l.alias()) || l.candidate() == null);
        if (!strangers.isEmpty()) {
          insert(connection, strangers, found);
          // Whoever is still missing was written by another node in between: read again.
          strangers.removeIf(l -> found.containsKey(l.alias()));
        }
      }
    }
    known.putAll(found);
    return batch.stream().map(lookup -> Optional.ofNullable(found.get(lookup.alias()))).toList();
  }

  private static void select(Connection connection, List<Lookup> lookups, Map<Alias, Contact> found)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT a.practice_id, a.address_hash, a.contact_id, a.conversation_id
              FROM alias a
              JOIN unnest(?::varchar[], ?::bytea[]) AS wanted (practice_id, address_hash)
             USING (practice_id, address_hash)
            """)) {
      select.setArray(1, practices(connection, lookups));
      select.setArray(2, hashes(connection, lookups));
      collect(select, found);
    }
  }

  /** Alias and, for a new person, key in one statement: never one without the other. */
  private void insert(Connection connection, List<Lookup> lookups, Map<Alias, Contact> found)
      throws SQLException {
    int n = lookups.size();
    String[] contacts = new String[n];
    String[] conversations = new String[n];
    byte[][] wrapped = new byte[n][];
    Map<String, DataKey> fresh = new HashMap<>();
    for (int i = 0; i < n; i++) {
      Lookup lookup = lookups.get(i);
      Contact candidate = lookup.candidate();
      if (candidate == null) {
        throw new IllegalStateException("only candidates are inserted");
      }
      contacts[i] = candidate.contactId();
      conversations[i] = candidate.conversationId();
      DataKey key = lookup.key();
      if (key != null) {
        wrapped[i] = keys.wrap(candidate.contactId(), key);
        fresh.put(candidate.contactId(), key);
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            WITH wanted AS (
              SELECT *
                FROM unnest(?::varchar[], ?::bytea[], ?::varchar[], ?::varchar[], ?::bytea[])
                  AS w (practice_id, address_hash, contact_id, conversation_id, wrapped_key)
            ), won AS (
              INSERT INTO alias (practice_id, address_hash, contact_id, conversation_id)
              SELECT practice_id, address_hash, contact_id, conversation_id FROM wanted
              ON CONFLICT DO NOTHING
              RETURNING practice_id, address_hash, contact_id, conversation_id
            ), keys AS (
              INSERT INTO person_key (person_id, wrapped_key)
              SELECT contact_id, wrapped_key
                FROM won JOIN wanted USING (practice_id, address_hash, contact_id)
               WHERE wrapped_key IS NOT NULL
              ON CONFLICT DO NOTHING
            )
            SELECT * FROM won
            """)) {
      insert.setArray(1, practices(connection, lookups));
      insert.setArray(2, hashes(connection, lookups));
      insert.setArray(3, connection.createArrayOf("varchar", contacts));
      insert.setArray(4, connection.createArrayOf("varchar", conversations));
      insert.setArray(5, connection.createArrayOf("bytea", wrapped));
      Map<Alias, Contact> won = new HashMap<>();
      collect(insert, won);
      for (Contact contact : won.values()) {
        DataKey key = fresh.get(contact.contactId());
        if (key != null) {
          keys.remember(contact.contactId(), key);
        }
      }
      found.putAll(won);
    }
  }

  private static void collect(PreparedStatement statement, Map<Alias, Contact> found)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.put(
            new Alias(rows.getString(1), ByteBuffer.wrap(rows.getBytes(2))),
            new Contact(rows.getString(3), rows.getString(4)));
      }
    }
  }

  private static java.sql.Array practices(Connection connection, List<Lookup> lookups)
      throws SQLException {
    return connection.createArrayOf(
        "varchar", lookups.stream().map(l -> l.alias().practice()).toArray());
  }

  private static java.sql.Array hashes(Connection connection, List<Lookup> lookups)
      throws SQLException {
    return connection.createArrayOf(
        "bytea", lookups.stream().map(l -> l.alias().hash().array()).toArray(byte[][]::new));
  }
}
