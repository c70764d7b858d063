package org.tabib.projections.timer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tabib.projections.fixture.Happenings.T0;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.details;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.sealed;
import static org.tabib.projections.fixture.Happenings.slot;

import java.sql.Connection;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.timer.Timer;
import org.tabib.engine.timer.TimerFormat;
import org.tabib.engine.timer.TimerTask;
import org.tabib.engine.visit.CommandKey;
import org.tabib.engine.visit.VisitCommand.By;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.projections.fixture.KnownPractice;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.run.Recorded;

/** T0 is 14:30 in the clinic's zone; a visit of {@code slot("demo.s", n)} is n hours later. */
class VisitTimerRowsTest {
  private static final String VISIT = "demo.visit";
  private static final String ALL =
      """
      select kind, substring(task_instance from '/([a-z]+)/?') from timer.planned
      union all
      select kind, substring(task_instance from '/([a-z]+)/?') from timer.prompt
      where kind <> 'settle-ticket'
      order by 1, 2
      """;
  private static final String TICKETS =
      "select task_instance from timer.prompt where kind = 'settle-ticket' order by 1";
  private static final VisitEvent OPENED =
      new VisitEvent.VisitOpened(details("demo.p", "demo.d", slot("demo.s", 48)), sealed("c"), T0);
  private static final CommandKey KEY = new CommandKey("k", "f");
  private static final VisitEvent MOVED = moved(72, 48, By.PATIENT, 10);

