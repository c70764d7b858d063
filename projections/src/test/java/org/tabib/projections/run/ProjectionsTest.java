package org.tabib.projections.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.tabib.projections.fixture.Happenings.CONVERSATION;
import static org.tabib.projections.fixture.Happenings.T0;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.details;
import static org.tabib.projections.fixture.Happenings.dispatched;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.sealed;
import static org.tabib.projections.fixture.Happenings.slot;
import static org.tabib.projections.fixture.Happenings.started;
import static org.tabib.projections.fixture.Happenings.turn;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.patient.PatientEvent;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.practice.PracticeEvent.PracticeConfigured;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.ScheduleEvent;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.projections.ReadModels;
import org.tabib.projections.fixture.KnownKeys;
import org.tabib.projections.fixture.KnownPractice;
import org.tabib.projections.fixture.RememberedEvents;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.fixture.TestJournal;

/** The whole way: journal rows, the real read journal, a cluster of one node, read models. */
@TestMethodOrder(MethodOrderer.Random.class)
class ProjectionsTest {
  private static TestDatabase database;
  private static TestJournal journal;
  private static ActorTestKit kit;
  private static Projections projections;
  private static final PrometheusMeterRegistry METERS =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    journal = TestJournal.create(database);
    kit = ActorTestKit.create("projections-test", config(database));
    Cluster cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    projections =
        Projections.start(
            kit.system(),
            database.database(),
            database.database().dataSource(),
            ReadModels.all(new KnownKeys(), KnownPractice.DEMO),
            METERS,
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    projections.close();
    kit.shutdownTestKit();
    database.close();
  }

