package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tabib.engine.queue.QueueStory.at;
import static org.tabib.engine.queue.QueueStory.label;
import static org.tabib.engine.queue.QueueStory.note;
import static org.tabib.engine.queue.QueueStory.refusal;
import static org.tabib.engine.queue.QueueStory.refused;
import static org.tabib.engine.queue.QueueStory.standing;
import static org.tabib.engine.queue.TicketStatus.CALLED;
import static org.tabib.engine.queue.TicketStatus.IN_SERVICE;
import static org.tabib.engine.queue.TicketStatus.LEFT;
import static org.tabib.engine.queue.TicketStatus.MISSED;
import static org.tabib.engine.queue.TicketStatus.WAITING;
import static org.tabib.engine.queue.Urgency.BLUE;
import static org.tabib.engine.queue.Urgency.GREEN;
import static org.tabib.engine.queue.Urgency.ORANGE;
import static org.tabib.engine.queue.Urgency.RED;
import static org.tabib.engine.queue.Urgency.YELLOW;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.QueueEvent.DayClosed;
import org.tabib.engine.queue.QueueEvent.DayOpened;
import org.tabib.engine.queue.QueueEvent.SetupChanged;
import org.tabib.engine.queue.QueueEvent.TicketCalled;
import org.tabib.engine.queue.QueueEvent.TicketIssued;
import org.tabib.engine.queue.QueueEvent.TicketNeared;
import org.tabib.engine.queue.QueueEvent.TicketRetriaged;
import org.tabib.engine.queue.QueueReply.NobodyWaiting;

class QueueDeciderTest {
  private final QueueStory queue = QueueStory.monday();

  @Test
  void numbersBeginAtOneWithTheLettersOfTheServicePoint() {
    assertThat(queue.walkIn(GREEN)).isEqualTo("A1");
    assertThat(queue.walkIn(GREEN)).isEqualTo("A2");
    assertThat(label(queue.issue("x", "lab", GREEN, PatientType.ADULT, TicketHolder.NOBODY, null)))
        .isEqualTo("B1");
  }

  @Test
  void theFirstChangeOfADayKeepsSetupAndZone() {
    queue.walkIn(GREEN);

    assertThat(queue.journal().getFirst())
        .isEqualTo(
            new DayOpened(
                new Mark("c1", "staff-1", at("09:00")),
                QueueStory.setup(TriageScale.SATS, QueueRules.standard()),
                QueueStory.ZONE,
                null));
    assertThat(queue.events(DayOpened.class)).hasSize(1);
  }

  @Test
  void aNewConfigurationCountsFromTheNextCommandOn() {
    queue.walkIn(GREEN);
    queue.configured(
        new ClinicSetups.Found(
            QueueStory.setup(TriageScale.MANCHESTER, QueueRules.standard()), QueueStory.ZONE));

    assertThat(queue.walkIn(BLUE)).isEqualTo("A2");
    assertThat(queue.events(SetupChanged.class)).hasSize(1);
  }

  @Test
  void aDayThatHasBegunGoesOnWhenItsClinicIsNotKnownAnyMore() {
    queue.walkIn(GREEN);
    queue.configured(new ClinicSetups.Missing(Refusal.notFound("clinic-unknown", "…")));

    assertThat(queue.called("1")).isEqualTo("A1");
  }

  @Test
  void refusesWhatCannotBeGivenOutAndSaysWhy() {
    QueueStory unknown = QueueStory.monday();
    unknown.configured(new ClinicSetups.Missing(Refusal.notFound("clinic-unknown", "…")));
    assertThat(refusal(unknown.issue(GREEN, PatientType.ADULT, TicketHolder.NOBODY, null)))
        .isEqualTo("clinic-unknown");
    assertThat(unknown.journal()).isEmpty();

    assertThat(walkInAt("07:59")).isEqualTo("outside-opening-hours");
    assertThat(walkInAt("17:00")).isEqualTo("outside-opening-hours");
    assertThat(refusal(queue.issue(BLUE, PatientType.ADULT, TicketHolder.NOBODY, null)))
        .isEqualTo("urgency-not-queued");
    assertThat(
            refusal(queue.issue("x", "xray", GREEN, PatientType.ADULT, TicketHolder.NOBODY, null)))
        .isEqualTo("service-point-unknown");
    assertThat(queue.journal()).isEmpty();
  }

