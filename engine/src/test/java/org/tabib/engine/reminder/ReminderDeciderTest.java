package org.tabib.engine.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.reminder.ReminderStory.AMOXICILLIN;
import static org.tabib.engine.reminder.ReminderStory.at;
import static org.tabib.engine.reminder.ReminderStory.plan;
import static org.tabib.engine.reminder.ReminderStory.refusal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderEvent.DropReason;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceDone;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceSnoozed;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceTold;
import org.tabib.engine.reminder.ReminderEvent.OccurrencesDropped;
import org.tabib.engine.reminder.ReminderEvent.ReminderStopped;
import org.tabib.engine.reminder.ReminderEvent.SnoozeReason;

class ReminderDeciderTest {

  @Test
  void tellsEveryDoseOfACourseAndEndsWithTheLast() {
    ReminderStory course = ReminderStory.course().liveUntil("2026-12-31T00:00");

    assertThat(course.toldAt())
        .containsExactly(
            "2026-11-21T20:00", "2026-11-22T08:00", "2026-11-22T20:00", "2026-11-23T08:00");
    assertThat(course.state().status()).isEqualTo(ReminderStatus.ENDED);
    assertThat(course.state().nextDue()).isNull();
  }

  @Test
  void saysTheMedicineAndTheDoseAndUntilWhenItMayBeSaid() {
    ReminderStory course = ReminderStory.course().liveUntil("2026-11-21T20:00");

    assertThat(course.told())
        .singleElement()
        .isEqualTo(
            new DueNotice(
                "sehat.reminder/2026-11-21T14:30:00Z",
                "sehat.reminder",
                course.state().plan(),
                at("2026-11-21T20:00"),
                "Amoxicillin",
                "500 mg",
                Food.AFTER,
                at("2026-11-21T22:00")));
  }

  @Test
  void saysHowManyAreTakenAtThatTimeOfTheDay() {
    ReminderStory course = ReminderStory.nothing();
    course.plan(
        plan(ReminderKind.MEDICATION, ReminderStory.twiceADay()),
        new ReminderContent("Prednisolone", "5 mg", "2-0-½", List.of("2", "½"), null));
    course.liveUntil("2026-11-22T08:00");

    assertThat(course.told()).extracting(DueNotice::dose).containsExactly("½ × 5 mg", "2 × 5 mg");
  }

  @Test
  void doesNothingWhenATimerRingsTwice() {
    ReminderStory course = ReminderStory.course().liveUntil("2026-11-21T20:00");
    course.fire(at("2026-11-21T20:00"));

    assertThat(course.told()).hasSize(1);
    assertThat(course.state().nextDue())
        .isEqualTo(new NextDue(at("2026-11-22T08:00"), at("2026-11-22T08:00")));
  }

  @Test
  void isToBeTriedAgainWhenATimerRingsTooEarlyOrNobodyCanTell() {
    ReminderStory course = ReminderStory.course().now("2026-11-21T19:59");
    assertThat(refusal(course.fire(at("2026-11-21T20:00"))).kind())
        .isEqualTo(Refusal.Kind.UNAVAILABLE);
    course.now("2026-11-21T20:00").conversationAnswers(null);
    assertThat(refusal(course.fire(at("2026-11-21T20:00"))).kind())
        .isEqualTo(Refusal.Kind.UNAVAILABLE);
    course.conversationAnswers(Telling.done()).fire(at("2026-11-21T20:00"));

    assertThat(course.toldAt()).containsExactly("2026-11-21T20:00");
    assertThat(course.told())
        .extracting(DueNotice::id)
        .hasSize(2)
        .containsOnly("sehat.reminder/2026-11-21T14:30:00Z");
  }

  @Test
  void dropsWhatIsStaleAfterAnOutageAndGoesOn() {
    ReminderStory course = ReminderStory.course().now("2026-11-22T09:00");
    course.fire(at("2026-11-21T20:00"));

    assertThat(course.events())
        .last()
        .isEqualTo(
            new OccurrencesDropped(
                at("2026-11-21T20:00"),
                at("2026-11-21T20:00"),
                DropReason.STALE,
                null,
                new NextDue(at("2026-11-22T08:00"), at("2026-11-22T08:00")),
                at("2026-11-22T09:00")));
    course.fire(at("2026-11-22T08:00"));
    assertThat(course.toldAt()).containsExactly("2026-11-22T09:00");
    course.liveUntil("2026-12-31T00:00");
    assertThat(course.toldAt()).hasSize(3);
  }

