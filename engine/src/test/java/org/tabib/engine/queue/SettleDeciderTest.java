package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.queue.QueueStory.at;
import static org.tabib.engine.queue.QueueStory.refusal;
import static org.tabib.engine.queue.QueueStory.refused;
import static org.tabib.engine.queue.TicketStatus.CALLED;
import static org.tabib.engine.queue.TicketStatus.IN_SERVICE;
import static org.tabib.engine.queue.TicketStatus.LEFT;
import static org.tabib.engine.queue.TicketStatus.MISSED;
import static org.tabib.engine.queue.TicketStatus.SERVED;
import static org.tabib.engine.queue.TicketStatus.WAITING;
import static org.tabib.engine.queue.Urgency.GREEN;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.QueueEvent.ServiceFinished;
import org.tabib.engine.queue.QueueEvent.ServiceStarted;
import org.tabib.engine.queue.QueueEvent.TicketCalled;
import org.tabib.engine.queue.QueueEvent.TicketLeft;

/** A visit began or ended without its ticket, which is A1; A2 belongs to somebody else. */
class SettleDeciderTest {
  private static final String VISIT = "v";

  private final QueueStory queue = QueueStory.monday();

  @ParameterizedTest
  @CsvSource({
    "WAITING, STARTED, IN_SERVICE",
    "WAITING, COMPLETED, SERVED",
    "WAITING, CANCELLED, LEFT",
    "WAITING, MOVED, LEFT",
    "WAITING, NO_SHOW, LEFT",
    "CALLED, STARTED, IN_SERVICE",
    "CALLED, COMPLETED, SERVED",
    "CALLED, CANCELLED, LEFT",
    "CALLED, MOVED, LEFT",
    "CALLED, NO_SHOW, LEFT",
    "MISSED, STARTED, IN_SERVICE",
    "MISSED, COMPLETED, SERVED",
    "MISSED, CANCELLED, LEFT",
    "MISSED, MOVED, LEFT",
    "MISSED, NO_SHOW, LEFT",
    "IN_SERVICE, STARTED, IN_SERVICE",
    "IN_SERVICE, COMPLETED, SERVED",
    "IN_SERVICE, CANCELLED, SERVED",
    "IN_SERVICE, MOVED, SERVED",
    "IN_SERVICE, NO_SHOW, IN_SERVICE",
  })
  void aTicketFollowsItsVisitAndNobodyElseDoes(
      TicketStatus before, VisitTurn turn, TicketStatus after) {
    ticketIn(before);

    assertThat(settle(turn)).isEqualTo(new QueueReply.Done(QueueStory.ID.text()));

    assertThat(queue.ticket("A1").status()).isEqualTo(after);
    assertThat(queue.ticket("A2").status()).isEqualTo(WAITING);
    assertThat(queue.replayed()).isEqualTo(queue.state());
    assertThat(queue.called("2")).isEqualTo("A2");
  }

