package org.tabib.projections.owed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.CONVERSATION;
import static org.tabib.projections.fixture.Happenings.T0;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.cancelVisit;
import static org.tabib.projections.fixture.Happenings.details;
import static org.tabib.projections.fixture.Happenings.dispatched;
import static org.tabib.projections.fixture.Happenings.fetchMedia;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.receipt;
import static org.tabib.projections.fixture.Happenings.sealed;
import static org.tabib.projections.fixture.Happenings.settled;
import static org.tabib.projections.fixture.Happenings.slot;
import static org.tabib.projections.fixture.Happenings.started;
import static org.tabib.projections.fixture.Happenings.turn;
import static org.tabib.projections.fixture.Happenings.turnInsteadOf;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.EffectDeferred;
import org.tabib.engine.conversation.ConversationEvent.EffectSettled;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationEvent.SendAbandoned;
import org.tabib.engine.conversation.ConversationEvent.SendDeferred;
import org.tabib.engine.conversation.ConversationEvent.WindowClosed;
import org.tabib.engine.conversation.ConversationEvent.WindowReopened;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.visit.VisitCommand.By;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.projections.ReadModels;
import org.tabib.projections.fixture.TestDatabase;

class DebtsTest {
  private static TestDatabase database;
  private static OwedQueries queries;
  private final ConversationDebts debts = new ConversationDebts();

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    queries = new OwedQueries(database.database().jdbi());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute("truncate read.owed_by_conversation, read.owed_by_visit, read.appointment");
  }

  @Test
  void writesNothingForWhatIsSettledInTheSameBatch() {
    String before = inserted();
    happens(
        1,
        started(),
        turn("a", 1, List.of(), List.of(cancelVisit("e1")), 1, 2),
        dispatched(1, 2),
        new SendAbandoned(2, 131026, at(3)),
        new EffectSettled("e1", "done", null, List.of(), List.of(), List.of(), at(4)));

    assertThat(queries.count()).isZero();
    assertThat(inserted()).as("no row came and went").isEqualTo(before);
  }

  @Test
  void remembersEveryKindOfDebtUntilItIsSettled() {
    happens(1, started(), turn("a", 1, List.of(), List.of(cancelVisit("e1")), 1, 2, 3));
    assertThat(debtNames()).containsExactly("effect/e1", "message/1", "message/2", "message/3");

    happens(3, dispatched(1, 5));
    happens(4, new SendAbandoned(2, 131026, at(6)));
    assertThat(debtNames()).containsExactly("effect/e1", "message/3");

    happens(5, receipt(3, DeliveryStatus.DELIVERED, 7));
    happens(6, new EffectSettled("e1", "done", null, List.of(), List.of(), List.of(), at(8)));
    assertThat(debtNames()).isEmpty();
  }

  @Test
  void listsConversationWhenAFileThatWasPutOffIsDue() {
    happens(1, started(), turn("a", 10, List.of(), List.of(fetchMedia("f1", null))));
    happens(3, new EffectDeferred("f1", 1, "http-503", at(600), at(11)));
    assertThat(conversations(at(599), 10)).isEmpty();
    assertThat(conversations(at(600), 10)).containsExactly(CONVERSATION);
    happens(4, settled("f1", 601));
    assertThat(debtNames()).isEmpty();
  }

  @Test
  void owesNothingThatWasWithdrawn() {
    happens(1, started(), turn("a", 1, 1));
    happens(3, turnInsteadOf("b", 2, List.of(1L), 2), turnInsteadOf("c", 3, List.of(2L), 3));

    assertThat(debtNames()).containsExactly("message/3");
  }

  @Test
  void listsConversationWhenItsDebtIsDue() {
    happens(1, started(), turn("a", 10, 1));
    assertThat(conversations(at(9), 10)).isEmpty();
    assertThat(conversations(at(10), 10)).containsExactly(CONVERSATION);

    happens(3, new SendDeferred(1, 1, 130429, at(600), at(11)));
    assertThat(conversations(at(599), 10)).isEmpty();
    assertThat(conversations(at(600), 10)).containsExactly(CONVERSATION);
  }

  @Test
  void leavesAloneWhatWaitsForThePersonUntilTheyWriteOrItsTimeIsOver() {
    happens(1, started(), turn("a", 10, 1, 2));
    happens(
        3,
        new WindowClosed(
            List.of(1L, 2L),
            new Outbound(3, "template", sealed("invitation"), "bot"),
            at(900),
            at(20)));
    assertThat(debtNames()).containsExactly("message/1", "message/2", "message/3");
    assertThat(conversations(at(20), 10)).containsExactly(CONVERSATION);
    happens(4, dispatched(3, 21));
    assertThat(conversations(at(899), 10)).isEmpty();
    assertThat(conversations(at(900), 10)).containsExactly(CONVERSATION);

    happens(5, new WindowReopened(List.of(1L, 2L), List.of(), at(30)));
    assertThat(conversations(at(30), 10)).containsExactly(CONVERSATION);
  }

  @Test
  void owesNoInvitationThatWasTakenBack() {
    happens(1, started(), turn("a", 10, 1));
    happens(
        3,
        new WindowClosed(
            List.of(1L),
            new Outbound(2, "template", sealed("invitation"), "bot"),
            at(900),
            at(20)));
    happens(4, new WindowReopened(List.of(1L), List.of(2L), at(30)));

    assertThat(debtNames()).containsExactly("message/1");
  }

  @Test
  void listsEachConversationOnceLongestDueFirstAndNotMoreThanAsked() {
    for (int i = 0; i < 4; i++) {
      database.write(debts, journal("demo.c" + i, 1, started(), turn("a", 100 - i, 1, 2)));
    }
    assertThat(conversations(at(1000), 3)).containsExactly("demo.c3", "demo.c2", "demo.c1");
  }

  @Test
  void cancelledVisitOwesItsSlotUntilItIsGivenBack() {
    visit(1, opened());
    assertThat(visits(at(1000), 10)).isEmpty();

    visit(2, new VisitEvent.VisitCancelled(By.PATIENT, sealed("r"), at(5)));
    assertThat(visits(at(4), 10)).isEmpty();
    assertThat(visits(at(5), 10)).containsExactly("demo.v");

    visit(3, new VisitEvent.SlotGivenBack(slot("demo.schedule", 3), at(6)));
    assertThat(visits(at(1000), 10)).isEmpty();
  }

  @Test
  void movedVisitOwesOnlyItsOldSlot() {
    visit(1, opened());
    visit(
        2,
        new VisitEvent.VisitRescheduled(
            "demo.d",
            "main",
            slot("demo.schedule", 4),
            slot("demo.schedule", 3),
            By.PATIENT,
            at(5)));
    assertThat(
            database.rows(
                "select schedule_id, extract(hour from starts_at)::int from read.owed_by_visit"))
        .containsExactly("demo.schedule|12");

    visit(3, new VisitEvent.SlotGivenBack(slot("demo.schedule", 3), at(6)));
    assertThat(queries.count()).isZero();
  }

  @Test
  void visitOpenedCancelledAndPaidInOneBatchOwesNothing() {
    visit(
        1,
        opened(),
        new VisitEvent.VisitCancelled(By.PATIENT, sealed("r"), at(5)),
        new VisitEvent.SlotGivenBack(slot("demo.schedule", 3), at(6)));
    assertThat(queries.count()).isZero();
  }

  @Test
  void goesOnBehindTheLastOneFound() {
    for (int i = 0; i < 5; i++) {
      database.write(debts, journal("demo.c" + i, 1, started(), turn("a", 100 - i / 2, 1, 2)));
    }
    Debtor second = queries.conversations(at(1000), Debtor.NOBODY, 2).getLast();

    assertThat(second.id()).isEqualTo("demo.c2");
    assertThat(queries.conversations(at(1000), second, 10))
        .extracting(Debtor::id)
        .containsExactly("demo.c3", "demo.c0", "demo.c1");
  }

  @Test
  void visitOwesWhatStaffWantedUntilItIsItsOwn() {
    visit(1, new VisitEvent.SlotWanted(slot("demo.schedule", 3), at(5)));
    assertThat(visits(at(5), 10)).containsExactly("demo.v");

    visit(2, openedByStaff());
    assertThat(queries.count()).isZero();

    visit(3, new VisitEvent.SlotWanted(slot("demo.schedule", 4), at(6)));
    assertThat(visits(at(6), 10)).containsExactly("demo.v");
    visit(
        4,
        new VisitEvent.VisitRescheduled(
            "demo.d", "main", slot("demo.schedule", 4), slot("demo.schedule", 3), By.STAFF, at(7)),
        new VisitEvent.SlotGivenBack(slot("demo.schedule", 3), at(8)));
    assertThat(queries.count()).isZero();
  }

  @Test
  void slotThatStaffWantedInVainIsOwedUntilItIsGivenBack() {
    visit(1, new VisitEvent.SlotWanted(slot("demo.schedule", 3), at(5)));
    visit(2, new VisitEvent.SlotGivenBack(slot("demo.schedule", 3), at(6)));

    assertThat(queries.count()).isZero();
  }

  private List<String> conversations(Instant before, int limit) {
    return queries.conversations(before, Debtor.NOBODY, limit).stream().map(Debtor::id).toList();
  }

  private List<String> visits(Instant before, int limit) {
    return queries.visits(before, Debtor.NOBODY, limit).stream().map(Debtor::id).toList();
  }

  private static VisitEvent openedByStaff() {
    VisitDetails d = details("demo.p", "demo.d", slot("demo.schedule", 3));
    return new VisitEvent.VisitOpened(
        new VisitDetails(
            d.patientId(),
            d.contactId(),
            null,
            d.doctorId(),
            d.clinicId(),
            d.slot(),
            d.specialty(),
            VisitDetails.BookedBy.STAFF),
        sealed("c"),
        T0);
  }

  private static VisitEvent opened() {
    return new VisitEvent.VisitOpened(
        details("demo.p", "demo.d", slot("demo.schedule", 3)), sealed("c"), T0);
  }

  private void happens(long first, ConversationEvent... events) {
    database.write(debts, journal(CONVERSATION, first, events));
  }

  private static void visit(long first, VisitEvent... events) {
    database.write(ReadModels.VISIT.models(), journal("demo.v", first, events));
  }

  private static List<String> debtNames() {
    return database.rows("select debt from read.owed_by_conversation order by debt");
  }

  /** How many rows this transaction-visible statistics counter has seen inserted. */
  private static String inserted() {
    database.execute("select pg_stat_force_next_flush()");
    return database
        .rows("select n_tup_ins from pg_stat_user_tables where relname = 'owed_by_conversation'")
        .getFirst();
  }
}