  @Test
  void dropsAllThatIsStaleInOneEvent() {
    ReminderStory course = ReminderStory.course().now("2026-12-24T00:00");
    course.fire(at("2026-11-21T20:00"));

    assertThat(course.events())
        .last()
        .isEqualTo(
            new OccurrencesDropped(
                at("2026-11-21T20:00"),
                at("2026-11-23T08:00"),
                DropReason.STALE,
                null,
                null,
                at("2026-12-24T00:00")));
    assertThat(course.state().status()).isEqualTo(ReminderStatus.ENDED);
    assertThat(course.told()).isEmpty();
  }

  @Test
  void doesNotTellADoseThatIsHalfWayToTheNext() {
    Rhythm hourly =
        new Rhythm.Every(Duration.ofHours(1), at("2026-11-21T11:00"), at("2026-11-21T15:00"));
    ReminderStory course = ReminderStory.course(hourly).now("2026-11-21T11:31");
    course.fire(at("2026-11-21T11:00"));

    assertThat(course.told()).isEmpty();
    assertThat(course.liveUntil("2026-11-21T18:00").toldAt())
        .containsExactly("2026-11-21T12:00", "2026-11-21T13:00", "2026-11-21T14:00");
  }

  @Test
  void goesOnWhenTheConversationWillNotSayIt() {
    ReminderStory course =
        ReminderStory.course()
            .conversationAnswers(Telling.refused("opted-out"))
            .liveUntil("2026-11-21T20:00");

    assertThat(course.events())
        .last()
        .isEqualTo(
            new OccurrencesDropped(
                at("2026-11-21T20:00"),
                at("2026-11-21T20:00"),
                DropReason.REFUSED,
                "opted-out",
                new NextDue(at("2026-11-22T08:00"), at("2026-11-22T08:00")),
                at("2026-11-21T20:00")));
  }

  @Test
  void stopsForAPatientWhoWasForgottenAndSaysNothing() {
    ReminderStory course = ReminderStory.course().forgotten().liveUntil("2026-12-31T00:00");

    assertThat(course.told()).isEmpty();
    assertThat(course.events())
        .last()
        .isEqualTo(new ReminderStopped(By.RULE, at("2026-11-21T20:00")));
    assertThat(refusal(course.change(null, ZoneId.of("UTC"), null)).kind())
        .isEqualTo(Refusal.Kind.NOT_FOUND);
  }

  @Test
  void makesCareWaitForTheMorning() {
    ReminderStory care = ReminderStory.care("22:30").liveUntil("2026-12-01T22:30");

    assertThat(care.events())
        .last()
        .isEqualTo(
            new OccurrenceSnoozed(
                at("2026-12-01T22:30"),
                at("2026-12-02T08:00"),
                SnoozeReason.QUIET_HOURS,
                new NextDue(at("2026-12-01T22:30"), at("2026-12-02T08:00")),
                at("2026-12-01T22:30")));
    assertThat(care.liveUntil("2027-01-02T09:00").toldAt())
        .containsExactly("2026-12-02T08:00", "2027-01-02T08:00");
  }

  @Test
  void tellsADoseAtTheTimeThatThePatientWished() {
    Rhythm late =
        new Rhythm.AtTimes(
            List.of(LocalTime.of(23, 30)),
            1,
            Set.of(),
            LocalDateTime.parse("2026-11-21T10:00"),
            LocalDateTime.parse("2026-11-22T10:00"));

    assertThat(ReminderStory.course(late).liveUntil("2026-11-30T00:00").toldAt())
        .containsExactly("2026-11-21T23:30");
  }

  @Test
  void tellsOnceMoreAfterASnoozeAndOnceOnly() {
    ReminderStory course = ReminderStory.course().liveUntil("2026-11-21T20:00");
    course.now("2026-11-21T20:03").snooze("2026-11-21T20:00", "2026-11-21T20:18");
    course.snooze("2026-11-21T20:00", "2026-11-21T20:18");
    course.liveUntil("2026-11-22T08:00");

    assertThat(course.toldAt())
        .containsExactly("2026-11-21T20:00", "2026-11-21T20:18", "2026-11-22T08:00");
    assertThat(course.told()).extracting(DueNotice::id).doesNotHaveDuplicates();
  }

