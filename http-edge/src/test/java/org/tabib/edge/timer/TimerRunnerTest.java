package org.tabib.edge.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tabib.edge.timer.FakeEntities.visit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.edge.database.Presence;
import org.tabib.edge.e2e.JumpingClock;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.practice.AfyaPractice;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.timer.ReportTimers;
import org.tabib.engine.timer.Timer;
import org.tabib.engine.timer.TimerFormat;
import org.tabib.engine.timer.TimerTask;
import org.tabib.engine.timer.TimerTask.TellVisit;
import org.tabib.engine.visit.VisitStatus;
import org.tabib.projections.run.ProjectionHealth;
import org.tabib.projections.store.ReadModelDatabase;
import org.tabib.projections.store.ReadModelMigrations;
import org.tabib.projections.timer.TimerTable;

/** Rows of a real PostgreSQL, done by runners whose entities the test plays. */
class TimerRunnerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static EmbeddedPostgres server;
  private static ReadModelDatabase database;

  private final JumpingClock clock = new JumpingClock();
  private final FakeEntities entities = new FakeEntities();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<TimerRunner> runners = new ArrayList<>();
  private PracticeConfig practice = DeliveriesTest.practice();
  private volatile ProjectionHealth projections = new ProjectionHealth(true, List.of());

  @BeforeAll
  static void open() throws Exception {
    server = EmbeddedPostgres.start();
    database = pool();
    ReadModelMigrations.migrate(database.dataSource());
  }

  @AfterAll
  static void close() throws Exception {
    database.close();
    server.close();
  }

  private static ReadModelDatabase pool() {
    return ReadModelDatabase.open(
        new ReadModelDatabase.Settings(
            server.getJdbcUrl("postgres", "postgres"), "postgres", "", 4));
  }

  @BeforeEach
  void empty() {
    execute("truncate timer.planned, timer.prompt, timer.fired, read.report");
  }

  @AfterEach
  void stop() {
    runners.forEach(TimerRunner::close);
  }

  @Test
  void twoNodesCompeteAndEachTimerFiresOnce() {
    for (int i = 0; i < 100; i++) {
      add(reminder(i, clock.instant(), Duration.ofHours(1)));
    }

    start(1000);
    start(1000);

    await().atMost(PATIENCE).until(() -> rows("timer.planned") == 0);
    assertThat(entities.told()).hasSize(100);
    assertThat(entities.told()).extracting(told -> told.notice().id()).doesNotHaveDuplicates();
    assertThat(rows("timer.fired")).isEqualTo(100);
    assertThat(counter("tabib.timers.fired", "kind", "tell-visit")).isEqualTo(100);
  }

  @Test
  void nothingFiresBeforeItsTime() {
    add(reminder(1, clock.instant().plus(Duration.ofHours(1)), Duration.ofHours(1)));
    add(reminder(2, clock.instant(), Duration.ofHours(1)));
    start(100);

    await().atMost(PATIENCE).until(() -> rows("timer.planned") == 1);
    assertThat(entities.told()).hasSize(1);

    clock.advance(Duration.ofHours(1));

    await().atMost(PATIENCE).until(() -> entities.told().size() == 2);
  }

  @Test
  void afterAnOutageStaleOnesAreDroppedAndTheOthersTold() {
    Instant now = clock.instant();
    for (int i = 0; i < 40; i++) {
      add(reminder(i, now.minus(Duration.ofHours(2)), Duration.ofHours(1)));
      add(reminder(100 + i, now.minus(Duration.ofHours(1)), Duration.ofHours(2)));
    }

    TimerRunner runner = start(1000);

    await().atMost(PATIENCE).until(() -> rows("timer.planned") == 0);
    assertThat(entities.told()).hasSize(40);
    assertThat(entities.told())
        .allSatisfy(told -> assertThat(told.conversation()).startsWith("demo.c1"));
    await()
        .atMost(PATIENCE)
        .until(
            () -> counter("tabib.timers.dropped", "kind", "tell-visit", "reason", "stale") == 40);
    await().atMost(PATIENCE).until(() -> runner.told().contains("0 are due, 0 late"));
  }

  @Test
  void whoeverStandsThereDoesNotWaitBehindABacklog() {
    for (int i = 0; i < 200; i++) {
      add(reminder(i, clock.instant().minusSeconds(60), Duration.ofHours(1)));
    }
    entities.has(visit("demo.changed", VisitStatus.CANCELLED, clock.instant(), "demo.prompt"));
    add(
        Timer.of(
            "told/2",
            clock.instant(),
            clock.instant().plus(Duration.ofHours(1)),
            new TellVisit("demo.changed", NoticeKind.VISIT_CANCELLED, null)));

    start(5);

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                entities.told().stream()
                    .anyMatch(told -> told.conversation().equals("demo.prompt")));
    assertThat(rows("timer.planned")).isGreaterThan(100);
  }

  @Test
  void whoDoesNotAnswerIsAskedAgainLater() {
    entities.silent(2);
    add(reminder(1, clock.instant(), Duration.ofHours(1)));
    start(100);

    await().atMost(PATIENCE).until(() -> failures() == 1);
    assertThat(entities.told()).isEmpty();
    clock.advance(Duration.ofSeconds(3));
    await().atMost(PATIENCE).until(() -> failures() == 2);
    clock.advance(Duration.ofSeconds(5));

    await().atMost(PATIENCE).until(() -> entities.told().size() == 1);
    await().atMost(PATIENCE).until(() -> rows("timer.planned") == 0);
  }

  @Test
  void whatAKilledNodeHadTakenIsDoneAgainUnderTheSameNoticeId() {
    Timer timer = reminder(1, clock.instant().minusSeconds(120), Duration.ofHours(1));
    add(timer);
    // It told the person, and was killed before it could say so.
    execute(
        "update timer.planned set picked = true, picked_by = 'killed', version = 2,"
            + " last_heartbeat = now() - interval '1 minute'");

    start(100);

    await().atMost(PATIENCE).until(() -> entities.told().size() == 1);
    assertThat(entities.told().getFirst().notice().id()).isEqualTo(timer.noticeId());
    await().atMost(PATIENCE).until(() -> rows("timer.planned") == 0);
  }

  @Test
  void aNodeThatStopsFinishesWhatItDoesAndHandsTheRestBack() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    entities.waitFor(gate);
    for (int i = 0; i < 20; i++) {
      add(reminder(i, clock.instant(), Duration.ofHours(1)));
    }
    TimerRunner runner = start(1000);
    await().atMost(PATIENCE).until(() -> rows("timer.planned where picked") == 2);

    CompletableFuture<Void> closing = CompletableFuture.runAsync(runner::close);
    gate.countDown();
    closing.get();

    assertThat(rows("timer.planned where picked")).isZero();
    int told = entities.told().size();
    assertThat(told).isPositive();
    assertThat(rows("timer.planned")).isEqualTo(20 - told);
    assertThat(rows("timer.fired")).isEqualTo(told);

    start(1000);
    await().atMost(PATIENCE).until(() -> rows("timer.planned") == 0);
    assertThat(entities.told()).extracting(t -> t.notice().id()).doesNotHaveDuplicates();
  }

  @Test
  void whatANewerReleaseWroteStays() {
    add(reminder(1, clock.instant(), Duration.ofHours(1)));
    execute("update timer.planned set task_data = convert_to('{\"task\":1}', 'UTF8')");
    start(100);

    await().atMost(PATIENCE).until(() -> counter("tabib.timers.failed", "kind", "unknown") == 1);
    await().atMost(PATIENCE).until(() -> rows("timer.planned where not picked") == 1);
    assertThat(entities.told()).isEmpty();
  }

  @Test
  void aClinicsReportsAreMadeWhenItsDayIsOverAndMadeUpForWhenNobodyRan() {
    Timer timer = reports();
    add(timer);
    start(1000);
    start(1000);

    clock.advanceTo(timer.due());

    await().atMost(PATIENCE).until(() -> firedReports() == 1);
    assertThat(rows("read.report where period = 'DAY'")).as("of two weeks").isEqualTo(14);
    await().atMost(PATIENCE).until(() -> rows("timer.planned where not picked") == 1);
    assertThat(dueReports()).isEqualTo(timer.due().plus(Duration.ofDays(1)));

    clock.advance(Duration.ofDays(3));

    await().atMost(PATIENCE).until(() -> firedReports() == 2);
    assertThat(rows("read.report where period = 'DAY'")).isEqualTo(17);
    await().atMost(PATIENCE).until(() -> dueReports().isAfter(clock.instant()));
  }

  @Test
  void reportsWaitForProjectionsThatAreBehind() {
    projections = ProjectionHealth.UNKNOWN;
    Timer timer = reports();
    add(timer);
    start(1000);

    clock.advanceTo(timer.due());
    await().atMost(PATIENCE).until(() -> dueReports().isAfter(timer.due()));
    assertThat(rows("read.report")).isZero();

    projections = new ProjectionHealth(true, List.of());
    clock.advance(Duration.ofSeconds(30));

    await().atMost(PATIENCE).until(() -> firedReports() == 1);
    assertThat(rows("read.report")).isPositive();
  }

  /** A clinic with a queue, in a zone without daylight saving. */
  private Timer reports() {
    practice = AfyaPractice.config(List.of("15550001111"));
    PracticeConfig.Clinic clinic = practice.clinics().getFirst();
    return ReportTimers.next(practice.id(), clinic.id(), clinic.zone(), clock.instant());
  }

  private double firedReports() {
    return counter("tabib.timers.fired", "kind", "make-reports");
  }

  private static Instant dueReports() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select execution_time from timer.planned")
                    .mapTo(Instant.class)
                    .one());
  }

  private double failures() {
    return counter("tabib.timers.failed", "kind", "tell-visit");
  }

  private double counter(String name, String... tags) {
    Counter counter = meters.find(name).tags(tags).counter();
    return counter == null ? 0 : counter.count();
  }

  private TimerRunner start(int rate) {
    TimerSettings.Lane lane = new TimerSettings.Lane(2, rate);
    TimerRunner runner =
        TimerRunner.start(
            new TimerRunner.Parts(
                new TimerSettings(new TimerSettings.Lane(2, 1000), lane),
                null,
                id -> Optional.of(practice),
                pool(),
                () -> projections,
                new There(),
                meters,
                clock),
            entities);
    runners.add(runner);
    return runner;
  }

  /** An hour's reminder: quiet hours do not matter, whenever this test runs. */
  private Timer reminder(int number, Instant due, Duration useful) {
    Instant start = due.plus(Duration.ofHours(1));
    String id = "demo.v" + number;
    entities.has(visit(id, VisitStatus.BOOKED, start, "demo.c" + number));
    return Timer.of(
        "hour/" + start,
        due,
        due.plus(useful),
        new TellVisit(id, NoticeKind.VISIT_REMINDER_HOUR, start));
  }

  private static void add(Timer timer) {
    TimerTable table =
        timer.task().lane() == TimerTask.Lane.PROMPT ? TimerTable.PROMPT : TimerTable.PLANNED;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "insert into "
                            + table.table()
                            + " (task_name, task_instance, task_data, execution_time, picked,"
                            + " version, subject, kind, expires_at) values ('timer', :id, :data,"
                            + " :due, false, 1, :subject, :kind, :expires)")
                    .bindMap(
                        Map.of(
                            "id", timer.id(),
                            "data", TimerFormat.write(timer),
                            "due", Timestamp.from(timer.due()),
                            "subject", timer.task().subject(),
                            "kind", timer.task().kind(),
                            "expires", Timestamp.from(timer.expires())))
                    .execute());
  }

  private static long rows(String table) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  private static void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  private static final class There implements Presence {
    @Override
    public boolean answers() {
      return true;
    }

    @Override
    public int outages() {
      return 0;
    }

    @Override
    public void whenAway(Runnable action) {
      // It never is.
    }
  }
}
