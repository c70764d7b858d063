package org.tabib.edge.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.queue.QueueCommand.SettleVisit;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.VisitTurn;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.timer.Timer;
import org.tabib.engine.timer.TimerTask;
import org.tabib.engine.timer.VisitTimers;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.visit.VisitStatus;

/** A visit began or ended, and the queue of its day is told. */
class SettleDeliveryTest {
  private static final String VISIT = "demo.visit";

  /** 00:30 of the 21st in Kolkata, still the 20th in UTC. */
  private static final Instant START = Instant.parse("2026-11-20T19:00:00Z");

  private static final String QUEUE = "demo.main.2026-11-21";

  private final FakeEntities entities = new FakeEntities();
  private Optional<PracticeConfig> practice = Optional.of(DeliveriesTest.practice());
  private final SettleDelivery delivery = new SettleDelivery(entities, id -> practice);

  SettleDeliveryTest() {
    entities.queueSays(new QueueReply.Done(QUEUE));
  }

  @ParameterizedTest
  @CsvSource({
    "IN_CONSULTATION, STARTED",
    "COMPLETED, COMPLETED",
    "CANCELLED, CANCELLED",
    "NO_SHOW, NO_SHOW",
  })
  void tellsTheQueueOfTheClinicsDayWhatTheVisitIsNow(VisitStatus status, VisitTurn turn)
      throws Exception {
    entities.has(visit(status, START));

    assertThat(deliver(now(START))).isEqualTo(Outcome.DONE);

    assertThat(entities.queuesAsked()).containsExactly(QUEUE);
    assertThat(entities.queueCommands())
        .containsExactly(
            new SettleVisit(
                "demo.visit.ticket/4",
                "system",
                VISIT,
                turn,
                null,
                "demo.doctor",
                "general",
                null));
  }

  @ParameterizedTest
  @EnumSource(
      value = VisitStatus.class,
      names = {"BOOKED", "CONFIRMED", "CHECKED_IN"})
  void aVisitThatStandsAfterAllKeepsItsTicket(VisitStatus status) throws Exception {
    entities.has(visit(status, START));

    assertThat(deliver(now(START))).isEqualTo(Outcome.MOOT);
    assertThat(entities.queueCommands()).isEmpty();
  }

  @Test
  void wakesNoQueueForAVisitThatIsCancelledBeforeItsDay() throws Exception {
    entities.has(visit(VisitStatus.CANCELLED, START));

    assertThat(deliver(now(START.minus(Duration.ofHours(1))))).isEqualTo(Outcome.MOOT);
    assertThat(entities.queueCommands()).isEmpty();
  }

  @Test
  void aTicketOfTheOldTimeIsLeftWhateverBecameOfTheVisitSince() throws Exception {
    Timer moved = moved();
    entities.has(visit(VisitStatus.BOOKED, START.plus(Duration.ofDays(3))));

    assertThat(deliver(moved)).isEqualTo(Outcome.DONE);

    assertThat(entities.queuesAsked()).containsExactly(QUEUE);
    assertThat(entities.queueCommands())
        .singleElement()
        .isInstanceOfSatisfying(
            SettleVisit.class,
            settle -> {
              assertThat(settle.turn()).isEqualTo(VisitTurn.MOVED);
              assertThat(settle.movedFrom()).isEqualTo(START);
            });
  }

  @Test
  void aVisitThatWasMovedBackKeepsItsTicket() throws Exception {
    entities.has(visit(VisitStatus.BOOKED, START));

    assertThat(deliver(moved())).isEqualTo(Outcome.MOOT);
  }

  @Test
  void aClinicWithoutAQueueIsNothingToTryAgainAndSilenceIs() throws Exception {
    entities.has(visit(VisitStatus.COMPLETED, START));
    assertThat(answered(Refusal.notFound("clinic-without-queue", "none"))).isEqualTo(Outcome.MOOT);
    assertThat(answered(Refusal.unavailable("practice-unknown", "later")))
        .isEqualTo(new Outcome.TryAgain("practice-unknown"));

    practice = Optional.empty();
    assertThat(deliver(now(START))).isEqualTo(new Outcome.TryAgain("practice-unknown"));
  }

  @Test
  void aVisitThatIsUnknownIsNothingToDo() throws Exception {
    assertThat(deliver(now(START))).isEqualTo(Outcome.MOOT);
  }

  private Outcome answered(Refusal refusal) throws Exception {
    entities.queueSays(new QueueReply.Refused(refusal));
    return deliver(now(START));
  }

  private Outcome deliver(Timer timer) throws Exception {
    return delivery.settle(timer, (TimerTask.SettleTicket) timer.task());
  }

  private static Timer now(Instant at) {
    return VisitTimers.ticket(VISIT, 4, at);
  }

  private static Timer moved() {
    return VisitTimers.ticketLeft(
            VISIT, "demo.main", START, DeliveriesTest.practice().zoneOf("demo.main"), 4, START)
        .getFirst();
  }

  private static VisitReply.Current visit(VisitStatus status, Instant start) {
    @Nullable String nowhere = null;
    VisitDetails plain = FakeEntities.visit(VISIT, status, start, nowhere).details();
    return new VisitReply.Current(
        VISIT,
        status,
        new VisitDetails(
            plain.patientId(),
            plain.contactId(),
            nowhere,
            plain.doctorId(),
            "demo.main",
            new Slot("demo.schedule", start, Duration.ofMinutes(15)),
            plain.specialty(),
            plain.bookedBy()));
  }
}
