package org.tabib.projections.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.projections.fixture.Happenings;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.live.LiveLog.Logged;
import org.tabib.projections.live.LiveLog.Look;
import org.tabib.projections.run.Recorded;

class LiveLogTest {
  private static TestDatabase database;
  private static LiveLog log;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    log = new LiveLog(database.database().jdbi());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute("truncate read.live_change; truncate read.live_floor");
  }

  private static void tell(Connection connection, String subject) throws Exception {
    LiveChanges changes = new LiveChanges(LiveKind.INBOX);
    changes.changed(subject, null, Instant.now());
    changes.write(connection);
  }

  @Test
  void missesNothingOfATransactionThatBeganEarlierAndEndedLater() throws Exception {
    long place = log.since(LiveLog.NO_PAST, 10).next();
    List<String> seen = new ArrayList<>();
    Set<Long> told = new HashSet<>();
    try (Connection early = database.connect();
        Connection late = database.connect()) {
      early.setAutoCommit(false);
      late.setAutoCommit(false);
      tell(early, "demo.early");
      tell(late, "demo.late");
      late.commit();
      place = follow(place, seen, told);
      assertThat(seen).as("what is committed is told at once").containsExactly("demo.late");

      early.commit();
      place = follow(place, seen, told);
      follow(place, seen, told);
    }
    assertThat(seen).containsExactly("demo.late", "demo.early");
  }

  private static long follow(long place, List<String> seen, Set<Long> told) {
    Look look = log.since(place, 10);
    for (Logged logged : look.changes()) {
      if (told.add(logged.seq())) {
        seen.add(logged.change().subject());
      }
    }
    return look.next();
  }

  @Test
  void saysWhenThereIsMoreThanWasAskedFor() throws Exception {
    long place = log.since(LiveLog.NO_PAST, 10).next();
    try (Connection connection = database.connect()) {
      for (int i = 0; i < 4; i++) {
        tell(connection, "demo.c" + i);
      }
    }
    assertThat(log.since(place, 3).cut()).isTrue();
    assertThat(log.since(place, 3).changes()).hasSize(3);
    assertThat(log.since(place, 4).cut()).isFalse();
  }

  @Test
  void knowsFromWhereOnNothingWasDeleted() throws Exception {
    long before = log.since(LiveLog.NO_PAST, 10).next();
    try (Connection connection = database.connect()) {
      tell(connection, "demo.old");
    }
    database.execute("update read.live_change set told_at = now() - interval '1 hour'");
    long between = log.since(LiveLog.NO_PAST, 10).next();
    try (Connection connection = database.connect()) {
      tell(connection, "demo.new");
    }
    assertThat(log.floor()).isZero();

    log.forget(Duration.ofMinutes(10));

    assertThat(log.floor()).isGreaterThan(before).isLessThanOrEqualTo(between);
    assertThat(log.since(between, 10).changes())
        .extracting(logged -> logged.change().subject())
        .containsExactly("demo.new");
  }

  @Test
  void tellsOfTheDistantPastOnlyThatThereIsSomething() {
    List<Recorded<VisitEvent>> past = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      past.addAll(
          Happenings.journal(
              "demo.v" + i,
              1,
              new VisitEvent.VisitConfirmed(Instant.parse("2020-01-01T00:00:00Z"))));
    }
    database.write(new ScheduleLive(), past);
    database.write(new ScheduleLive(), past);

    assertThat(database.rows("select kind, practice_id, subject from read.live_change"))
        .containsExactly("SCHEDULE|demo|null");
  }
}