  private static TestDatabase database;
  private final VisitTimerRows rows = new VisitTimerRows(KnownPractice.DEMO);

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute("truncate timer.planned, timer.prompt, timer.fired");
  }

  @Test
  void aVisitHasTwoRemindersAndAnEnd() throws Exception {
    write(1, OPENED);

    assertThat(database.rows(ALL))
        .containsExactly("miss-visit|miss", "tell-visit|day", "tell-visit|hour");
    assertThat(due("day")).isEqualTo(T0.plus(Duration.ofHours(24)));
    assertThat(due("hour")).isEqualTo(T0.plus(Duration.ofHours(47)));
    assertThat(due("miss")).isEqualTo(T0.plus(Duration.ofMinutes(48 * 60 + 30)));
    Timer stored = timer("hour");
    assertThat(stored.due()).isEqualTo(due("hour"));
    assertThat(stored.task().subject()).isEqualTo(VISIT);
    assertThat(
            database.rows("select distinct task_name, picked, version, subject from timer.planned"))
        .containsExactly("timer|f|1|" + VISIT);
  }

  @Test
  void aVisitInHalfAnHourHasNoReminder() {
    write(
        1,
        new VisitEvent.VisitOpened(
            details("demo.p", "demo.d", slot("demo.s", 1)), sealed("c"), at(1800)));

    assertThat(database.rows(ALL)).containsExactly("miss-visit|miss");
  }

  @Test
  void movingItMovesThem() {
    write(1, OPENED);
    write(2, MOVED);

    assertThat(database.rows(ALL))
        .containsExactly("miss-visit|miss", "tell-visit|day", "tell-visit|hour");
    assertThat(due("hour")).isEqualTo(T0.plus(Duration.ofHours(71)));
    assertThat(due("miss")).isEqualTo(T0.plus(Duration.ofMinutes(72 * 60 + 30)));
  }

  @Test
  void whomStaffMovedOrCancelledIsToldAtOnce() {
    write(1, OPENED);
    write(2, moved(72, 48, By.STAFF, 10));

    assertThat(
            database.rows("select kind, execution_time = '2026-11-02T09:00:10Z' from timer.prompt"))
        .containsExactly("tell-visit|t");

    write(3, new VisitEvent.VisitCancelled(By.STAFF, sealed("r"), at(20)));

    assertThat(database.rows("select task_instance from timer.prompt order by 1"))
        .containsExactly(VISIT + ".ticket/3", VISIT + "/told/3");
    assertThat(count("timer.planned")).isZero();
  }

  @Test
  void whoCancelsTheirOwnVisitIsToldNothingMore() {
    write(1, OPENED);
    write(2, new VisitEvent.VisitCancelled(By.PATIENT, sealed("r"), at(20)));

    assertThat(database.rows(ALL)).isEmpty();
  }

  @Test
  void whoHasComeIsRemindedOfNothing() {
    write(1, OPENED);
    write(2, new VisitEvent.PatientCheckedIn(at(20)));

    assertThat(database.rows(ALL)).isEmpty();
  }

  @Test
  void whoIsMissedIsToldAndWhoWasTreatedIsAsked() {
    write(1, OPENED);
    write(2, new VisitEvent.PatientDidNotShow(at(20)));

    assertThat(database.rows(ALL)).containsExactly("tell-visit|told");

    write(3, new VisitEvent.PatientCheckedIn(at(30)), new VisitEvent.VisitCompleted(at(40)));

    assertThat(database.rows(ALL)).containsExactly("ask-review|review", "follow-visit|follow");
    assertThat(due("review")).isEqualTo(at(40).plus(Duration.ofHours(1)));
  }

  @Test
  void whatIsWrittenAboutACompletedVisitIsLookedAtOnceEach() {
    write(4, recorded(30), new VisitEvent.VisitCompleted(at(40)), amended(50));
    write(7, amended(60));

    assertThat(
            database.rows(
                "select task_instance from timer.planned where kind = 'follow-visit' order by 1"))
        .containsExactly(VISIT + "/follow-up/5", VISIT + "/follow-up/6", VISIT + "/follow-up/7");
  }

  private static VisitEvent recorded(int second) {
    return new VisitEvent.ConsultationRecorded(
        sealed("n"), LocalDate.of(2026, 11, 20), "demo.staff", KEY, at(second));
  }

  private static VisitEvent amended(int second) {
    return new VisitEvent.ConsultationAmended(
        2, sealed("n"), null, sealed("r"), "demo.staff", KEY, at(second));
  }

  @Test
  void itsTicketFollowsAVisitThatBeginsOrEnds() {
    write(1, OPENED, new VisitEvent.VisitConfirmed(at(5)), new VisitEvent.PatientCheckedIn(at(10)));
    assertThat(database.rows(TICKETS)).isEmpty();

    write(4, new VisitEvent.ConsultationStarted(at(20)), new VisitEvent.VisitCompleted(at(30)));
    write(6, new VisitEvent.VisitCancelled(By.PATIENT, sealed("r"), at(40)));
    write(7, new VisitEvent.PatientDidNotShow(at(50)));

    assertThat(database.rows(TICKETS))
        .as("each by itself: what happens next takes none away")
        .containsExactly(
            VISIT + ".ticket/4", VISIT + ".ticket/5", VISIT + ".ticket/6", VISIT + ".ticket/7");
  }

  @Test
  void aTicketIsLeftAtTheClinicFromWhichItsVisitWasMovedOnTheDay() {
    write(1, OPENED);
    write(2, MOVED);
    assertThat(database.rows(TICKETS)).isEmpty();

    write(
        3,
        new VisitEvent.VisitRescheduled(
            "demo.d", "demo.branch", slot("demo.s", 48), slot("demo.gone", 1), By.PATIENT, at(10)));

    assertThat(
            database.rows(
                "select convert_from(task_data, 'UTF8')::jsonb #>> '{task,queueId}'"
                    + " from timer.prompt where kind = 'settle-ticket'"))
        .containsExactly("demo.branch.2026-11-02");
  }

  @Test
  void aTimeThatIsFreeAgainIsOfferedToTheClinicsWaitingList() {
    write(5, new VisitEvent.SlotGivenBack(slot("demo.s", 48), at(20)));

    assertThat(database.rows("select kind, subject, task_instance from timer.prompt"))
        .containsExactly("slot-freed|main|main/freed/demo.visit/5/2026-11-02T09:00:20Z");
  }

  @Test
  void aTimeThatHasBegunIsOfferedToNobody() {
    write(5, new VisitEvent.SlotGivenBack(slot("demo.s", 0), at(20)));

    assertThat(database.rows(ALL)).isEmpty();
  }

  @Test
  void howEventsAreCutIntoBatchesDoesNotMatter() {
    VisitEvent[] events = {
      OPENED, MOVED, new VisitEvent.VisitConfirmed(at(12)), moved(96, 72, By.STAFF, 20)
    };
    write(1, events);
    List<String> together = everything();
    empty();
    for (int i = 0; i < events.length; i++) {
      write(i + 1, events[i]);
    }

    assertThat(everything()).isEqualTo(together).hasSize(4);
  }

  @Test
  void repeatingAnEventChangesNothing() {
    write(1, OPENED);
    List<String> before = everything();

    write(1, OPENED);

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aRebuildFiresNothingAgain() {
    write(1, OPENED);
    TimerStore store = new TimerStore(database.database().jdbi());
    Timer day = timer("day");
    store.fired(day.id(), day.expires());
    database.execute("delete from timer.planned where task_instance like '%/day/%'");
    List<String> before = everything();

    // What a rebuild does: nothing is emptied, and everything is read again.
    assertThat(rows.tables()).isEmpty();
    write(1, OPENED);

    assertThat(everything()).isEqualTo(before).hasSize(2);
    assertThat(store.forget(day.expires(), 10)).isEqualTo(1);
    assertThat(store.forget(day.expires(), 10)).isZero();
  }

  @Test
  void leavesWhatANodeIsWorkingOn() {
    write(1, OPENED);
    database.execute(
        "update timer.planned set picked = true, picked_by = 'n' where task_instance like '%/day/%'");

    write(2, new VisitEvent.VisitCancelled(By.PATIENT, sealed("r"), at(20)));

    assertThat(database.rows(ALL)).containsExactly("tell-visit|day");
  }

  @Test
  void waitsForAPracticeThatIsNotKnownYet() throws Exception {
    VisitTimerRows early = new VisitTimerRows(id -> Optional.empty());
    List<Recorded<VisitEvent>> batch = journal(VISIT, 1, OPENED);

    try (Connection connection = database.connect()) {
      assertThatThrownBy(() -> early.write(connection, batch))
          .isInstanceOf(SQLTransientException.class);
    }
  }

  private static VisitEvent moved(int to, int from, By by, int second) {
    return new VisitEvent.VisitRescheduled(
        "demo.d", "main", slot("demo.s", to), slot("demo.s", from), by, at(second));
  }

  private void write(int first, VisitEvent... events) {
    database.write(rows, journal(VISIT, first, events));
  }

  private static List<String> everything() {
    return database.rows(
        """
        select task_instance, execution_time, convert_from(task_data, 'UTF8') from timer.planned
        union all
        select task_instance, execution_time, convert_from(task_data, 'UTF8') from timer.prompt
        order by 1
        """);
  }

  private static Instant due(String name) {
    return timer(name).due();
  }

  private static Timer timer(String name) {
    List<String> found =
        database.rows(
            "select convert_from(task_data, 'UTF8') from timer.planned where task_instance like '%/"
                + name
                + "%'");
    assertThat(found).hasSize(1);
    try {
      Timer timer = TimerFormat.read(found.getFirst().getBytes(UTF_8));
      assertThat(timer.task().lane()).isEqualTo(TimerTask.Lane.PLANNED);
      return timer;
    } catch (TimerFormat.UnreadableException e) {
      throw new AssertionError(e);
    }
  }

  private static long count(String table) {
    return Long.parseLong(database.rows("select count(*) from " + table).getFirst());
  }
}
