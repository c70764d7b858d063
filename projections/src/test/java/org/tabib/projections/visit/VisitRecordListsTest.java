package org.tabib.projections.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tabib.projections.fixture.Happenings.CONTACT;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.details;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.sealed;
import static org.tabib.projections.fixture.Happenings.slot;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.visit.CommandKey;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.projections.appointment.AppointmentList;
import org.tabib.projections.appointment.AppointmentQueries;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;

/** Records, reviews and updates as they come to read models, and the questions to them. */
class VisitRecordListsTest {
  private static final CommandKey KEY = new CommandKey("key", "print");
  private static TestDatabase database;
  private static VisitRecordQueries records;
  private static ReviewQueries reviews;
  private static AppointmentQueries appointments;
  private final List<ReadModel<VisitEvent>> lists =
      List.of(new AppointmentList(), new ConsultationList(), new ReviewList(), new UpdateList());

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    records = new VisitRecordQueries(database.database().jdbi());
    reviews = new ReviewQueries(database.database().jdbi());
    appointments = new AppointmentQueries(database.database().jdbi(), Runnable::run);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute(
        "truncate read.appointment, read.consultation, read.review, read.visit_update");
  }

  @Test
  void draftIsWrittenOverAndAmendmentsStandBesideIt() {
    happens("demo.v1", 1, recorded("first", 1));
    happens("demo.v1", 2, recorded("second", 2), recorded("third", 3), amended(2, "fourth", 9));

    List<ConsultationVersion> versions = records.versionsOf("demo.v1");
    assertThat(versions).extracting(ConsultationVersion::version).containsExactly(2, 1);
    assertThat(versions)
        .extracting(ConsultationVersion::note)
        .containsExactly(sealed("fourth"), sealed("third"));
    assertThat(versions.getFirst().reason()).isEqualTo(sealed("why"));
    assertThat(versions.getFirst().at()).isEqualTo(at(9));
    assertThat(versions.getLast().reason()).isNull();
    assertThat(versions.getLast().followUp()).isEqualTo(LocalDate.of(2026, 12, 3));
    assertThat(records.latestOf(List.of("demo.v1", "demo.v2")))
        .containsOnlyKeys("demo.v1")
        .extractingByKey("demo.v1")
        .isEqualTo(versions.getFirst());
  }

  @Test
  void updatesAreReadNewestFirstInPagesAndKnowWhoSawThem() {
    happens("demo.v1", 1, update(1), update(2), update(3));
    happens("demo.v1", 4, new VisitEvent.UpdateSeen(2, "staff-7", at(20)));

    Page<VisitUpdate> first = records.updatesOf("demo.v1", 2, null);
    assertThat(first.items()).extracting(VisitUpdate::number).containsExactly(3, 2);
    assertThat(first.items().getLast().seenBy()).isEqualTo("staff-7");
    assertThat(first.items().getFirst().seenAt()).isNull();
    assertThat(records.updatesOf("demo.v1", 2, first.next()).items())
        .extracting(VisitUpdate::words)
        .containsExactly(sealed("news 1"));
    assertThatThrownBy(() -> records.updatesOf("demo.v1", 2, "nonsense"))
        .isInstanceOf(PageCursor.InvalidCursor.class);
  }

  @Test
  void reviewsAreCountedAndListedPerDoctorAndTime() {
    happens("demo.v1", 1, opened("demo.d1", 1), asked(1), rated(5, 10), commented(11));
    happens("demo.v2", 1, opened("demo.d1", 2), asked(2), rated(2, 20));
    happens("demo.v3", 1, opened("demo.d2", 3), asked(3), rated(5, 30));
    happens("demo.v4", 1, opened("demo.d1", 4), asked(4));

    ReviewFilter all = new ReviewFilter("demo", null, null, null);
    assertThat(reviews.summary(all)).isEqualTo(new ReviewSummary(4, List.of(0L, 1L, 0L, 0L, 2L)));
    Page<Review> page = reviews.list(all, 2, null);
    assertThat(page.items()).extracting(Review::visitId).containsExactly("demo.v3", "demo.v2");
    Review last = reviews.list(all, 2, page.next()).items().getFirst();
    assertThat(last.visitId()).isEqualTo("demo.v1");
    assertThat(last.comment()).isEqualTo(sealed("kind"));
    assertThat(last.doctorId()).isEqualTo("demo.d1");

    ReviewFilter early = new ReviewFilter("demo", "demo.d1", at(0), at(20));
    assertThat(reviews.list(early, 9, null).items())
        .extracting(Review::visitId)
        .containsExactly("demo.v1");
    assertThat(reviews.summary(early).rated()).isEqualTo(1);
    assertThat(reviews.summary(new ReviewFilter("other", null, null, null)).rated()).isZero();
  }

  @Test
  void marksSayWhatThereIsAboutEachVisit() {
    happens("demo.v1", 1, recorded("first", 1), amended(2, "second", 2), update(1), update(2));
    happens("demo.v1", 5, new VisitEvent.UpdateSeen(1, "staff-7", at(20)), rated(4, 30));

    assertThat(records.marksOf(List.of("demo.v1", "demo.v2")))
        .containsEntry("demo.v1", new VisitMarks(2, 2, 1, 4))
        .containsEntry("demo.v2", VisitMarks.NONE);
    assertThat(records.marksOf(List.of())).isEmpty();
  }

  @Test
  void historyHasCompletedVisitsNewestFirst() {
    happens("demo.v1", 1, opened("demo.d1", 1), new VisitEvent.VisitCompleted(at(1)));
    happens("demo.v2", 1, opened("demo.d1", 2), new VisitEvent.VisitCompleted(at(1)));
    happens("demo.v3", 1, opened("demo.d1", 3));

    var page = appointments.history("demo.p1", 1, null);
    assertThat(page.items()).extracting(a -> a.visitId()).containsExactly("demo.v2");
    assertThat(appointments.history("demo.p1", 1, page.next()).items())
        .extracting(a -> a.visitId())
        .containsExactly("demo.v1");
  }

  @Test
  void newsMayBeForComingVisitsAndForThoseOfTheLastFortnight() {
    happens("demo.past", 1, opened("demo.d1", -24), new VisitEvent.VisitCompleted(at(1)));
    happens("demo.old", 1, opened("demo.d1", -24 * 15), new VisitEvent.VisitCompleted(at(1)));
    happens("demo.far", 1, opened("demo.d1", 48));
    happens("demo.next", 1, opened("demo.d1", 2));
    happens("demo.forgotten", 1, opened("demo.d1", -13));

    assertThat(appointments.tellableVisitsOf(CONTACT, at(0)).toCompletableFuture().join())
        .extracting(visit -> visit.visitId())
        .containsExactly("demo.next", "demo.far", "demo.past");
  }

  private static VisitEvent opened(String doctor, long hour) {
    return new VisitEvent.VisitOpened(
        details("demo.p1", doctor, slot("demo.schedule", hour)), sealed("complaint"), at(0));
  }

  private static VisitEvent recorded(String note, int second) {
    return new VisitEvent.ConsultationRecorded(
        sealed(note), LocalDate.of(2026, 12, second), "staff-1", KEY, at(second));
  }

  private static VisitEvent amended(int version, String note, int second) {
    return new VisitEvent.ConsultationAmended(
        version, sealed(note), null, sealed("why"), "staff-2", KEY, at(second));
  }

  private static VisitEvent update(int number) {
    return new VisitEvent.UpdateAdded(
        number, "update-" + number, sealed("news " + number), CONTACT, at(number), at(number));
  }

  private static VisitEvent asked(long second) {
    return new VisitEvent.ReviewRequested(at(second));
  }

  private static VisitEvent rated(int rating, long second) {
    return new VisitEvent.ReviewGiven(rating, at(second));
  }

  private static VisitEvent commented(long second) {
    return new VisitEvent.ReviewCommented("comment", sealed("kind"), at(second));
  }

  private void happens(String visit, long first, VisitEvent... events) {
    for (ReadModel<VisitEvent> list : lists) {
      database.write(list, journal(visit, first, events));
    }
  }
}