  @Test
  void refusesTicketsOfAnotherDayAndOnDaysWithoutHours() {
    queue.itIs(at("09:00").plusSeconds(86_400));
    assertThat(refusal(queue.issue(GREEN, PatientType.ADULT, TicketHolder.NOBODY, null)))
        .isEqualTo("queue-of-another-day");

    QueueSetup setup = QueueStory.setup(TriageScale.SATS, QueueRules.standard());
    QueueStory closed =
        new QueueStory(
            new QueueSetup(setup.scale(), setup.servicePoints(), setup.rules(), List.of()));
    assertThat(refusal(closed.issue(GREEN, PatientType.ADULT, TicketHolder.NOBODY, null)))
        .isEqualTo("clinic-closed-today");
  }

  private String walkInAt(String time) {
    queue.itIs(time);
    String refusal = refusal(queue.issue(GREEN, PatientType.ADULT, TicketHolder.NOBODY, null));
    queue.itIs("09:00");
    return refusal;
  }

  @Test
  void aCheckInOnTheWrongDayIsRefusedWithBothDays() {
    QueueReply reply = queue.checkIn("v1", at("10:00").plusSeconds(86_400), GREEN);

    assertThat(refusal(reply)).isEqualTo("visit-on-another-day");
    assertThat(refused(reply).message()).contains("2026-11-24", "2026-11-23");
  }

  @Test
  void aSecondCheckInOfAVisitIsAnsweredWithTheSameTicket() {
    queue.itIs("09:50");
    queue.checkIn("v1", at("10:00"), GREEN);
    QueueReply again = queue.checkIn("v1", at("10:00"), GREEN);

    assertThat(label(again)).isEqualTo("A1");
    assertThat(note(again)).isEqualTo("this visit is checked in with ticket A1");
    queue.called("1");
    queue.start("A1");
    queue.finish("A1");
    assertThat(label(queue.checkIn("v1", at("10:00"), GREEN))).isEqualTo("A1");
    assertThat(queue.events(TicketIssued.class)).hasSize(1);
  }

  @Test
  void aPatientWhoWaitsIsToldSoAndGetsNoSecondTicket() {
    TicketHolder ann = new TicketHolder("ann", "family", null, null);
    TicketHolder bob = new TicketHolder("bob", "family", null, null);
    queue.issue(GREEN, PatientType.ADULT, ann, null);
    QueueReply again = queue.issue(GREEN, PatientType.ADULT, ann, null);

    assertThat(note(again)).isEqualTo("this patient already waits here with ticket A1");
    assertThat(label(queue.issue(GREEN, PatientType.ADULT, bob, null))).isEqualTo("A2");
    assertThat(label(queue.issue("x", "lab", GREEN, PatientType.ADULT, ann, null))).isEqualTo("B1");
  }

  @Test
  void theSameCommandAgainChangesNothing() {
    QueueReply first =
        queue.issue("same", "general", GREEN, PatientType.ADULT, TicketHolder.NOBODY, null);
    QueueReply again =
        queue.issue("same", "general", GREEN, PatientType.ADULT, TicketHolder.NOBODY, null);
    queue.next("call", "1");
    int events = queue.journal().size();

    assertThat(again).isEqualTo(first);
    assertThat(label(queue.next("call", "1"))).isEqualTo("A1");
    assertThat(queue.journal()).hasSize(events);
    assertThat(refusal(queue.send(new QueueCommand.Recall("call", "s", "A9", null))))
        .isEqualTo("command-id-used");
  }

