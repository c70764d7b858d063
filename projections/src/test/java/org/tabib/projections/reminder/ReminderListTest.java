package org.tabib.projections.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.journal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.reminder.FollowUp;
import org.tabib.engine.reminder.NextDue;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderEvent;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceDone;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceSnoozed;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceTold;
import org.tabib.engine.reminder.ReminderEvent.ReminderChanged;
import org.tabib.engine.reminder.ReminderEvent.ReminderPlanned;
import org.tabib.engine.reminder.ReminderEvent.ReminderStopped;
import org.tabib.engine.reminder.ReminderEvent.SnoozeReason;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.ReminderStatus;
import org.tabib.engine.reminder.Rhythm;
import org.tabib.projections.fixture.Plans;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.run.Recorded;

class ReminderListTest {
  private static final String ID = "demo.r1";
  private static final Instant FIRST = at(100);
  private static final Instant SECOND = at(200);
  private static TestDatabase database;

  private final ReminderList list = new ReminderList();
  private final ReminderQueries queries = new ReminderQueries(database.database().jdbi());

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
    database.execute("delete from read.reminder");
  }

  @Test
  void showsWhatIsPlannedToldDoneAndDueNext() {
    write(
        ID,
        planned(1),
        new OccurrenceTold(FIRST, due(SECOND), at(101)),
        new OccurrenceDone(FIRST, By.PATIENT, due(SECOND), at(102)));

    ReminderRow row = queries.find(ID).orElseThrow();
    assertThat(row.plan()).isEqualTo(plan("Africa/Nairobi"));
    assertThat(row.status()).isEqualTo(ReminderStatus.ACTIVE);
    assertThat(row.content().subject()).isEqualTo("demo.p1");
    assertThat(row.next()).isEqualTo(due(SECOND));
    assertThat(row.told()).isEqualTo(1);
    assertThat(row.done()).isEqualTo(1);
    assertThat(row.lastToldAt()).isEqualTo(at(101));
    assertThat(row.plannedBy()).isEqualTo(By.STAFF);
  }

  @Test
  void showsWhatAVisitsRecordSaysAboutComingAgain() {
    ReminderPlan december = followUp(LocalDate.of(2026, 12, 5));
    ReminderPlan january = followUp(LocalDate.of(2027, 1, 5));
    write(ID, new ReminderPlanned(december, content("sealed"), By.RULE, due(FIRST), at(1)));
    assertThat(queries.find(ID).orElseThrow().plan()).isEqualTo(december);

    database.write(
        list,
        journal(
            ID,
            2,
            new ReminderChanged(january, content("sealed"), By.RULE, due(FIRST), at(2)),
            new ReminderStopped(By.RULE, at(3)),
            new ReminderChanged(december, content("sealed"), By.RULE, due(FIRST), at(4))));

    ReminderRow row = queries.find(ID).orElseThrow();
    assertThat(row.plan()).isEqualTo(december);
    assertThat(row.status()).isEqualTo(ReminderStatus.ACTIVE);
  }

  private static ReminderPlan followUp(LocalDate day) {
    return new ReminderPlan(
        "demo.p1",
        "demo.contact",
        "demo.conversation",
        "main",
        "demo.v1",
        ReminderKind.CHECK_UP,
        new Rhythm.OnDates(day.minusDays(2), LocalTime.of(9, 0), null, null),
        ZoneId.of("Asia/Kolkata"),
        new FollowUp("demo.d", day));
  }

  @Test
  void tellsAContactWhatIsStillDueTheSoonestFirst() {
    write(ID, planned(1), snoozed(at(300)));
    write("demo.r2", planned(2));
    write("demo.r3", planned(3), new ReminderStopped(By.GUARDIAN, at(4)));
    write("demo.r4", planned(5), new OccurrenceTold(FIRST, null, at(101)));

    assertThat(queries.activeOf("demo.contact"))
        .extracting(ReminderRow::reminderId)
        .containsExactly("demo.r2", ID);
    assertThat(queries.activeOf("demo.somebody-else")).isEmpty();
    assertThat(queries.find("demo.r3").orElseThrow().status()).isEqualTo(ReminderStatus.STOPPED);
    assertThat(queries.find("demo.r4").orElseThrow().status()).isEqualTo(ReminderStatus.ENDED);
  }

  @Test
  void isTheSameHoweverEventsAreCutIntoBatches() {
    List<Recorded<ReminderEvent>> all =
        journal(
            ID,
            1,
            planned(1),
            new OccurrenceTold(FIRST, due(SECOND), at(101)),
            snoozed(at(150)),
            new ReminderChanged(
                plan("Asia/Kolkata"), content("other"), By.STAFF, due(SECOND), at(110)),
            new OccurrenceDone(FIRST, By.PATIENT, due(SECOND), at(120)),
            new ReminderStopped(By.PATIENT, at(130)));
    database.write(list, all);
    List<String> atOnce = database.rows("select * from read.reminder");

    for (int cut = 1; cut < all.size(); cut++) {
      empty();
      database.write(list, all.subList(0, cut));
      database.write(list, all.subList(cut, all.size()));
      assertThat(database.rows("select * from read.reminder")).isEqualTo(atOnce);
    }
  }

  @Test
  void looksUpPracticesPatientsAndContactsByTheirIndexes() {
    database.execute(
        """
        insert into read.reminder (reminder_id, practice_id, patient_id, contact_id,
          conversation_id, kind, status, zone, rhythm, content_subject, next_occurrence, next_at,
          told, done, planned_by, planned_at, changed_at)
        select 'r' || i, 'p' || (i % 40), 'patient' || i % 5000, 'contact' || i % 5000, 'x',
          'MEDICATION', (array['ACTIVE', 'ENDED'])[1 + i % 2], 'UTC', '{}', 'patient' || i, now(),
          now(), 0, 0, 'STAFF', timestamptz '2026-01-01' + i * interval '1 second', now()
        from generate_series(1, 20000) i
        """);
    database.execute("analyze read.reminder");

    assertThat(Plans.of(database, ReminderQueries.OF_CONTACT, Map.of("contact", "contact7")))
        .contains("reminder_of_contact")
        .doesNotContain("Seq Scan");
    assertThat(plan(new ReminderFilter("p1", null, null, null)))
        .contains("reminder_newest")
        .doesNotContain("Seq Scan");
    assertThat(plan(new ReminderFilter("p1", "patient7", null, null)))
        .contains("reminder_of_patient")
        .doesNotContain("Seq Scan");
  }

  private static String plan(ReminderFilter filter) {
    Map<String, Object> values = new LinkedHashMap<>();
    String sql = ReminderQueries.select(filter, null, values);
    values.put("limit", 51);
    return Plans.of(database, sql, values);
  }

  private void write(String id, ReminderEvent... events) {
    database.write(list, journal(id, 1, events));
  }

  private static ReminderPlanned planned(int second) {
    return new ReminderPlanned(
        plan("Africa/Nairobi"), content("sealed"), By.STAFF, due(FIRST), at(second));
  }

  private static OccurrenceSnoozed snoozed(Instant until) {
    return new OccurrenceSnoozed(
        FIRST, until, SnoozeReason.WISH, new NextDue(FIRST, until), at(105));
  }

  private static NextDue due(Instant occurrence) {
    return new NextDue(occurrence, occurrence);
  }

  private static ReminderPlan plan(String zone) {
    return new ReminderPlan(
        "demo.p1",
        "demo.contact",
        "demo.conversation",
        null,
        "demo.v1",
        ReminderKind.MEDICATION,
        new Rhythm.Every(Duration.ofSeconds(100), FIRST, at(300)),
        ZoneId.of(zone));
  }

  private static Private<ReminderContent> content(String bytes) {
    return new Private.Sealed<>("demo.p1", bytes.getBytes(StandardCharsets.UTF_8));
  }
}
