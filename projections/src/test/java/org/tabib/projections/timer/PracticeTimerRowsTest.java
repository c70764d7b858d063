package org.tabib.projections.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.T0;
import static org.tabib.projections.fixture.Happenings.journal;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.practice.PracticeEvent;
import org.tabib.engine.practice.PracticeEvent.PracticeConfigured;
import org.tabib.engine.timer.Timer;
import org.tabib.engine.timer.TimerFormat;
import org.tabib.engine.timer.TimerTask;
import org.tabib.projections.fixture.KnownPractice;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.practice.PracticeMirror;

/** T0 is 14:30 at the one clinic. */
class PracticeTimerRowsTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-02T18:30:00Z");
  private static final TimerTask REPORTS = new TimerTask.MakeReports("demo", "main");
  private static TestDatabase database;
  private final PracticeTimerRows rows = new PracticeTimerRows();

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
    database.execute("truncate timer.planned, timer.fired, read.clinic");
  }

  @Test
  void aClinicsReportsAreDueAfterItsDay() throws Exception {
    configured(1, T0);

    assertThat(stored().due()).isBetween(MIDNIGHT, MIDNIGHT.plus(Duration.ofHours(1)));
    assertThat(stored().task()).isEqualTo(REPORTS);
    assertThat(
            database.rows(
                "select kind, subject, execution_time = '%s', expires_at > now() from timer.planned"
                    .formatted(stored().due())))
        .containsExactly("make-reports|demo|t|t");
  }

  @Test
  void whatWaitsAlreadyStaysAsItIs() throws Exception {
    configured(1, T0);
    Timer first = stored();

    configured(2, T0.plus(Duration.ofDays(3)));

    assertThat(stored()).isEqualTo(first);
  }

  @Test
  void clinicsOfTheReleaseBeforeBeginWithTheMigration() throws Exception {
    database.write(new PracticeMirror(), journal("demo.practice", 1, event(T0)));

    database.execute(migration());
    database.execute(migration());

    assertThat(stored().task()).isEqualTo(REPORTS);
    assertThat(stored().expires()).isEqualTo(Timer.NEVER);
    assertThat(
            database.rows(
                """
                select task_name, picked, version, subject, kind, execution_time = '%s',
                       expires_at = '9999-12-31T00:00:00Z', task_instance = '%s'
                from timer.planned
                """
                    .formatted(stored().due(), stored().id())))
        .containsExactly("timer|f|1|demo|make-reports|t|t|t");

    Timer migrated = stored();
    configured(2, T0);
    assertThat(stored()).as("it is the same one").isEqualTo(migrated);
  }

  private void configured(long number, Instant at) {
    database.write(rows, journal("demo.practice", number, event(at)));
  }

  private static PracticeEvent event(Instant at) {
    return new PracticeConfigured(KnownPractice.demo("demo"), at);
  }

  private static Timer stored() throws TimerFormat.UnreadableException {
    List<String> all = database.rows("select encode(task_data, 'hex') from timer.planned");
    assertThat(all).hasSize(1);
    return TimerFormat.read(HexFormat.of().parseHex(all.getFirst()));
  }

  private static String migration() throws Exception {
    try (InputStream file =
        PracticeTimerRowsTest.class.getResourceAsStream("/db/read/V036__begin_report_timers.sql")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
