package org.tabib.projections.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.tabib.projections.fixture.Happenings.at;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.schedule.ScheduleEvent;
import org.tabib.projections.fixture.RememberedEvents;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.fixture.TestJournal;

/** The whole way out: journal rows, the real read journal, a far side that behaves as it likes. */
class PublishingTest {
  private static final String NAME = "out";
  private static final String SLICE = "schedule-0";

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ExecutorService blocking = Executors.newFixedThreadPool(2);
  private final FarSide far = new FarSide();
  private TestDatabase database;
  private TestJournal journal;
  private ActorTestKit kit;
  private Publishing publishing;

  @BeforeEach
  void start() {
    database = TestDatabase.create();
    journal = TestJournal.create(database);
    run();
  }

  @AfterEach
  void stop() {
    halt();
    blocking.shutdownNow();
    database.close();
  }

  private void run() {
    kit = ActorTestKit.create("publishing-test", config(database));
    Cluster cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    publishing =
        Publishing.start(
            kit.system(),
            database.database(),
            database.database().dataSource(),
            List.of(
                new OutboundProjection<>(NAME, ScheduleEvent.class, List.of(SLICE), far::outlet)),
            blocking,
            meters,
            Clock.systemUTC());
  }

  private void halt() {
    publishing.close();
    kit.shutdownTestKit();
  }

  /** Takes events over, or does not. */
  private static final class FarSide {
    final List<String> arrived = new CopyOnWriteArrayList<>();
    final AtomicInteger outlets = new AtomicInteger();
    final AtomicInteger attempts = new AtomicInteger();
    volatile boolean away;
    volatile boolean silent;
    volatile String poison = "none";

    Outlet<ScheduleEvent> outlet() {
      outlets.incrementAndGet();
      CompletableFuture<Done> closed = new CompletableFuture<>();
      return new Outlet<>() {
        @Override
        public CompletionStage<Done> publish(List<Recorded<ScheduleEvent>> batch) {
          attempts.incrementAndGet();
          if (silent) {
            return closed;
          }
          if (away) {
            return CompletableFuture.failedStage(new IllegalStateException("away"));
          }
          for (int i = 0; i < batch.size(); i++) {
            String id = batch.get(i).entityId();
            if (id.equals(poison)) {
              return CompletableFuture.failedStage(
                  new Unpublishable(i, new IllegalArgumentException("planted words")));
            }
            arrived.add(id + "/" + batch.get(i).number());
          }
          return CompletableFuture.completedStage(Done.getInstance());
        }

        @Override
        public void close() {
          closed.completeExceptionally(new IllegalStateException("closed"));
        }
      };
    }
  }

  @Test
  void handsEverythingOverInOrderAndGoesOnAfterTheLastOneWhenStartedAgain() {
    append("demo.a", 1, 300);
    await().atMost(30, SECONDS).until(() -> far.arrived.size() == 300);
    assertThat(far.arrived).isEqualTo(numbers("demo.a", 1, 300));
    await().atMost(10, SECONDS).until(() -> publishing.health().caughtUp(NAME, Duration.ZERO));

    halt();
    append("demo.a", 301, 310);
    run();

    await().atMost(30, SECONDS).until(() -> far.arrived.size() >= 310);
    assertThat(far.arrived).isEqualTo(numbers("demo.a", 1, 310));
    assertThat(meters.scrape())
        .contains("tabib_projection_current_lag_seconds{projection=\"out\",slice=\"schedule-0\"}")
        .containsPattern("tabib_projection_lag_seconds_count\\{projection=\"out\".*} 310");
  }

  @Test
  void triesAgainFromWhereItStoodWhileTheFarSideIsAway() {
    append("demo.b", 1, 5);
    await().atMost(30, SECONDS).until(() -> far.arrived.size() == 5);
    far.away = true;
    append("demo.b", 6, 10);
    await().atMost(30, SECONDS).until(() -> far.attempts.get() > 3);
    await()
        .atMost(10, SECONDS)
        .until(() -> !publishing.health().caughtUp(NAME, Duration.ofMillis(100)));
    assertThat(publishing.health().stopped()).as("it will come back").isEmpty();

    far.away = false;

    await().atMost(30, SECONDS).until(() -> far.arrived.size() == 10);
    assertThat(far.arrived).isEqualTo(numbers("demo.b", 1, 10));
    assertThat(far.outlets.get()).as("a new way after every failure").isGreaterThan(1);
  }

  @Test
  void stopsWithoutWaitingForAFarSideThatSaysNothing() {
    far.silent = true;
    append("demo.c", 1, 3);
    await().atMost(30, SECONDS).until(() -> far.attempts.get() == 1);

    halt();
    far.silent = false;
    run();

    await().atMost(30, SECONDS).until(() -> far.arrived.size() == 3);
    assertThat(far.arrived).isEqualTo(numbers("demo.c", 1, 3));
  }

  @Test
  void stopsBeforeAnEventThatCanNeverLeaveAndGoesOnBehindItWhenTold() throws Exception {
    far.poison = "demo.bad";
    append("demo.good", 1, 2);
    append("demo.bad", 1, 1);
    append("demo.good", 3, 4);
    await().atMost(30, SECONDS).until(() -> !publishing.health().stopped().isEmpty());

    StoppedSlice stop = publishing.health().stopped().getFirst();
    assertThat(stop.persistenceId()).isEqualTo("DoctorSchedule|demo.bad");
    assertThat(stop.errorType()).isEqualTo("IllegalArgumentException");
    assertThat(far.arrived).startsWith("demo.good/1", "demo.good/2").doesNotContain("demo.good/3");
    await()
        .atMost(10, SECONDS)
        .until(
            () ->
                database
                    .rows("select paused from read.akka_projection_management")
                    .equals(List.of("t")));

    publishing
        .control()
        .skip(NAME, SLICE, "demo.staff", "mended elsewhere")
        .toCompletableFuture()
        .get(20, SECONDS);

    await().atMost(30, SECONDS).until(() -> far.arrived.contains("demo.good/4"));
    assertThat(far.arrived).doesNotContain("demo.bad/1");
    assertThatThrownBy(() -> publishing.control().skip(NAME, SLICE, "demo.staff", "again"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> publishing.control().resume("nothing", SLICE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void append(String schedule, int first, int last) {
    List<Recorded<ScheduleEvent>> events = new ArrayList<>();
    for (int number = first; number <= last; number++) {
      events.add(
          new Recorded<>(
              schedule,
              number,
              new ScheduleEvent.SlotBooked(at(number), "demo.visit", null, at(number))));
    }
    journal.append("DoctorSchedule", SLICE, events);
  }

  private static List<String> numbers(String schedule, int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(n -> schedule + "/" + n).toList();
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
            tabib.outbound-journal.refresh-interval = 100 ms
            tabib.outbound-journal.journal-sequence-retrieval.query-delay = 100 ms
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
}