  @Test
  void bringsAnEndedCourseBackForASnoozeOfItsLastDose() {
    ReminderStory course = ReminderStory.course().liveUntil("2026-11-23T08:00");
    course.snooze("2026-11-23T08:00", "2026-11-23T08:20");
    assertThat(course.state().status()).isEqualTo(ReminderStatus.ACTIVE);

    course.liveUntil("2026-11-23T12:00");

    assertThat(course.state().status()).isEqualTo(ReminderStatus.ENDED);
    assertThat(course.toldAt()).endsWith("2026-11-23T08:00", "2026-11-23T08:20");
  }

  @Test
  void refusesASnoozeIntoThePastOrPastTheNextDoseOrOfWhatNobodyWasTold() {
    ReminderStory course = ReminderStory.course().liveUntil("2026-11-21T20:05");

    assertThat(refusal(course.snooze("2026-11-21T20:00", "2026-11-21T20:05")).code())
        .isEqualTo("snooze-until");
    assertThat(refusal(course.snooze("2026-11-21T20:00", "2026-11-22T08:00")).code())
        .isEqualTo("snooze-past-next");
    assertThat(refusal(course.snooze("2026-11-21T19:00", "2026-11-21T20:15")).code())
        .isEqualTo("occurrence-unknown");
    course.done("2026-11-21T20:00");
    assertThat(refusal(course.snooze("2026-11-21T20:00", "2026-11-21T20:15")).code())
        .isEqualTo("occurrence-done");
  }

  @Test
  void doesNotTellAgainWhatIsDone() {
    ReminderStory course = ReminderStory.course().liveUntil("2026-11-21T20:00");
    course.snooze("2026-11-21T20:00", "2026-11-21T20:20");
    course.done("2026-11-21T20:00");
    course.done("2026-11-21T20:00");

    assertThat(course.events()).filteredOn(OccurrenceDone.class::isInstance).hasSize(1);
    assertThat(course.liveUntil("2026-11-22T07:00").toldAt()).containsExactly("2026-11-21T20:00");
  }

  @Test
  void doesNotSwallowTheSecondDoseWhenTheFirstIsTakenLate() {
    ReminderStory course = ReminderStory.course().liveUntil("2026-11-22T08:00");
    course.now("2026-11-22T08:05").done("2026-11-21T20:00");

    assertThat(course.liveUntil("2026-11-22T20:00").toldAt())
        .containsExactly("2026-11-21T20:00", "2026-11-22T08:00", "2026-11-22T20:00");
  }

  @Test
  void doesNotTellWhatWasDoneBeforeItsTime() {
    ReminderStory course = ReminderStory.course();
    course.now("2026-11-21T19:30").done("2026-11-21T20:00");

    assertThat(course.liveUntil("2026-11-22T08:00").toldAt()).containsExactly("2026-11-22T08:00");
  }

  @Test
  void stopsForGood() {
    ReminderStory course = ReminderStory.course().liveUntil("2026-11-21T20:00");
    course.stop();
    course.stop();

    assertThat(course.events()).filteredOn(ReminderStopped.class::isInstance).hasSize(1);
    assertThat(course.state().nextDue()).isNull();
    assertThat(refusal(course.change(ReminderStory.twiceADay(), null, null)).code())
        .isEqualTo("reminder-stopped");
    assertThat(refusal(course.snooze("2026-11-21T20:00", "2026-11-21T20:20")).code())
        .isEqualTo("reminder-stopped");
    assertThat(course.done("2026-11-21T20:00")).isInstanceOf(ReminderReply.Current.class);
    assertThat(course.events()).hasSize(3);
  }