  @Test
  void twoDesksThatCallAtTheSameMomentGetTwoTickets() {
    queue.walkIn(GREEN);
    queue.walkIn(GREEN);

    assertThat(label(queue.next("desk-1", "1"))).isEqualTo("A1");
    assertThat(label(queue.next("desk-2", "2"))).isEqualTo("A2");
    assertThat(queue.next("desk-3", "3")).isEqualTo(new NobodyWaiting("general", null));
  }

  @Test
  void callsIntoRoomsThatThereAreOnly() {
    queue.walkIn(GREEN);

    assertThat(refusal(queue.next("7"))).isEqualTo("room-unknown");
    queue.called("2");
    assertThat(queue.ticket("A1").room()).isEqualTo("2");
    assertThat(queue.ticket("A1").calledAt()).isEqualTo(at("09:00"));
  }

  @Test
  void aDoctorIsNotSentWhoWaitsForAnother() {
    queue.send(issueFor("dr-b"));
    queue.walkIn(GREEN);

    QueueReply next = queue.send(new QueueCommand.CallNext("n", "s", "general", "1", "dr-a", null));
    assertThat(label(next)).isEqualTo("A2");
    assertThat(queue.ticket("A2").seenBy()).isEqualTo("dr-a");
    assertThat(queue.called("2")).isEqualTo("A1");
    assertThat(queue.ticket("A1").seenBy()).isEqualTo("dr-b");
  }

  private QueueCommand.IssueTicket issueFor(String doctor) {
    return new QueueCommand.IssueTicket(
        queue.id(),
        "s",
        "general",
        TicketHolder.NOBODY,
        Origin.DESK,
        GREEN,
        PatientType.ADULT,
        null,
        doctor,
        null);
  }

  @Test
  void whoDoesNotComeIsRecalledThenMissedAndMayReturnToTheOldPlace() {
    queue.walkIn(GREEN);
    queue.passes(5);
    queue.walkIn(GREEN);
    queue.called("1");
    queue.recall("A1");
    queue.recall("A1");
    QueueReply third = queue.recall("A1");

    assertThat(queue.ticket("A1").status()).isEqualTo(MISSED);
    assertThat(note(third)).isEqualTo("ticket A1 was called 3 times: it is missed");
    queue.passes(60);
    assertThat(standing(queue.giveBack("A1")).position()).isEqualTo(1);
  }

  @Test
  void whoReturnsTooLateOrTooOftenComesAnew() {
    queue.walkIn(GREEN);
    queue.passes(5);
    queue.walkIn(GREEN);
    miss("A1");
    queue.passes(61);
    assertThat(standing(queue.giveBack("A1")).position()).isEqualTo(2);
    assertThat(queue.ticket("A1").placeFrom()).isEqualTo(queue.now());

    queue.leave("A2");
    miss("A1");
    queue.giveBack("A1");
    queue.passes(1);
    queue.walkIn(GREEN);
    queue.passes(1);
    miss("A1");
    assertThat(standing(queue.giveBack("A1")).position()).isEqualTo(2);
  }

  private void miss(String label) {
    queue.call(label, "test");
    queue.recall(label);
    queue.recall(label);
    queue.recall(label);
  }

  @Test
  void whoIsSkippedWaitsBehindThreeOthersButNotForOthersWhoAreNotThere() {
    for (int i = 0; i < 5; i++) {
      queue.walkIn(GREEN);
      queue.passes(1);
    }
    queue.skip("A1");

    assertThat(queue.order()).containsExactly("A2", "A3", "A4", "A1", "A5");
    assertThat(queue.reason("A1")).contains("skipped: after 3 others");
    queue.leave("A2");
    queue.leave("A3");
    assertThat(queue.called("1")).isEqualTo("A4");
    assertThat(queue.order()).containsExactly("A5", "A1");
  }