  private static Config config(TestDatabase database) {
    return ConfigFactory.parseString(
            """
            akka.actor.provider = cluster
            akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            akka.cluster.jmx.enabled = off
            akka.actor.serializers.remembered = "%s"
            jdbc-journal.use-shared-db = slick
            jdbc-read-journal.use-shared-db = slick
            jdbc-journal.tables.event_journal.schemaName = journal
            jdbc-journal.tables.event_tag.schemaName = journal
            jdbc-read-journal.tables.event_journal.schemaName = journal
            jdbc-read-journal.tables.event_tag.schemaName = journal
            tabib.projections.health-interval = 100 ms
            akka-persistence-jdbc.shared-databases.slick {
              profile = "slick.jdbc.PostgresProfile$"
              db {
                url = "%s", user = postgres, password = "", driver = org.postgresql.Driver
                numThreads = 4, maxConnections = 8, minConnections = 1
              }
            }
            """
                .formatted(RememberedEvents.class.getName(), database.url()))
        .withFallback(ConfigFactory.parseResources("projections.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  @Test
  void fillsReadModelsFromTheJournalExactlyOnce() {
    String id = CONVERSATION + "0";
    List<ConversationEvent> events = new ArrayList<>(List.of(started()));
    for (int i = 1; i <= 300; i++) {
      events.add(turn("wamid." + i, i, i));
      events.add(dispatched(i, i));
    }
    journal.append(
        "Conversation", "conversation-0", journal(id, 1, events.toArray(ConversationEvent[]::new)));

    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () -> assertThat(count("message where conversation_id = '" + id + "'")).isEqualTo(600));
    assertThat(
            database.rows(
                "select inbound_count, outbound_count, unread from read.conversation"
                    + " where conversation_id = '"
                    + id
                    + "'"))
        .containsExactly("300|300|300");
    await()
        .atMost(10, SECONDS)
        .until(() -> count("owed_by_conversation where conversation_id = '" + id + "'") == 0);
    await()
        .atMost(5, SECONDS)
        .until(() -> projections.health().caughtUp("conversation", Duration.ZERO));
    assertThat(METERS.scrape())
        .containsPattern(
            "tabib_projection_lag_seconds_bucket\\{projection=\"conversation\",slice=\"conversation-0\",le=\"0.5\"\\}")
        .containsPattern(
            "tabib_projection_lag_seconds_count\\{projection=\"conversation\",slice=\"conversation-0\"\\} \\d")
        .contains("tabib_projection_current_lag_seconds{");
  }

  @Test
  void seesEventOfWriterThatStalledBetweenInsertAndCommit() throws Exception {
    try (Connection stalled = database.connect()) {
      stalled.setAutoCommit(false);
      journal.insert(
          stalled,
          "Schedule",
          "schedule-0",
          new Recorded<>("demo.stalled", 1, booked("demo.visit-slow")));
      journal.append(
          "Schedule",
          "schedule-0",
          List.of(new Recorded<>("demo.quick", 1, booked("demo.visit-quick"))));
      // The quick one must wait for the gap before it: it is not there for as long as a stalled
      // writer may take (2 s).
      await()
          .during(Duration.ofMillis(2000))
          .atMost(Duration.ofMillis(2500))
          .until(() -> count("slot_booking where visit_id = 'demo.visit-quick'") == 0);
      stalled.commit();
    }
    await()
        .atMost(10, SECONDS)
        .until(() -> count("slot_booking where visit_id like 'demo.visit-%'") == 2);
  }

  @Test
  void stopsOnlyTheSliceThatMetPoisonAndKeepsWhatCameBefore() throws Exception {
    String id = CONVERSATION + "1";
    journal.append(
        "Conversation",
        "conversation-1",
        journal(id, 1, started(), turn("wamid.a", 1, 1), clear(2), turn("wamid.c", 3, 2)));

    await().atMost(20, SECONDS).until(() -> stopOf("conversation-1").isPresent());

    StoppedSlice stop = stopOf("conversation-1").orElseThrow();
    assertThat(stop.persistenceId()).isEqualTo("Conversation|" + id);
    assertThat(stop.sequenceNumber()).isEqualTo(3);
    assertThat(stop.errorType()).isEqualTo("IllegalStateException");
    assertThat(count("message where conversation_id = '" + id + "'")).isEqualTo(2);
    assertThat(projections.health().healthy(Duration.ofDays(1))).isFalse();
    assertThat(METERS.scrape())
        .contains(
            "tabib_projection_stopped{projection=\"conversation\",slice=\"conversation-1\"} 1");

    String neighbour = CONVERSATION + "2";
    journal.append(
        "Conversation", "conversation-2", journal(neighbour, 1, started(), turn("wamid.n", 1, 1)));
    await()
        .atMost(10, SECONDS)
        .until(() -> count("message where conversation_id = '" + neighbour + "'") == 2);

    await("it stays stopped when the system starts again")
        .atMost(10, SECONDS)
        .until(() -> paused("conversation-1").equals(List.of("t")));
    done(projections.control().skip("conversation", "conversation-1", "demo.staff", "row kept"));
    assertThat(paused("conversation-1")).containsExactly("f");
    await()
        .atMost(20, SECONDS)
        .until(() -> count("message where conversation_id = '" + id + "'") == 4);
    await().atMost(5, SECONDS).until(() -> stopOf("conversation-1").isEmpty());
    assertThat(
            database.rows(
                """
                select persistence_id, sequence_number, event_type, skipped_by, reason
                from read.skipped_event
                """))
        .containsExactly("Conversation|" + id + "|3|AddressChanged|demo.staff|row kept");
    assertThatThrownBy(
            () -> projections.control().skip("conversation", "conversation-1", "s", "again"))
        .isInstanceOf(ProjectionControl.NotStopped.class);
    assertThat(count("skipped_event")).isEqualTo(1);
  }

  @Test
  void resumesStoppedSliceOnceItsTroubleIsMended() throws Exception {
    String id = "demo.visit-in-the-way";
    VisitEvent opened =
        new VisitEvent.VisitOpened(details("demo.p", "demo.d", slot("demo.s", 1)), sealed("c"), T0);
    database.write(ReadModels.VISIT.models(), journal(id, 1, opened));
    journal.append(
        "Visit", "visit-0", journal(id, 1, opened, new VisitEvent.VisitConfirmed(at(1))));
    await().atMost(20, SECONDS).until(() -> paused("visit-0").equals(List.of("t")));
    assertThat(count("stopped_slice where slice = 'visit-0' and sql_state = '23505'")).isEqualTo(1);

    database.execute("delete from read.appointment");
    done(projections.control().resume("visit"));

    await().atMost(20, SECONDS).until(() -> count("appointment where status = 'CONFIRMED'") == 1);
  }

  @Test
  void pausedProjectionFallsBehindAndCatchesUpWhenItIsResumed() throws Exception {
    done(projections.control().pause("practice"));
    await().atMost(5, SECONDS).until(() -> !projections.health().paused().isEmpty());
    assertThat(projections.health().caughtUp("practice", Duration.ZERO))
        .as("nothing happened since: its tables can be acted upon")
        .isTrue();

    journal.append(
        "Practice",
        "practice-0",
        List.of(
            new Recorded<>(
                "demo", 1, new PracticeConfigured(DemoPractice.config(1, List.of("1")), T0))));

    await().atMost(5, SECONDS).until(() -> !lagOf("practice").isZero());
    Duration lag = lagOf("practice");
    await("lag grows").atMost(5, SECONDS).until(() -> lagOf("practice").compareTo(lag) > 0);
    assertThat(projections.health().caughtUp("practice", Duration.ofDays(1)))
        .as("what stands still does not catch up")
        .isFalse();
    assertThat(projections.health().stopped())
        .extracting(StoppedSlice::projection)
        .doesNotContain("practice");
    assertThat(METERS.scrape())
        .contains("tabib_projection_paused{projection=\"practice\",slice=\"practice-0\"} 1");
    assertThat(count("practice")).isZero();

    done(projections.control().resume("practice"));

    await().atMost(20, SECONDS).until(() -> count("practice") == 1);
    await()
        .atMost(5, SECONDS)
        .until(() -> projections.health().caughtUp("practice", Duration.ZERO));
    assertThat(projections.health().paused()).isEmpty();
  }

  private static Duration lagOf(String projection) {
    return projections.health().slices().stream()
        .filter(slice -> slice.projection().equals(projection))
        .map(SliceHealth::lag)
        .max(Duration::compareTo)
        .orElseThrow();
  }

  @Test
  void rebuildsOneProjectionFromTheJournal() throws Exception {
    String id = "demo.patient-rebuilt";
    journal.append(
        "Patient",
        "patient-0",
        journal(
            id,
            1,
            new PatientEvent.PatientRegistered("demo.guardian", sealed("p"), T0),
            new PatientEvent.ProfileChanged(sealed("q"), at(1))));
    await().atMost(20, SECONDS).until(() -> count("patient") == 1);
    List<String> before = database.rows("select * from read.patient");
    database.execute("update read.patient set guardian_id = 'wrong'");

    done(projections.control().rebuild().run("patient"));

    await()
        .atMost(20, SECONDS)
        .untilAsserted(
            () -> assertThat(database.rows("select * from read.patient")).isEqualTo(before));
  }

  @Test
  void refusesToRebuildWhatDoesNotExist() {
    assertThat(projections.control().rebuild().names())
        .containsExactly(
            "conversation",
            "visit",
            "schedule",
            "patient",
            "practice",
            "queue",
            "reminder",
            "waiting-list");
    assertThatThrownBy(() -> projections.control().rebuild().run("nothing"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ScheduleEvent booked(String visit) {
    return new ScheduleEvent.SlotBooked(at(3600), visit, null, at(1));
  }

  /** An event that no read model may take: its content is in clear. */
  private static ConversationEvent clear(long second) {
    return new ConversationEvent.AddressChanged(Private.of("demo.who", null), at(second));
  }

  private static Optional<StoppedSlice> stopOf(String slice) {
    return projections.health().stopped().stream()
        .filter(stop -> stop.slice().equals(slice))
        .findFirst();
  }

  private static List<String> paused(String slice) {
    return database.rows(
        "select paused from read.akka_projection_management where projection_key = '"
            + slice
            + "'");
  }

  private static int count(String from) {
    return Integer.parseInt(database.rows("select count(*) from read." + from).getFirst());
  }

  private static void done(CompletionStage<?> stage) throws Exception {
    stage.toCompletableFuture().get(20, SECONDS);
  }
}
