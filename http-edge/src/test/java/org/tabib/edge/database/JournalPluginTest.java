package org.tabib.edge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.jdbc.query.javadsl.JdbcReadJournal;
import akka.persistence.query.EventEnvelope;
import akka.persistence.query.Offset;
import akka.persistence.query.PersistenceQuery;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;
import akka.stream.javadsl.Sink;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal as it is configured in production, on a real PostgreSQL. */
class JournalPluginTest {
  @TempDir private static Path directory;

  /** The first to recover waits for the plugin and its pool, also on a crowded machine. */
  private static final Duration STARTING = Duration.ofSeconds(20);

  private static EmbeddedPostgres server;
  private static Database database;
  private static ActorTestKit kit;

  /** Writes down a batch of words in one write, each under all tags; then says so. */
  private record Write(List<String> words, ActorRef<String> written) {}

  /** An entity that keeps words. */
  private static final class Notebook extends EventSourcedBehavior<Write, String, Integer> {
    private final ActorRef<String> recovered;

    Notebook(String id, ActorRef<String> recovered) {
      super(PersistenceId.ofUniqueId(id));
      this.recovered = recovered;
    }

    static Behavior<Write> create(String id, ActorRef<String> recovered) {
      return Behaviors.setup(context -> new Notebook(id, recovered));
    }

    @Override
    public Integer emptyState() {
      return 0;
    }

    @Override
    public CommandHandler<Write, String, Integer> commandHandler() {
      return (state, write) ->
          Effect()
              .persist(write.words())
              .thenRun(after -> write.written().tell("written " + after));
    }

    @Override
    public EventHandler<Integer, String> eventHandler() {
      return (state, word) -> state + 1;
    }

    @Override
    public Set<String> tagsFor(String word) {
      return word.startsWith("untagged") ? Set.of() : Set.of("words", "words-of-" + word.charAt(0));
    }

    @Override
    public SignalHandler<Integer> signalHandler() {
      return newSignalHandlerBuilder()
          .onSignal(RecoveryCompleted.instance(), state -> recovered.tell("recovered " + state))
          .build();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedPostgres.start();
    database =
        Database.open(
            new DatabaseSettings(
                server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", 0),
            directory,
            4);
    kit = ActorTestKit.create(config());
  }

  @AfterAll
  static void stop() throws Exception {
    kit.shutdownTestKit();
    database.close();
    server.close();
  }

  @Test
  void writesSeveralEventsAndTheirTagsAndReadsThemBack() throws Exception {
    TestProbe<String> probe = kit.createTestProbe(String.class);
    ActorRef<Write> notebook = open("several", probe);
    probe.expectMessage(STARTING, "recovered 0");

    notebook.tell(new Write(List.of("apple", "banana", "untagged", "avocado"), probe.ref()));
    probe.expectMessage("written 4");

    assertThat(byTag("words-of-a", "several", 2)).containsExactly("1 apple", "4 avocado");
    assertThat(byTag("words-of-b", "several", 1)).containsExactly("2 banana");
    kit.stop(notebook);
    open("several", probe);
    probe.expectMessage("recovered 4");
  }

  @Test
  void keepsTheOrderOfEachEntityWhileManyWriteAtOnce() throws Exception {
    TestProbe<String> probe = kit.createTestProbe(String.class);
    List<ActorRef<Write>> notebooks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      notebooks.add(open("many-" + i, probe));
    }
    probe.receiveSeveralMessages(50, Duration.ofSeconds(20));

    for (int n = 0; n < 10; n++) {
      for (ActorRef<Write> notebook : notebooks) {
        notebook.tell(new Write(List.of("many" + 2 * n, "many" + (2 * n + 1)), probe.ref()));
      }
    }
    probe.receiveSeveralMessages(500, Duration.ofSeconds(20));

    List<EventEnvelope> all = envelopes("words-of-m", 1000);
    for (int i = 0; i < 50; i++) {
      String id = "many-" + i;
      assertThat(all.stream().filter(e -> e.persistenceId().equals(id)).map(EventEnvelope::event))
          .containsExactlyElementsOf(
              IntStream.range(0, 20).<Object>mapToObj(n -> "many" + n).toList());
    }
  }

  @Test
  void leavesNothingOfAWriteThatMeetsAnotherWritersEvent() throws Exception {
    TestProbe<String> probe = kit.createTestProbe(String.class);
    ActorRef<Write> notebook = open("contested", probe);
    probe.expectMessage(STARTING, "recovered 0");
    notebook.tell(new Write(List.of("cherry"), probe.ref()));
    probe.expectMessage("written 1");
    anotherWriter("contested", 3);

    notebook.tell(new Write(List.of("citron", "coconut"), probe.ref()));
    probe.expectTerminated(notebook, Duration.ofSeconds(10));

    assertThat(
            count(
                "SELECT count(*) FROM event_journal"
                    + " WHERE persistence_id = 'contested' AND sequence_number = 2"))
        .isZero();
    assertThat(
            count(
                "SELECT count(*) FROM event_tag t JOIN event_journal j ON j.ordering = t.event_id"
                    + " WHERE j.persistence_id = 'contested'"))
        .as("tags of the first event only")
        .isEqualTo(2);
    probe.expectNoMessage();
  }