  @Test
  void anOverrideNeedsAReasonWhichIsKept() {
    queue.walkIn(ORANGE);
    queue.walkIn(GREEN);

    assertThat(refusal(queue.call("A2", null))).isEqualTo("reason-missing");
    queue.call("A2", "ambulance waits");
    assertThat(Said.read(queue.events(TicketCalled.class).getLast().override()))
        .isEqualTo("ambulance waits");
  }

  @Test
  void aTicketThatHasLeftIsRefusedByName() {
    queue.walkIn(GREEN);
    queue.leave("A1");

    assertThat(refusal(queue.call("A1", "found"))).isEqualTo("ticket-left");
    assertThat(refusal(queue.recall("A1"))).isEqualTo("ticket-left");
    assertThat(note(queue.leave("A1"))).contains("already");
    assertThat(refusal(queue.recall("A9"))).isEqualTo("ticket-unknown");
  }

  @Test
  void whatATicketsStateDoesNotAllowIsRefusedWithWhatItNeeds() {
    queue.walkIn(GREEN);
    QueueReply reply = queue.start("A1");

    assertThat(refusal(reply)).isEqualTo("ticket-wrong-state");
    assertThat(refused(reply).message()).isEqualTo("ticket A1 is WAITING: that needs CALLED");
  }

  @Test
  void reTriageKeepsEveryJudgement() {
    queue.walkIn(GREEN);
    queue.passes(5);
    queue.walkIn(GREEN);
    queue.retriage("A2", ORANGE);
    queue.retriage("A2", YELLOW);

    assertThat(queue.events(TicketRetriaged.class))
        .extracting(TicketRetriaged::before)
        .containsExactly(GREEN, ORANGE);
    assertThat(queue.order()).containsExactly("A2", "A1");
    assertThat(note(queue.retriage("A2", YELLOW))).isEqualTo("ticket A2 is yellow already");
  }

  @Test
  void aTransferKeepsTheLabelAndThePlaceOfWhoHasNotBeenSeen() {
    queue.walkIn(GREEN);
    queue.passes(30);
    queue.transfer("A1", "lab");

    assertThat(queue.ticket("A1").servicePointId()).isEqualTo("lab");
    assertThat(queue.ticket("A1").placeFrom()).isEqualTo(at("09:00"));
    assertThat(refusal(queue.transfer("A1", "lab"))).isEqualTo("same-service-point");

    queue.walkIn(GREEN);
    queue.called("1");
    queue.start("A2");
    queue.passes(10);
    queue.transfer("A2", "lab");
    assertThat(queue.ticket("A2").placeFrom()).isEqualTo(queue.now());
  }

  @Test
  void aPauseStopsCallsOfThatServicePointUntilItGoesOn() {
    queue.walkIn(GREEN);
    assertThat(refusal(queue.pause("general", null))).isEqualTo("reason-missing");
    queue.pause("general", "lunch");

    assertThat(refusal(queue.next("1"))).isEqualTo("queue-paused");
    assertThat(refused(queue.next("1")).message()).contains("general").doesNotContain("lunch");
    assertThat(Said.read(queue.queue().points().getFirst().paused())).isEqualTo("lunch");
    assertThat(((QueueReply.Wait) queue.estimate(GREEN)).range()).isNull();
    queue.resume("general");
    queue.pause(null, "fire alarm");
    assertThat(refusal(queue.resume("general"))).isEqualTo("queue-paused");
    queue.resume(null);
    assertThat(queue.called("1")).isEqualTo("A1");
  }

  @Test
  void closingListsWhoWaitedInVainInTheirOrder() {
    queue.walkIn(GREEN);
    queue.walkIn(ORANGE);
    queue.walkIn(GREEN);
    queue.called("1");
    queue.close();

    assertThat(queue.events(DayClosed.class).getFirst().left())
        .extracting(Ticket::label, Ticket::status)
        .containsExactly(tuple("A1", LEFT), tuple("A3", LEFT));
    assertThat(refusal(queue.issue(GREEN, PatientType.ADULT, TicketHolder.NOBODY, null)))
        .isEqualTo("queue-closed");
    assertThat(refusal(queue.skip("A2"))).isEqualTo("queue-closed");
    assertThat(refusal(queue.estimate(GREEN))).isEqualTo("queue-closed");
    queue.start("A2");
    assertThat(queue.ticket("A2").status()).isEqualTo(IN_SERVICE);
    queue.close();
    assertThat(queue.events(DayClosed.class)).hasSize(1);
  }

