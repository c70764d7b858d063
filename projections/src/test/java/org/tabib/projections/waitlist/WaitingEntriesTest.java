package org.tabib.projections.waitlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.care.Urgency;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.waitlist.Ending;
import org.tabib.engine.waitlist.EntryStatus;
import org.tabib.engine.waitlist.Fit;
import org.tabib.engine.waitlist.PartOfDay;
import org.tabib.engine.waitlist.WaitingCommand.By;
import org.tabib.engine.waitlist.WaitingEvent;
import org.tabib.engine.waitlist.WaitingEvent.EntryAdded;
import org.tabib.engine.waitlist.WaitingEvent.EntryLeft;
import org.tabib.engine.waitlist.WaitingEvent.OfferAccepted;
import org.tabib.engine.waitlist.WaitingEvent.OfferDeclined;
import org.tabib.engine.waitlist.WaitingEvent.SlotOffered;
import org.tabib.engine.waitlist.Wanted;
import org.tabib.projections.fixture.Plans;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.Page;

class WaitingEntriesTest {
  private static final String CLINIC = "demo.clinic";
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
  private static TestDatabase database;

  private final WaitingEntries entries = new WaitingEntries();
  private final WaitingQueries queries =
      new WaitingQueries(database.database().jdbi(), Runnable::run);

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
    database.execute("delete from read.waiting_entry");
  }

  @Test
  void showsWhoWaitsAndWhatTheyAreOfferedUntilItIsBooked() {
    Wanted wanted = wanted("demo.p1", "demo.rao", new Wanted.BookedVisit("demo.v0", at(9999)));
    write(1, new EntryAdded("demo.e1", wanted, By.STAFF, at(1)), offer("demo.e1", "demo.o1", 2));
    write(3, new OfferAccepted("demo.o1", "demo.e1", at(3)));

    WaitingRow row = list(filter(null)).items().getFirst();
    assertThat(row.wanted()).isEqualTo(wanted);
    assertThat(row.status()).isEqualTo(EntryStatus.ACCEPTED);
    assertThat(row.joinedBy()).isEqualTo(By.STAFF);
    assertThat(row.since()).isEqualTo(at(1));
    assertThat(row.offer())
        .isEqualTo(
            new WaitingRow.OfferRow(
                "demo.o1",
                "demo.rao",
                at(500),
                at(500).plus(Duration.ofMinutes(15)),
                at(100),
                fit("demo.e1").reason()));

    write(4, new EntryLeft("demo.e1", Ending.BOOKED, "demo.v1", at(4)));

    assertThat(list(filter(null)).items()).isEmpty();
    WaitingRow ended = list(filter(EntryStatus.ENDED)).items().getFirst();
    assertThat(ended.offer()).isNull();
    assertThat(ended.ending()).isEqualTo(Ending.BOOKED);
    assertThat(ended.bookedVisitId()).isEqualTo("demo.v1");
  }

  @Test
  void isTheSameHoweverEventsAreCutIntoBatches() {
    List<WaitingEvent> events =
        List.of(
            new EntryAdded("demo.e1", wanted("demo.p1", null, null), By.PATIENT, at(1)),
            new EntryAdded("demo.e2", wanted("demo.p2", null, null), By.PATIENT, at(2)),
            offer("demo.e1", "demo.o1", 3),
            new OfferDeclined("demo.o1", "demo.e1", at(4)),
            offer("demo.e2", "demo.o2", 4),
            new OfferAccepted("demo.o2", "demo.e2", at(5)));
    List<Recorded<WaitingEvent>> all = journal(CLINIC, 1, events.toArray(WaitingEvent[]::new));
    database.write(entries, all);
    List<String> atOnce = database.rows("select * from read.waiting_entry order by entry_id");

    for (int cut = 1; cut < all.size(); cut++) {
      empty();
      database.write(entries, all.subList(0, cut));
      database.write(entries, all.subList(cut, all.size()));
      assertThat(database.rows("select * from read.waiting_entry order by entry_id"))
          .isEqualTo(atOnce);
    }
  }

  @Test
  void tellsAContactWhatTheyWaitForAndPagesInOrderOfJoining() {
    for (int i = 1; i <= 3; i++) {
      write(
          i,
          new EntryAdded(
              "demo.e" + i, wanted("demo.p" + i, null, null), By.PATIENT, Instant.now()));
    }
    database.execute("update read.waiting_entry set latest = current_date + 1");

    assertThat(queries.waitingOf("demo.contact").toCompletableFuture().join())
        .extracting(w -> w.entryId())
        .containsExactly("demo.e1", "demo.e2", "demo.e3");
    Page<WaitingRow> first = queries.list(filter(null), 2, null);
    assertThat(first.items()).extracting(WaitingRow::entryId).containsExactly("demo.e1", "demo.e2");
    assertThat(queries.list(filter(null), 2, first.next()).items())
        .extracting(WaitingRow::entryId)
        .containsExactly("demo.e3");
  }

  @Test
  void looksUpPracticesAndContactsByTheirIndexes() {
    database.execute(
        """
        insert into read.waiting_entry (entry_id, practice_id, clinic_id, patient_id, contact_id,
          conversation_id, specialty, earliest, latest, parts, urgency, joined_by, joined_at,
          status, changed_at)
        select 'e' || i, 'p' || (i % 40), 'c', 'p' || i, 'contact' || i, 'x', 'ent', '2026-01-01',
          '2026-12-31', '', 'ROUTINE', 'PATIENT', timestamptz '2026-01-01' + i * interval '1 second',
          (array['WAITING', 'ENDED'])[1 + i % 2], now()
        from generate_series(1, 20000) i
        """);
    database.execute("analyze read.waiting_entry");

    WaitingFilter all = new WaitingFilter("p1", null, null, null, null, null, TODAY);
    assertThat(Plans.of(database, WaitingQueries.select(all, null)))
        .contains("waiting_entry_of_practice")
        .doesNotContain("Seq Scan");
    assertThat(Plans.of(database, WaitingQueries.OF_CONTACT, Map.of("contact", "contact7")))
        .contains("waiting_entry_open_of_contact")
        .doesNotContain("Seq Scan");
  }

  private void write(long number, WaitingEvent... events) {
    database.write(entries, journal(CLINIC, number, events));
  }

  private Page<WaitingRow> list(WaitingFilter filter) {
    return queries.list(filter, 10, null);
  }

  private static WaitingFilter filter(EntryStatus status) {
    return new WaitingFilter("demo", CLINIC, null, null, "ent", status, TODAY);
  }

  private static Wanted wanted(String patientId, String doctorId, Wanted.BookedVisit visit) {
    return new Wanted(
        patientId,
        "demo.contact",
        "demo.conversation",
        doctorId,
        "ent",
        TODAY,
        TODAY.plusDays(14),
        List.of(PartOfDay.MORNING, PartOfDay.EVENING),
        Urgency.URGENT,
        visit);
  }

  private static Fit fit(String entryId) {
    return new Fit(true, Urgency.URGENT, at(1), entryId);
  }

  private static SlotOffered offer(String entryId, String offerId, int second) {
    return new SlotOffered(
        offerId,
        "freed",
        entryId,
        wanted("demo.p", null, null),
        new Slot("demo.s", at(500), Duration.ofMinutes(15)),
        "demo.rao",
        at(100),
        at(200),
        fit(entryId),
        at(second));
  }
}