  @ParameterizedTest
  @EnumSource(VisitTurn.class)
  void nothingHappensToATicketThatIsOver(VisitTurn turn) {
    ticketIn(LEFT);
    queue.booked("served", "09:00", GREEN);
    queue.settle("served", VisitTurn.COMPLETED);
    List<QueueEvent> before = List.copyOf(queue.journal());

    settle(turn);
    queue.settle("served", turn);

    assertThat(queue.journal()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(VisitTurn.class)
  void nothingHappensTwiceHoweverOftenItIsSaid(VisitTurn turn) {
    ticketIn(WAITING);
    queue.settle("timer-1", VISIT, turn, null);
    List<QueueEvent> once = List.copyOf(queue.journal());

    queue.restart();
    queue.settle("timer-1", VISIT, turn, null);
    queue.settle("timer-2", VISIT, turn, null);

    assertThat(queue.journal()).isEqualTo(once);
  }

  @Test
  void aVisitWithoutATicketOpensNoDay() {
    assertThat(settle(VisitTurn.COMPLETED)).isEqualTo(new QueueReply.Done(QueueStory.ID.text()));
    assertThat(queue.journal()).isEmpty();

    queue.configured(new ClinicSetups.Missing(Refusal.notFound("clinic-without-queue", "…")));
    assertThat(refusal(settle(VisitTurn.COMPLETED))).isEqualTo("clinic-without-queue");
  }

  @Test
  void whoWasNeverCalledIsServedWithoutACall() {
    ticketIn(WAITING);
    queue.passes(5);
    settle(VisitTurn.STARTED);
    queue.passes(12);
    settle(VisitTurn.COMPLETED);

    assertThat(queue.events(TicketCalled.class)).isEmpty();
    assertThat(queue.events(ServiceStarted.class)).hasSize(1);
    assertThat(queue.events(ServiceFinished.class)).hasSize(1);
    Ticket ticket = queue.ticket("A1");
    assertThat(ticket.seenBy()).isEqualTo("dr-a");
    assertThat(ticket.room()).isNull();
    assertThat(ticket.startedAt()).isEqualTo(at("09:05"));
    assertThat(ticket.finishedAt()).isEqualTo(at("09:17"));
    assertThat(queue.state().times().tallies().get("general|dr-a").seconds())
        .isEqualTo(Duration.ofMinutes(12).toSeconds());
    assertThat(queue.events(ServiceFinished.class).getFirst().mark().by()).isEqualTo(Mark.SYSTEM);
  }

  @Test
  void whoWasMissedIsNotInTheRoomThatCalledThem() {
    ticketIn(MISSED);
    queue.passes(30);

    settle(VisitTurn.STARTED);

    assertThat(queue.ticket("A1").room()).isNull();
    assertThat(queue.ticket("A1").roomTakenAt()).isEqualTo(queue.now());
  }

  @ParameterizedTest
  @CsvSource({
    "CANCELLED, VISIT_CANCELLED",
    "MOVED, VISIT_MOVED",
    "NO_SHOW, VISIT_MISSED",
  })
  void whoHasLeftHasAReasonOfTheProgram(VisitTurn turn, Remark.Fixed reason) {
    ticketIn(WAITING);

    settle(turn);

    assertThat(queue.events(TicketLeft.class)).singleElement().matches(e -> reason == e.reason());
  }

  @Test
  void aTicketForTheNewTimeOfTheSameDayStays() {
    queue.booked(VISIT, "11:00", GREEN);

    queue.settle("timer", VISIT, VisitTurn.MOVED, at("09:00"));
    assertThat(queue.ticket("A1").status()).isEqualTo(WAITING);

    queue.settle("timer", VISIT, VisitTurn.MOVED, at("11:00"));
    assertThat(queue.ticket("A1").status()).isEqualTo(LEFT);
    assertThat(queue.booked(VISIT, "12:00", GREEN)).isEqualTo("A2");
  }

  @Test
  void whoWasSentOnToTheLaboratoryWaitsThereUntilTheVisitIsCancelled() {
    ticketIn(IN_SERVICE);
    queue.transfer("A1", "lab");

    settle(VisitTurn.STARTED);
    settle(VisitTurn.COMPLETED);
    assertThat(queue.ticket("A1").status()).isEqualTo(WAITING);

    settle(VisitTurn.CANCELLED);
    assertThat(queue.ticket("A1").status()).isEqualTo(LEFT);
  }

  @Test
  void whoWasSentToTheDoctorFromTheWrongCounterIsServedThere() {
    queue.issue(
        "i",
        "lab",
        GREEN,
        PatientType.ADULT,
        new TicketHolder("p", null, null, VISIT),
        at("09:00"));
    queue.transfer("B1", "general");

    settle(VisitTurn.COMPLETED);

    assertThat(queue.ticket("B1").status()).isEqualTo(SERVED);
  }

  @Test
  void theDeskStillStartsOnlyWhomItCalled() {
    ticketIn(MISSED);

    assertThat(refused(queue.start("A1")).message())
        .isEqualTo("ticket A1 is MISSED: that needs CALLED");
    assertThat(refused(queue.start("A2")).message())
        .isEqualTo("ticket A2 is WAITING: that needs CALLED");
  }

  @Test
  void aVisitThatEndsAfterTheDayWasClosedEndsItsTicket() {
    ticketIn(CALLED);
    queue.close();

    settle(VisitTurn.COMPLETED);

    assertThat(queue.ticket("A1").status()).isEqualTo(SERVED);
  }

  private QueueReply settle(VisitTurn turn) {
    return queue.settle(VISIT, turn);
  }

  private void ticketIn(TicketStatus status) {
    queue.booked(VISIT, "09:00", GREEN);
    queue.walkIn(GREEN);
    switch (status) {
      case WAITING -> {}
      case CALLED -> queue.called("1");
      case IN_SERVICE -> {
        queue.called("1");
        queue.start("A1");
      }
      case MISSED -> {
        queue.called("1");
        queue.recall("A1");
        queue.recall("A1");
        queue.recall("A1");
      }
      case LEFT -> queue.leave("A1");
      case SERVED -> throw new IllegalArgumentException("by settling only");
    }
    assertThat(queue.ticket("A1").status()).isEqualTo(status);
  }
}