  @Test
  void undoTakesBackTheNewestChangeAndThenTheOneBefore() {
    queue.walkIn(GREEN);
    queue.next("call", "1");
    queue.start("A1");
    String start = queue.lastId();

    assertThat(refusal(queue.undo("call"))).isEqualTo("changed-since");
    queue.undo(start);
    assertThat(queue.ticket("A1").status()).isEqualTo(CALLED);
    queue.undo("call");
    assertThat(queue.ticket("A1").status()).isEqualTo(WAITING);
    assertThat(note(queue.undo("call"))).isEqualTo("that has been undone already");
    assertThat(refusal(queue.undo("never"))).isEqualTo("command-unknown");
  }

  @Test
  void undoSaysWhoChangedTheTicketSince() {
    queue.walkIn(GREEN);
    queue.next("call", "1");
    queue.send(new QueueCommand.StartService("start", "staff-2", "A1", null));

    QueueReply reply = queue.undo("call");
    assertThat(refusal(reply)).isEqualTo("changed-since");
    assertThat(refused(reply).message())
        .isEqualTo("ticket A1 was changed since: ServiceStarted by staff-2");
  }

  @Test
  void anUndoneTicketHasLeftAndItsNumberIsNotUsedAgain() {
    queue.issue("issue", "general", GREEN, PatientType.ADULT, TicketHolder.NOBODY, null);
    queue.undo("issue");

    assertThat(queue.ticket("A1").status()).isEqualTo(LEFT);
    assertThat(queue.walkIn(GREEN)).isEqualTo("A2");
  }

  @Test
  void undoDoesNotPutAPatientIntoTheQueueTwice() {
    TicketHolder ann = new TicketHolder("ann", null, null, null);
    queue.issue(GREEN, PatientType.ADULT, ann, null);
    queue.leave("A1");
    String leave = queue.lastId();
    queue.issue(GREEN, PatientType.ADULT, ann, null);

    assertThat(refusal(queue.undo(leave))).isEqualTo("already-waiting");
  }

  @Test
  void whoBecomesThirdIsToldOnceAndWhoBeginsThereIsTold() {
    for (int i = 0; i < 5; i++) {
      queue.walkIn(GREEN);
      queue.passes(1);
    }
    assertThat(queue.events(TicketNeared.class)).isEmpty();
    queue.called("1");
    assertThat(queue.events(TicketNeared.class))
        .extracting(e -> e.ticket().label(), e -> e.standing().position())
        .containsExactly(tuple("A4", 3));
    queue.walkIn(ORANGE);
    queue.called("2");
    queue.called("3");
    assertThat(queue.events(TicketNeared.class))
        .extracting(e -> e.ticket().label())
        .containsExactly("A4", "A5");
  }

  @Test
  void redHasNoEstimateAndOthersNeverASinglePoint() {
    queue.walkIn(RED);
    for (int i = 0; i < 8; i++) {
      queue.walkIn(GREEN);
    }

    QueueReply.Wait red = (QueueReply.Wait) queue.estimate(RED);
    QueueReply.Wait green = (QueueReply.Wait) queue.estimate(GREEN);
    assertThat(red.range()).isNull();
    assertThat(red.ahead()).isEqualTo(1);
    assertThat(green.ahead()).isEqualTo(9);
    assertThat(green.range().to()).isGreaterThan(green.range().from());
    assertThat(green.range().from().toMinutes() % 5).isZero();
    assertThat(green.range().to().toMinutes() % 5).isZero();
  }
}
