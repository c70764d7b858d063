package org.tabib.projections.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.CONTACT;
import static org.tabib.projections.fixture.Happenings.T0;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.details;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.sealed;
import static org.tabib.projections.fixture.Happenings.slot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.VisitLookup.OpenVisit;
import org.tabib.engine.visit.VisitCommand.By;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.visit.VisitStatus;
import org.tabib.projections.appointment.Appointment.Cancellation;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.store.Page;

class AppointmentListTest {
  private static TestDatabase database;
  private static AppointmentQueries queries;
  private final AppointmentList list = new AppointmentList();

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    queries = new AppointmentQueries(database.database().jdbi(), Runnable::run);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute("truncate read.appointment");
  }

  @Test
  void showsVisitAsItWasOpened() {
    happens("demo.v1", 1, opened("demo.p1", "demo.d1", 3));

    Appointment appointment = queries.find("demo.v1").orElseThrow();
    assertThat(appointment.status()).isEqualTo(VisitStatus.BOOKED);
    assertThat(appointment.details())
        .isEqualTo(details("demo.p1", "demo.d1", slot("demo.schedule", 3)));
    assertThat(appointment.complaint()).isEqualTo(sealed("complaint"));
    assertThat(appointment.cancellation()).isNull();
    assertThat(appointment.times().openedAt()).isEqualTo(T0);
  }

  @Test
  void followsTheVisitToItsEnd() {
    happens("demo.v1", 1, opened("demo.p1", "demo.d1", 3), new VisitEvent.VisitConfirmed(at(1)));
    happens(
        "demo.v1",
        3,
        new VisitEvent.PatientCheckedIn(at(2)),
        new VisitEvent.ConsultationStarted(at(3)));
    happens("demo.v1", 5, new VisitEvent.VisitCompleted(at(4)));

    Appointment appointment = queries.find("demo.v1").orElseThrow();
    assertThat(appointment.status()).isEqualTo(VisitStatus.COMPLETED);
    assertThat(appointment.times())
        .isEqualTo(new Appointment.Times(T0, at(1), at(2), at(3), at(4), null, null, at(4)));
  }

  @Test
  void showsWhoCancelledAndKeepsTheReasonSealed() {
    happens(
        "demo.v1",
        1,
        opened("demo.p1", "demo.d1", 3),
        new VisitEvent.VisitCancelled(By.STAFF, sealed("reason"), at(9)),
        new VisitEvent.SlotGivenBack(slot("demo.schedule", 3), at(10)));

    Appointment appointment = queries.find("demo.v1").orElseThrow();
    assertThat(appointment.status()).isEqualTo(VisitStatus.CANCELLED);
    assertThat(appointment.cancellation())
        .isEqualTo(new Cancellation(By.STAFF, sealed("reason"), at(9)));
    assertThat(appointment.times().changedAt()).isEqualTo(at(10));
  }

  @Test
  void movesVisitToItsNewSlot() {
    happens("demo.v1", 1, opened("demo.p1", "demo.d1", 3), new VisitEvent.VisitConfirmed(at(1)));
    happens(
        "demo.v1",
        3,
        new VisitEvent.VisitRescheduled(
            "demo.d2",
            "branch",
            slot("demo.schedule-2", 5),
            slot("demo.schedule", 3),
            By.PATIENT,
            at(2)));

    Appointment appointment = queries.find("demo.v1").orElseThrow();
    assertThat(appointment.status()).as("not confirmed again yet").isEqualTo(VisitStatus.BOOKED);
    assertThat(appointment.details().doctorId()).isEqualTo("demo.d2");
    assertThat(appointment.details().clinicId()).isEqualTo("branch");
    assertThat(appointment.slot()).isEqualTo(slot("demo.schedule-2", 5));
    assertThat(appointment.times().rescheduledAt()).isEqualTo(at(2));
  }

  @Test
  void filtersByPatientDoctorStatusAndTimeWithinOnePractice() {
    happens("demo.v1", 1, opened("demo.p1", "demo.d1", 1));
    happens("demo.v2", 1, opened("demo.p2", "demo.d1", 2), new VisitEvent.VisitConfirmed(at(1)));
    happens("demo.v3", 1, opened("demo.p1", "demo.d2", 3));
    happens("other.v4", 1, opened("demo.p1", "demo.d1", 1));
    AppointmentFilter all = AppointmentFilter.of("demo");

    assertThat(ids(all)).containsExactly("demo.v1", "demo.v2", "demo.v3");
    assertThat(ids(all.patient("demo.p1"))).containsExactly("demo.v1", "demo.v3");
    assertThat(ids(all.doctor("demo.d1"))).containsExactly("demo.v1", "demo.v2");
    assertThat(ids(all.status(VisitStatus.CONFIRMED))).containsExactly("demo.v2");
    assertThat(ids(all.between(hour(2), hour(3)))).containsExactly("demo.v2");
    assertThat(ids(all.between(hour(2), null).patient("demo.p1"))).containsExactly("demo.v3");
  }

  @Test
  void pagesInOrderOfStartThenIdentifier() {
    for (int i = 0; i < 5; i++) {
      happens("demo.v" + i, 1, opened("demo.p", "demo.d", i / 2));
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Page<Appointment> page = queries.list(AppointmentFilter.of("demo"), 2, cursor);
      page.items().forEach(a -> seen.add(a.visitId()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(seen).containsExactly("demo.v0", "demo.v1", "demo.v2", "demo.v3", "demo.v4");
  }

  @Test
  void tellsTheConversationWhichVisitsCanStillBeChanged() throws Exception {
    happens("demo.late", 1, opened("demo.p1", "demo.d1", 5));
    happens("demo.soon", 1, opened("demo.p2", "demo.d1", 2), new VisitEvent.VisitConfirmed(at(1)));
    happens("demo.past", 1, opened("demo.p1", "demo.d1", 0));
    happens(
        "demo.here", 1, opened("demo.p1", "demo.d1", 3), new VisitEvent.PatientCheckedIn(at(1)));

    List<OpenVisit> open = queries.openVisitsOf(CONTACT, hour(1)).toCompletableFuture().get();

    assertThat(open)
        .containsExactly(
            new OpenVisit("demo.soon", "demo.p2", "demo.d1", slot("demo.schedule", 2)),
            new OpenVisit("demo.late", "demo.p1", "demo.d1", slot("demo.schedule", 5)));
    assertThat(queries.openVisitsOf("demo.nobody", hour(0)).toCompletableFuture().get()).isEmpty();
  }

  @Test
  void tellsTheConversationWhichVisitIsGoingOnOrComesNext() throws Exception {
    happens("demo.next", 1, opened("demo.p2", "demo.d1", 20));
    happens(
        "demo.here", 1, opened("demo.p1", "demo.d1", 9), new VisitEvent.PatientCheckedIn(at(1)));
    happens("demo.yesterday", 1, opened("demo.p1", "demo.d1", -9));
    happens("demo.over", 1, opened("demo.p1", "demo.d1", 9), new VisitEvent.VisitCompleted(at(1)));

    List<OpenVisit> current =
        queries.currentVisitsOf(CONTACT, hour(10)).toCompletableFuture().get();

    assertThat(current).extracting(OpenVisit::visitId).containsExactly("demo.here", "demo.next");
  }

  private static Instant hour(long hour) {
    return slot("any", hour).start();
  }

  private List<String> ids(AppointmentFilter filter) {
    return queries.list(filter, 50, null).items().stream().map(Appointment::visitId).toList();
  }

  private static VisitEvent opened(String patient, String doctor, long hour) {
    return new VisitEvent.VisitOpened(
        details(patient, doctor, slot("demo.schedule", hour)), sealed("complaint"), T0);
  }

  private void happens(String visit, long first, VisitEvent... events) {
    database.write(list, journal(visit, first, events));
  }
}
