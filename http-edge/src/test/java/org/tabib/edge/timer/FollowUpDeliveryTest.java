package org.tabib.edge.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.reminder.FollowUp;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.ReminderReply;
import org.tabib.engine.timer.TimerTask;
import org.tabib.engine.timer.VisitFollowUps;
import org.tabib.engine.visit.VisitRecord;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.visit.VisitStatus;

/** A visit's record is written, and the reminder to come again is made to say the same. */
class FollowUpDeliveryTest {
  private static final String VISIT = "demo.visit";
  private static final String HERE = "demo.conversation";
  private static final Instant WRITTEN = Instant.parse("2026-11-21T06:30:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 12, 5);

  private final FakeEntities entities = new FakeEntities();
  private final FollowUpDelivery delivery =
      new FollowUpDelivery(
          entities,
          new Telling(entities, contact -> Optional.empty()),
          id -> Optional.of(DeliveriesTest.practice()));

  FollowUpDeliveryTest() {
    entities.reminderSays(
        new ReminderReply.Refused(Refusal.wrongState("any", "whatever it answers is final")));
  }

  @Test
  void followsTheRecordInTheClinicsZone() throws Exception {
    entities.has(visit(VisitStatus.COMPLETED, 1, DAY, HERE));

    deliver();

    assertThat(asked())
        .singleElement()
        .isInstanceOfSatisfying(
            ReminderCommand.Follow.class,
            follow -> {
              ReminderPlan plan = follow.plan();
              assertThat(plan.followUp()).isEqualTo(new FollowUp("demo.doctor", DAY));
              assertThat(plan.zone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
              assertThat(plan.kind()).isEqualTo(ReminderKind.CHECK_UP);
              assertThat(plan.visitId()).isEqualTo(VISIT);
              assertThat(plan.conversationId()).isEqualTo(HERE);
              assertThat(follow.written()).isEqualTo(WRITTEN);
              assertThat(follow.content().what()).isEqualTo("Main");
            });
  }

  @Test
  void anAmendmentWithoutADayStopsItAndARecordThatNeverHadOneAsksNobody() throws Exception {
    entities.has(visit(VisitStatus.COMPLETED, 1, null, HERE));
    assertThat(deliver()).isEqualTo(Outcome.DONE);
    assertThat(asked()).isEmpty();

    entities.has(visit(VisitStatus.COMPLETED, 2, null, HERE));
    deliver();
    assertThat(asked())
        .containsExactly(new ReminderCommand.StopReminding(ReminderCommand.By.RULE, null));
  }

  @Test
  void anAmendmentInBetweenHasTheLastWord() throws Exception {
    entities.has(visit(VisitStatus.COMPLETED, 1, DAY, HERE));
    entities.whileReminderIsAsked(
        () -> entities.has(visit(VisitStatus.COMPLETED, 2, DAY.plusDays(7), HERE)));

    deliver();

    assertThat(asked())
        .map(command -> ((ReminderCommand.Follow) command).plan().followUp())
        .containsExactly(
            new FollowUp("demo.doctor", DAY), new FollowUp("demo.doctor", DAY.plusDays(7)));
  }

  @Test
  void aVisitThatIsNotOverOrOfSomebodyWhoNeverWroteAsksNobody() throws Exception {
    entities.has(visit(VisitStatus.IN_CONSULTATION, 1, DAY, HERE));
    assertThat(deliver()).isEqualTo(Outcome.MOOT);

    entities.has(visit(VisitStatus.COMPLETED, 1, DAY, null));
    assertThat(deliver()).isEqualTo(new Outcome.Dropped(Outcome.Reason.NOBODY));
    assertThat(asked()).isEmpty();
  }

  @Test
  void aReminderThatCannotBeAskedNowIsAskedAgain() throws Exception {
    entities.has(visit(VisitStatus.COMPLETED, 1, DAY, HERE));
    entities.reminderSays(
        new ReminderReply.Refused(Refusal.unavailable("keys-unavailable", "later")));

    assertThat(deliver()).isEqualTo(new Outcome.TryAgain("keys-unavailable"));
  }

  @Test
  void aVisitHasOneReminderHoweverOftenItsRecordIsWritten() {
    assertThat(VisitFollowUps.reminderOf(VISIT))
        .isEqualTo(VisitFollowUps.reminderOf(VISIT))
        .startsWith("demo.")
        .isNotEqualTo(VisitFollowUps.reminderOf("demo.other"));
  }

  private Outcome deliver() throws Exception {
    return delivery.follow(new TimerTask.FollowVisit(VISIT));
  }

  private List<ReminderCommand> asked() {
    return entities.reminderCommands();
  }

  private static VisitReply.Current visit(
      VisitStatus status, int version, @Nullable LocalDate day, @Nullable String conversation) {
    VisitReply.Current plain =
        FakeEntities.visit(VISIT, status, WRITTEN.minus(Duration.ofHours(1)), conversation);
    return new VisitReply.Current(
        VISIT,
        status,
        plain.details(),
        new VisitRecord(
            new VisitRecord.Consultation(version, "demo.staff", day, WRITTEN, List.of()),
            null,
            List.of()));
  }
}