  @Test
  void failsOnlyTheWriteThatMeetsAnotherWritersEventAndNotThoseOfItsBatch() throws Exception {
    TestProbe<String> probe = kit.createTestProbe(String.class);
    List<ActorRef<Write>> innocent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      innocent.add(open("innocent-" + i, probe));
    }
    ActorRef<Write> guilty = open("guilty", probe);
    probe.receiveSeveralMessages(21, Duration.ofSeconds(20));
    guilty.tell(new Write(List.of("gooseberry"), probe.ref()));
    probe.expectMessage("written 1");
    anotherWriter("guilty", 2);

    try (Connection blocker = database.engine().getConnection()) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("LOCK TABLE event_journal IN EXCLUSIVE MODE");
      // Two writers wait for the table; what comes meanwhile is gathered into one batch.
      innocent.get(0).tell(new Write(List.of("grape"), probe.ref()));
      innocent.get(1).tell(new Write(List.of("guava"), probe.ref()));
      awaitWaitingWriters(2);
      innocent.subList(2, 11).forEach(n -> n.tell(new Write(List.of("grape"), probe.ref())));
      guilty.tell(new Write(List.of("greengage"), probe.ref()));
      innocent.subList(11, 20).forEach(n -> n.tell(new Write(List.of("grape"), probe.ref())));
      probe.expectNoMessage(Duration.ofMillis(400));
      blocker.rollback();
    }

    assertThat(probe.receiveSeveralMessages(20, Duration.ofSeconds(10))).containsOnly("written 1");
    probe.expectTerminated(guilty, Duration.ofSeconds(10));
    assertThat(
            count(
                "SELECT count(DISTINCT xmin::text) FROM event_journal"
                    + " WHERE persistence_id LIKE 'innocent-%'"))
        .as("transactions: the batch was refused, then each was written alone")
        .isEqualTo(20);
  }

  @Test
  void endsAWriterThatStallsBeforeTheGapDetectionGivesItUp() throws Exception {
    Config config = config();
    try (Connection writer =
        DriverManager.getConnection(
            config.getString("akka-persistence-jdbc.shared-databases.slick.db.url"),
            database.user(),
            database.password())) {
      assertThat(setting(writer, "statement_timeout")).isEqualTo("2s");
      assertThat(setting(writer, "idle_in_transaction_session_timeout")).isEqualTo("2s");
      assertThat(setting(writer, "search_path")).isEqualTo("journal");
    }
  }

  private static ActorRef<Write> open(String id, TestProbe<String> probe) {
    return kit.spawn(Notebook.create(id, probe.ref()));
  }

  private static List<String> byTag(String tag, String id, int expected) throws Exception {
    return envelopes(tag, expected).stream()
        .filter(envelope -> envelope.persistenceId().equals(id))
        .map(envelope -> envelope.sequenceNr() + " " + envelope.event())
        .toList();
  }

  private static List<EventEnvelope> envelopes(String tag, int count) throws Exception {
    return PersistenceQuery.get(kit.system())
        .getReadJournalFor(JdbcReadJournal.class, JdbcReadJournal.Identifier())
        .eventsByTag(tag, Offset.noOffset())
        .take(count)
        .runWith(Sink.seq(), kit.system())
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  private static void anotherWriter(String id, long number) throws SQLException {
    try (Connection connection = database.engine().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO event_journal
                  (persistence_id, sequence_number, writer, write_timestamp, adapter_manifest,
                   event_ser_id, event_ser_manifest, event_payload)
                SELECT persistence_id, ?, 'other', write_timestamp, adapter_manifest,
                       event_ser_id, event_ser_manifest, event_payload
                  FROM event_journal WHERE persistence_id = ? AND sequence_number = 1
                """)) {
      insert.setLong(1, number);
      insert.setString(2, id);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
  }

  private static long count(String sql) throws SQLException {
    try (Connection connection = database.engine().getConnection();
        var row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void awaitWaitingWriters(int wanted) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                count(
                        "SELECT count(*) FROM pg_locks WHERE NOT granted"
                            + " AND relation = 'event_journal'::regclass")
                    == wanted);
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (var row = connection.createStatement().executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Config config() {
    String db = "akka-persistence-jdbc.shared-databases.slick.db.";
    return ConfigFactory.parseMap(
            Map.of(
                db + "url",
                database.journalWriterUrl(),
                db + "user",
                database.user(),
                db + "password",
                database.password(),
                "akka.loglevel",
                "WARNING"))
        .withFallback(ConfigFactory.parseResources("persistence.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }
}
