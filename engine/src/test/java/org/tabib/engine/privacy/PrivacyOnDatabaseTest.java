package org.tabib.engine.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.privacy.AliasDirectory.Contact;

/** Keys, aliases and quarantine on a real PostgreSQL. */
class PrivacyOnDatabaseTest {
  private static final DataKey MASTER = DataKey.generate();
  private static final String PRACTICE = "sehat";

  private static EngineDatabase database;

  private Node here;
  private Node there;

  /** What one node has of its own: caches, batches, connections. */
  private record Node(KeyRing ring, PersonKeys keys, AliasDirectory directory) {
    static Node on(DataSource source, long seed) throws SQLException {
      KeyRing ring = new KeyRing(source, MASTER);
      ring.ensure(PRACTICE);
      PersonKeys keys = new PersonKeys(source, ring, database.blocking());
      return new Node(
          ring,
          keys,
          new AliasDirectory(
              source, ring, keys, InstantSource.system(), new Random(seed), database.blocking()));
    }

    CompletionStage<Contact> resolve(int number) {
      return directory.resolve(PRACTICE, phone(number));
    }
  }

  @BeforeAll
  static void start() throws Exception {
    database = EngineDatabase.start();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void freshNodes() throws SQLException {
    database.execute("TRUNCATE practice_key, person_key, alias, quarantine");
    here = Node.on(database.source(), 1);
    there = Node.on(database.other(), 2);
  }

  // ── directory ─────────────────────────────────────────────────────────────────────────────────

  @Test
  void givesEveryoneOfAThousandConcurrentStrangersOneContactAndOneKey() throws Exception {
    List<Integer> numbers =
        new ArrayList<>(IntStream.range(0, 1000).map(i -> i % 500).boxed().toList());
    Collections.shuffle(numbers, new Random(7));

    Map<Integer, Contact> contacts = oneEach(numbers, List.of(here));

    assertThat(new HashSet<>(contacts.values())).hasSize(500);
    assertThat(database.count("SELECT count(*) FROM alias")).isEqualTo(500);
    assertThat(database.count("SELECT count(*) FROM person_key")).isEqualTo(500);
  }

  @Test
  void twoNodesThatMeetTheSameStrangersAtOnceAgree() throws Exception {
    for (int round = 0; round < 20; round++) {
      int first = round * 100;
      List<Integer> numbers =
          new ArrayList<>(IntStream.range(0, 200).map(i -> first + i % 100).boxed().toList());
      Collections.shuffle(numbers, new Random(round));

      oneEach(numbers, List.of(here, there));
    }

    assertThat(database.count("SELECT count(*) FROM alias")).isEqualTo(2000);
    assertThat(database.count("SELECT count(*) FROM person_key")).isEqualTo(2000);
  }

  @Test
  void findsOnlyWhoIsKnown() {
    assertThat(get(here.directory().find(PRACTICE, phone(1)))).isEmpty();

    Contact contact = get(here.resolve(1));

    assertThat(get(there.directory().find(PRACTICE, phone(1)))).contains(contact);
    assertThat(get(there.directory().find(PRACTICE, new Address(Address.Kind.BSUID, "910000001"))))
        .isEmpty();
  }

  @Test
  void linksAnotherAddressUnlessSomebodyHasIt() throws Exception {
    Contact contact = get(here.resolve(1));
    Contact stranger = get(here.resolve(2));

    assertThat(get(here.directory().link(PRACTICE, phone(3), contact))).isEqualTo(contact);
    assertThat(get(there.directory().link(PRACTICE, phone(2), contact))).isEqualTo(stranger);
    assertThat(get(there.resolve(3))).isEqualTo(contact);
    assertThat(database.count("SELECT count(*) FROM person_key")).isEqualTo(2);
  }

  @Test
  void mergedContactsAreOneEverywhereFromThenOn() throws Exception {
    Contact stays = get(here.resolve(1));
    Contact goes = get(here.resolve(2));
    get(here.directory().link(PRACTICE, phone(3), goes));

    here.directory().merge(PRACTICE, goes, stays);

    assertThat(get(here.resolve(2))).isEqualTo(stays);
    assertThat(get(there.resolve(2))).isEqualTo(stays);
    assertThat(get(there.resolve(3))).isEqualTo(stays);
  }

  @Test
  void keepsNoAddressInTheDatabase() throws Exception {
    get(here.resolve(1));

    assertThat(
            database.count(
                "SELECT count(*) FROM alias a WHERE a::text LIKE '%910000001%'"
                    + " OR address_hash = sha256('PHONE:910000001')"))
        .isZero();
  }

  @Test
  void aFailedBatchFailsItsCallersAndNobodyAfterThem() throws Exception {
    database.execute("ALTER TABLE alias RENAME TO alias_away");
    CompletionStage<Contact> failed = here.resolve(1);
    assertThatThrownBy(() -> get(failed)).hasRootCauseInstanceOf(SQLException.class);
    database.execute("ALTER TABLE alias_away RENAME TO alias");

    assertThat(get(here.resolve(1))).isNotNull();
  }

  // ── keys ──────────────────────────────────────────────────────────────────────────────────────

  @Test
  void makesOneKeyPerPersonHoweverOftenAndWhereverItIsAsked() {
    List<CompletionStage<DataKey>> asked = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      asked.add(here.keys().ensure("sehat.person", null));
      asked.add(there.keys().ensure("sehat.person", null));
    }

    assertThat(asked.stream().map(PrivacyOnDatabaseTest::get).distinct()).hasSize(1);
  }

