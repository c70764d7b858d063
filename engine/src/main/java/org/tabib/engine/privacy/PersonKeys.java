package org.tabib.engine.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Ids;

/**
 * Data keys of people: one each, wrapped by their practice's key, kept in {@code person_key}. Reads
 * and writes are batched across callers. A key that was destroyed is simply not in a vault.
 */
public final class PersonKeys {
  private static final int BATCH = 500;

  /**
   * A destroyed key is used for at most this long (design: sealing), and usually not at all: {@link
   * ErasureBroadcast}.
   */
  private static final Duration CACHED = Duration.ofSeconds(60);

  /** Nobody gets from a first message to naming a dependant faster than that. */
  private static final Duration NEW = Duration.ofSeconds(10);

  private record NewKey(String person, @Nullable String guardian) {}

  private final DataSource database;
  private final KeyRing ring;
  private final Batcher<String, Map<String, DataKey>> loading;
  private final Batcher<NewKey, DataKey> creating;
  private final Cache<String, DataKey> newcomers =
      Caffeine.newBuilder().expireAfterWrite(NEW).maximumSize(100_000).build();
  private final Cache<String, Map<String, DataKey>> recent =
      Caffeine.newBuilder().expireAfterWrite(CACHED).maximumSize(100_000).build();

  private final List<Erasure> erasures = new CopyOnWriteArrayList<>();

  /**
   * @param blocking where database calls may block
   */
  public PersonKeys(DataSource database, KeyRing ring, Executor blocking) {
    this.database = database;
    this.ring = ring;
    this.loading = new Batcher<>(BATCH, blocking, this::load);
    this.creating = new Batcher<>(BATCH, blocking, this::create);
  }

  /** The keys of that person and of everyone they are guardian of, at most a minute old. */
  public CompletionStage<Vault> vaultOf(String person) {
    Map<String, DataKey> known = recent.getIfPresent(person);
    return known != null
        ? CompletableFuture.completedFuture(new Vault(known))
        : loading.ask(person).thenApply(Vault::new);
  }

  /**
   * The same as the database has it now: for those who write. A key that another node made for a
   * dependant moments ago would be missing in an older vault, and what is sealed under it would be
   * taken for erased.
   */
  public CompletionStage<Vault> currentVaultOf(String person) {
    return loading.ask(person).thenApply(Vault::new);
  }

  /** The vault of a person who was met for the first time a moment ago: it is surely current. */
  public @Nullable Vault vaultOfNewcomer(String person) {
    DataKey key = newcomers.getIfPresent(person);
    return key == null ? null : new Vault(Map.of(person, key));
  }

  /** The person's key, made now if there is none. Repeating it gives the same key. */
  public CompletionStage<DataKey> ensure(String person, @Nullable String guardian) {
    if (guardian == null) {
      return creating.ask(new NewKey(person, null));
    }
    newcomers.invalidate(guardian);
    return creating
        .ask(new NewKey(person, guardian))
        .whenComplete((key, failure) -> recent.invalidate(guardian));
  }

  /** What else must go when a person's key is destroyed. May block; repeating it does no harm. */
  @FunctionalInterface
  public interface Erasure {
    void erase(String person) throws SQLException;
  }

  /** Has this done after every key that {@link #destroy} destroys here. */
  public void alsoErase(Erasure erasure) {
    erasures.add(erasure);
  }

  /**
   * Destroys the person's key: everything sealed under it reads as erased from now on; then erases
   * what was derived from it. Blocks. Repeat it when it fails: whatever is left is done then.
   */
  public void destroy(String person) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM person_key WHERE person_id = ?")) {
      connection.setAutoCommit(true);
      delete.setString(1, person);
      delete.executeUpdate();
    }
    evict();
    for (Erasure erasure : erasures) {
      erasure.erase(person);
    }
  }

  /** Drops what is cached: somewhere a key was destroyed. */
  public void evict() {
    recent.invalidateAll();
    newcomers.invalidateAll();
  }

  byte[] wrap(String person, DataKey key) {
    return key.wrappedBy(ring.of(Ids.practiceOf(person)).data(), person);
  }

  /** A key that was just written for a new person: no need to read it back. */
  void remember(String person, DataKey key) {
    newcomers.put(person, key);
  }

  private DataKey unwrap(String person, byte[] wrapped) {
    return DataKey.unwrap(ring.of(Ids.practiceOf(person)).data(), person, wrapped);
  }

  private List<Map<String, DataKey>> load(List<String> people) throws SQLException {
    Map<String, Map<String, DataKey>> found = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                SELECT person_id, person_id, wrapped_key FROM person_key WHERE person_id = ANY (?)
                UNION ALL
                SELECT guardian_id, person_id, wrapped_key FROM person_key
                 WHERE guardian_id = ANY (?)
                """)) {
      connection.setAutoCommit(true);
      var ids = connection.createArrayOf("varchar", people.toArray());
      select.setArray(1, ids);
      select.setArray(2, ids);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String person = rows.getString(2);
          found
              .computeIfAbsent(rows.getString(1), holder -> new HashMap<>())
              .put(person, unwrap(person, rows.getBytes(3)));
        }
      }
    }
    List<Map<String, DataKey>> answers = new ArrayList<>(people.size());
    for (String person : people) {
      Map<String, DataKey> keys = Map.copyOf(found.getOrDefault(person, Map.of()));
      if (!keys.isEmpty()) {
        recent.put(person, keys);
      }
      answers.add(keys);
    }
    return answers;
  }

  private List<DataKey> create(List<NewKey> asked) throws SQLException {
    // Sorted, because two nodes that insert the same people in different orders would wait for each
    // other; the oldest request of a person stands for all of theirs.
    List<NewKey> wanted = asked.stream().sorted(Comparator.comparing(NewKey::person)).toList();
    String[] people = new String[wanted.size()];
    String[] guardians = new String[wanted.size()];
    byte[][] keys = new byte[wanted.size()][];
    for (int i = 0; i < people.length; i++) {
      people[i] = wanted.get(i).person();
      guardians[i] = wanted.get(i).guardian();
      keys[i] = wrap(people[i], DataKey.generate());
    }
    Map<String, DataKey> stored = new HashMap<>();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              INSERT INTO person_key (person_id, guardian_id, wrapped_key)
              SELECT * FROM unnest(?::varchar[], ?::varchar[], ?::bytea[])
              ON CONFLICT DO NOTHING
              """)) {
        insert.setArray(1, connection.createArrayOf("varchar", people));
        insert.setArray(2, connection.createArrayOf("varchar", guardians));
        insert.setArray(3, connection.createArrayOf("bytea", keys));
        insert.executeUpdate();
      }
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT person_id, wrapped_key FROM person_key WHERE person_id = ANY (?)")) {
        select.setArray(1, connection.createArrayOf("varchar", people));
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            stored.put(rows.getString(1), unwrap(rows.getString(1), rows.getBytes(2)));
          }
        }
      }
    }
    List<DataKey> answers = new ArrayList<>(people.length);
    for (NewKey one : asked) {
      DataKey key = stored.get(one.person());
      if (key == null) {
        throw new SQLException("a key that was just written is not there");
      }
      answers.add(key);
    }
    return answers;
  }
}