  @Test
  void answersARepeatedPlanAndRefusesAnotherPatientsUnderTheSameId() {
    ReminderStory course = ReminderStory.course();
    ReminderPlan same = plan(ReminderKind.MEDICATION, ReminderStory.twiceADay());

    assertThat(course.plan(same, AMOXICILLIN)).isInstanceOf(ReminderReply.Current.class);
    ReminderPlan others =
        new ReminderPlan(
            "sehat.other",
            same.contactId(),
            same.conversationId(),
            null,
            null,
            same.kind(),
            same.rhythm(),
            same.zone());
    assertThat(refusal(course.plan(others, AMOXICILLIN)).kind()).isEqualTo(Refusal.Kind.CONFLICT);
    assertThat(course.events()).hasSize(1);
  }

  @Test
  void refusesWhatLiesInThePastAndWhomNobodyKnows() {
    ReminderStory late = ReminderStory.nothing().now("2026-12-24T00:00");
    assertThat(
            refusal(
                    late.plan(
                        plan(ReminderKind.MEDICATION, ReminderStory.twiceADay()), AMOXICILLIN))
                .code())
        .isEqualTo("reminder-in-the-past");
    ReminderStory unknown = ReminderStory.nothing().forgotten();
    assertThat(
            refusal(
                    unknown.plan(
                        plan(ReminderKind.MEDICATION, ReminderStory.twiceADay()), AMOXICILLIN))
                .code())
        .isEqualTo("patient-unknown");
    assertThat(
            refusal(
                    ReminderStory.nothing()
                        .plan(
                            plan(ReminderKind.CHECK_UP, ReminderStory.twiceADay()),
                            ReminderContent.of(" ")))
                .code())
        .isEqualTo("reminder-what");
  }

  @Test
  void tellsASingleDoseThatIsDueAtOnce() {
    Instant now = at("2026-11-21T10:00");
    ReminderStory course = ReminderStory.course(new Rhythm.Once(now.minusSeconds(2)));

    assertThat(course.liveUntil("2026-11-21T10:01").told()).hasSize(1);
    assertThat(course.state().status()).isEqualTo(ReminderStatus.ENDED);
  }

  @Test
  void movesWithThePatientToAnotherZone() {
    ReminderStory course = ReminderStory.course().now("2026-11-21T12:00");
    course.change(null, ZoneId.of("Africa/Nairobi"), null);

    // Eight in the evening in Nairobi.
    assertThat(course.state().nextDue().at()).isEqualTo(Instant.parse("2026-11-21T17:00:00Z"));
    assertThat(course.change(null, ZoneId.of("Africa/Nairobi"), null))
        .isInstanceOf(ReminderReply.Current.class);
    assertThat(course.events()).hasSize(2);
  }

  @Test
  void changesWhatIsSaidWithoutMovingWhatIsDue() {
    ReminderStory course = ReminderStory.course().liveUntil("2026-11-21T20:00");
    course.snooze("2026-11-21T20:00", "2026-11-21T20:20");
    NextDue before = course.state().nextDue();
    course.change(null, null, ReminderContent.of("Amoxicillin forte"));

    assertThat(course.state().nextDue()).isEqualTo(before);
    course.liveUntil("2026-11-22T08:00");
    assertThat(course.told()).extracting(DueNotice::what).endsWith("Amoxicillin forte");
    assertThat(course.toldAt())
        .containsExactly("2026-11-21T20:00", "2026-11-21T20:20", "2026-11-22T08:00");
  }

  @Test
  void remembersTheLatestOccurrencesOnly() {
    Rhythm hourly =
        new Rhythm.Every(Duration.ofHours(1), at("2026-11-21T11:00"), at("2026-11-24T11:00"));
    ReminderStory course = ReminderStory.course(hourly).liveUntil("2026-11-30T00:00");

    assertThat(course.events()).filteredOn(OccurrenceTold.class::isInstance).hasSize(72);
    assertThat(course.state().told()).hasSize(ReminderState.REMEMBERED);
  }

  @Test
  void knowsNothingBeforeItIsPlanned() {
    ReminderStory nothing = ReminderStory.nothing();

    assertThat(refusal(nothing.stop()).code()).isEqualTo("reminder-unknown");
    assertThat(refusal(nothing.done("2026-11-21T20:00")).code()).isEqualTo("reminder-unknown");
    assertThat(refusal(nothing.fire(at("2026-11-21T20:00"))).code()).isEqualTo("reminder-unknown");
  }
}