  @Test
  void answersEachWithTheirOwnKeyWhenManyAreMadeAtOnce() {
    Map<String, CompletionStage<DataKey>> asked = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      String person = "sehat.person-" + (i * 7919 % 200);
      asked.put(person, here.keys().ensure(person, null));
    }

    asked.forEach(
        (person, key) -> assertThat(get(there.keys().ensure(person, null))).isEqualTo(get(key)));
  }

  @Test
  void opensWhatConcernsDependantsWithTheGuardiansVault() {
    get(here.keys().ensure("sehat.guardian", null));
    DataKey child = get(here.keys().ensure("sehat.child", "sehat.guardian"));
    Private<Address> sealed =
        new Vault(Map.of("sehat.child", child)).seal(Private.of("sehat.child", phone(1)));

    Vault guardian = get(there.keys().vaultOf("sehat.guardian"));
    Vault childs = get(there.keys().vaultOf("sehat.child"));

    assertThat(guardian.open(sealed, Address.class).orElse(null)).isEqualTo(phone(1));
    assertThat(childs.knows("sehat.guardian")).isFalse();
  }

  @Test
  void startsEntitiesWithKeysThatAnotherNodeMadeAMomentAgo() {
    get(here.keys().ensure("sehat.guardian", null));
    get(there.keys().vaultOf("sehat.guardian"));
    get(here.keys().ensure("sehat.child", "sehat.guardian"));

    assertThat(there.keys().vaultOfNewcomer("sehat.guardian")).isNull();
    assertThat(get(there.keys().currentVaultOf("sehat.guardian")).knows("sehat.child")).isTrue();
  }

  @Test
  void knowsANewcomersKeyWithoutAskingUntilTheyNameADependant() {
    Contact contact = get(here.resolve(1));
    assertThat(here.keys().vaultOfNewcomer(contact.contactId())).isNotNull();

    get(here.keys().ensure("sehat.child", contact.contactId()));

    assertThat(here.keys().vaultOfNewcomer(contact.contactId())).isNull();
    assertThat(get(here.keys().currentVaultOf(contact.contactId())).knows("sehat.child")).isTrue();
  }

  @Test
  void readsAsErasedWhatWasSealedUnderADestroyedKey() throws Exception {
    get(here.keys().ensure("sehat.person", null));
    Private<Address> sealed =
        get(here.keys().vaultOf("sehat.person")).seal(Private.of("sehat.person", phone(1)));

    here.keys().destroy("sehat.person");

    assertThat(get(here.keys().vaultOf("sehat.person")).open(sealed, Address.class))
        .isEqualTo(new Private.Erased<>("sehat.person"));
    there.keys().evict();
    assertThat(get(there.keys().vaultOf("sehat.person")).knows("sehat.person")).isFalse();
  }

  @Test
  void erasesWhatWasDerivedFromADestroyedKeyAndAgainWhenThatFailed() throws Exception {
    List<String> erased = new ArrayList<>();
    here.keys()
        .alsoErase(
            person -> {
              erased.add(person);
              if (erased.size() == 1) {
                throw new SQLException("not reachable");
              }
            });

    assertThatThrownBy(() -> here.keys().destroy("sehat.person")).isInstanceOf(SQLException.class);
    here.keys().destroy("sehat.person");

    assertThat(erased).containsExactly("sehat.person", "sehat.person");
  }

  @Test
  void makesTheSameSearchTokensOnEveryNodeAndOthersPerPracticeAndDomain() throws Exception {
    here.ring().ensure("other");
    long token = here.ring().searchHasher(PRACTICE).token((byte) 1, "बुखार");

    assertThat(there.ring().searchHasher(PRACTICE).token((byte) 1, "बुखार")).isEqualTo(token);
    assertThat(here.ring().searchHasher(PRACTICE).token((byte) 2, "बुखार")).isNotEqualTo(token);
    assertThat(here.ring().searchHasher("other").token((byte) 1, "बुखार")).isNotEqualTo(token);
  }

  @Test
  void givesASearchKeyToPracticesFromBeforeThereWereAny() throws Exception {
    database.execute("UPDATE practice_key SET search_key = NULL");

    here.ring().ensure(PRACTICE);
    there.ring().ensure(PRACTICE);

    assertThat(here.ring().searchHasher(PRACTICE).token((byte) 1, "a"))
        .isEqualTo(there.ring().searchHasher(PRACTICE).token((byte) 1, "a"));
  }

  @Test
  void sealsNothingForSomebodyWhoseKeyIsNotThere() {
    Vault empty = get(here.keys().vaultOf("sehat.nobody"));

    assertThatThrownBy(() -> empty.seal(Private.of("sehat.nobody", phone(1))))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .doesNotContain("910000001");
  }

  // ── practice keys ─────────────────────────────────────────────────────────────────────────────

  @Test
  void refusesAnotherMasterKey() {
    KeyRing wrong = new KeyRing(database.source(), DataKey.generate());

    assertThatThrownBy(() -> wrong.ensure(PRACTICE)).isInstanceOf(DataKey.WrongKeyException.class);
    assertThatThrownBy(wrong::loadAll).isInstanceOf(DataKey.WrongKeyException.class);
    assertThatThrownBy(() -> wrong.of(PRACTICE)).hasMessageContaining("not loaded");
  }

  @Test
  void keepsAPracticesKeysHoweverOftenTheyAreEnsured() throws SQLException {
    KeyRing.PracticeKeys before = here.ring().of(PRACTICE);
    here.ring().ensure(PRACTICE);

    assertThat(here.ring().of(PRACTICE)).isEqualTo(before);
    assertThat(there.ring().of(PRACTICE)).isEqualTo(before);
    assertThat(there.ring().loadAll()).containsExactly(PRACTICE);
  }

  // ── quarantine ────────────────────────────────────────────────────────────────────────────────

  @Test
  void keepsWhatWasNotUnderstoodReadableForOperatorsOnly() throws Exception {
    Quarantine quarantine = new Quarantine(database.source(), here.ring(), database.blocking());
    List<CompletionStage<Boolean>> kept = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      kept.add(quarantine.keep("whatsapp", "unknown-account", new byte[] {(byte) i, 0, 1}));
    }

    assertThat(kept.stream().map(PrivacyOnDatabaseTest::get)).containsOnly(true);
    assertThat(database.count("SELECT count(*) FROM quarantine")).isEqualTo(300);
    try (var connection = database.source().getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery("SELECT sealed_body FROM quarantine ORDER BY id LIMIT 1")) {
      row.next();
      assertThat(there.ring().openForOperators(row.getBytes(1))).isEqualTo(new byte[] {0, 0, 1});
    }
  }

  @Test
  void saysSoWhenTheDatabaseDoesNotTakeIt() throws Exception {
    Quarantine quarantine = new Quarantine(database.source(), here.ring(), database.blocking());

    assertThatThrownBy(
            () ->
                get(
                    quarantine.keep(
                        "whatsapp", "a reason that is too long".repeat(9), new byte[1])))
        .hasRootCauseInstanceOf(SQLException.class);
  }

  // ── words ─────────────────────────────────────────────────────────────────────────────────────

  /** Resolves all numbers on all nodes at once: everyone must get the same answer. */
  private static Map<Integer, Contact> oneEach(List<Integer> numbers, List<Node> nodes) {
    List<CompletableFuture<Contact>> answers = new ArrayList<>();
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      for (int n = 0; n < nodes.size(); n++) {
        // The second node asks in the opposite order.
        int number = n == 0 ? numbers.get(i) : numbers.get(numbers.size() - 1 - i);
        asked.add(number);
        answers.add(nodes.get(n).resolve(number).toCompletableFuture());
      }
    }
    Map<Integer, Contact> contacts = new HashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      Contact answer = get(answers.get(i));
      assertThat(contacts.merge(asked.get(i), answer, (a, b) -> a)).isEqualTo(answer);
    }
    return contacts;
  }

  private static Address phone(int number) {
    return new Address(Address.Kind.PHONE, "91000000" + number);
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage
        .toCompletableFuture()
        .orTimeout(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS)
        .join();
  }
}
