package org.tabib.projections.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.projections.fixture.Plans;
import org.tabib.projections.fixture.TestDatabase;

/** However many timers wait, only those that are due are looked at. */
class TimerPlansTest {
  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-01T00:01:00Z");

  /** What db-scheduler 16 asks PostgreSQL with every poll. */
  private static final String POLL =
      """
      with locked_executions as (
        update timer.planned st1
        set picked = true, picked_by = 'n', last_heartbeat = :now, version = version + 1
        where (st1.task_name, st1.task_instance) in (
          select st2.task_name, st2.task_instance from timer.planned st2
          where picked = false and execution_time <= :now
          order by execution_time asc for update skip locked limit 8)
        returning st1.*)
      select * from locked_executions order by execution_time asc
      """;

  private static final String DEAD =
      """
      select * from timer.planned where picked = true and last_heartbeat <= :now
      order by last_heartbeat asc
      """;

  private static TestDatabase database;
  private static TimerStore store;

  @BeforeAll
  static void fill() {
    database = TestDatabase.create();
    store = new TimerStore(database.database().jdbi());
    // 50 000 timers, one a second: the first sixty are due.
    database.execute(
        """
        insert into timer.planned (task_name, task_instance, task_data, execution_time, picked,
          version, subject, kind, expires_at)
        select 'timer', 'demo.v' || i || '/day', '{}', timestamptz '2026-11-01T00:00:00Z'
                 + i * interval '1 second', false, 1, 'demo.v' || i, 'tell-visit',
               timestamptz '2026-11-01T00:00:30Z' + i * interval '1 second'
        from generate_series(1, 50000) i
        """);
    database.execute(
        """
        insert into timer.fired
        select 'demo.v' || i, timestamptz '2026-11-01T00:00:00Z' + i * interval '1 second'
        from generate_series(1, 20000) i
        """);
    database.execute("analyze timer.planned; analyze timer.fired");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void pollingReadsWhatIsDueAndNothingElse() {
    assertThat(plan(POLL, Map.of("now", NOW)))
        .contains("planned_due", "planned_pkey")
        .doesNotContain("Seq Scan");
  }

  @Test
  void lookingForDeadNodesReadsWhatIsBeingWorkedOn() {
    assertThat(plan(DEAD, Map.of("now", NOW)))
        .contains("planned_beating")
        .doesNotContain("Seq Scan");
  }

  @Test
  void countingAndDroppingReadWhatIsDue() {
    assertThat(plan(TimerTable.PLANNED.sql(TimerStore.DUE), Map.of("now", NOW, "overdue", NOW)))
        .contains("planned_due")
        .doesNotContain("Seq Scan");
    assertThat(
            plan(TimerTable.PLANNED.sql(TimerStore.DROP_STALE), Map.of("now", NOW, "limit", 100)))
        .contains("planned_due")
        .doesNotContain("Seq Scan");
    assertThat(plan(TimerStore.FORGET, Map.of("now", NOW, "limit", 100)))
        .contains("fired_expired")
        .doesNotContain("Seq Scan");
  }

  @Test
  void clearingAVisitsTimersFindsThemByTheirSubject() {
    assertThat(Plans.ofArrays(database, TimerTable.PLANNED.sql(TimerChanges.CLEAR), "{demo.v9}"))
        .contains("planned_of_subject")
        .doesNotContain("Seq Scan");
  }

  @Test
  void dropsWhatCameTooLateOldestFirstAndTellsWhatIsLeft() {
    Instant now = NOW.toInstant();

    assertThat(store.dropStale(now, 20)).hasSize(20).containsOnly("tell-visit");
    assertThat(store.dropStale(now, 20)).hasSize(10);
    assertThat(store.dropStale(now, 20)).isEmpty();

    assertThat(store.due(now, now.minusSeconds(10)))
        .containsExactly(
            new TimerStore.Due("tell-visit", 30, 20, Instant.parse("2026-11-01T00:00:31Z")));
    assertThat(store.waiting()).isBetween(40_000L, 60_000L);
  }

  @Test
  void handsBackWhatARunnerHeld() {
    database.execute(
        """
        update timer.planned set picked = true, picked_by = 'n1', last_heartbeat = now()
        where task_instance in ('demo.v49999/day', 'demo.v49998/day');
        update timer.planned set picked = true, picked_by = 'n2', last_heartbeat = now()
        where task_instance = 'demo.v49997/day'
        """);

    assertThat(store.handBack(TimerTable.PLANNED, "n1")).isEqualTo(2);
    assertThat(database.rows("select task_instance from timer.planned where picked"))
        .containsExactly("demo.v49997/day");
    assertThat(store.handBack(TimerTable.PLANNED, "n2")).isEqualTo(1);
  }

  private static String plan(String sql, Map<String, ?> values) {
    return Plans.of(database, sql, values);
  }
}
