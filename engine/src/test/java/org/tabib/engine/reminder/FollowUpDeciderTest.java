package org.tabib.engine.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.reminder.ReminderStory.at;
import static org.tabib.engine.reminder.ReminderStory.nothing;
import static org.tabib.engine.reminder.ReminderStory.refusal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderEvent.ReminderChanged;
import org.tabib.engine.reminder.ReminderEvent.ReminderPlanned;
import org.tabib.engine.reminder.ReminderEvent.ReminderStopped;

/** A reminder follows what a visit's record says. The visit was on the 21st of November at ten. */
class FollowUpDeciderTest {
  private static final LocalDate VISIT = LocalDate.of(2026, 11, 21);
  private static final LocalDate DAY = LocalDate.of(2026, 12, 5);
  private static final String TWO_DAYS_AHEAD = "2026-12-03T09:00";

  @Test
  void remindsOnceTwoDaysAhead() {
    ReminderStory story = nothing();

    story.follow(DAY);

    assertThat(story.events())
        .singleElement()
        .isInstanceOfSatisfying(
            ReminderPlanned.class,
            planned -> {
              assertThat(planned.by()).isEqualTo(By.RULE);
              assertThat(planned.plan().visitId()).isEqualTo("sehat.visit");
              assertThat(planned.plan().followUp()).isEqualTo(new FollowUp("sehat.doctor", DAY));
            });
    story.liveUntil("2027-01-31T00:00");
    assertThat(story.toldAt()).containsExactly(TWO_DAYS_AHEAD);
  }

  @Test
  void theSameDayAgainChangesNothingBeforeAndAfterItWasTold() {
    ReminderStory story = nothing();
    story.follow(DAY);

    story.now("2026-11-30T12:00").follow(DAY, at("2026-11-30T12:00"));
    assertThat(story.events()).hasSize(1);

    story.liveUntil("2026-12-03T12:00");
    story.follow(DAY, at("2026-12-03T12:00"));
    story.liveUntil("2027-01-31T00:00");
    assertThat(story.toldAt()).hasSize(1);
  }

  @Test
  void anotherDayMovesItAlsoAfterItWasTold() {
    ReminderStory story = nothing();
    story.follow(DAY);

    story.follow(DAY.plusDays(7));
    assertThat(story.events().getLast()).isInstanceOf(ReminderChanged.class);
    story.liveUntil("2026-12-11T00:00");
    assertThat(story.toldAt()).containsExactly("2026-12-10T09:00");

    story.follow(DAY.plusDays(20));
    story.liveUntil("2027-01-31T00:00");
    assertThat(story.toldAt()).containsExactly("2026-12-10T09:00", "2026-12-23T09:00");
  }

  @Test
  void noDayAnyMoreStopsItAndTheSameDayLaterBeginsItAgain() {
    ReminderStory story = nothing();
    story.follow(DAY);

    story.unfollow();
    assertThat(story.state().status()).isEqualTo(ReminderStatus.STOPPED);
    assertThat(story.state().nextDue()).isNull();

    story.follow(DAY);
    story.liveUntil("2027-01-31T00:00");
    assertThat(story.toldAt()).containsExactly(TWO_DAYS_AHEAD);
  }

  @Test
  void whatThePatientStoppedComesBackForAnotherDayOnly() {
    ReminderStory story = nothing();
    story.follow(DAY);
    story.stop();

    story.follow(DAY);
    assertThat(story.state().status()).isEqualTo(ReminderStatus.STOPPED);

    story.follow(DAY.plusDays(1));
    assertThat(story.state().nextDue().at()).isEqualTo(at("2026-12-04T09:00"));
  }

  @Test
  void aDayThatIsNearIsToldTheNextMorning() {
    ReminderStory tomorrow = nothing();
    tomorrow.follow(VISIT.plusDays(1));
    assertThat(tomorrow.state().nextDue().at()).isEqualTo(at("2026-11-22T09:00"));

    ReminderStory afterAnOutage = nothing().now("2026-12-04T08:00");
    afterAnOutage.follow(DAY);
    assertThat(afterAnOutage.state().nextDue().at()).isEqualTo(at("2026-12-04T09:00"));
  }

  @Test
  void aDayThatIsOverOrTodayIsNotToldAndEndsWhatWasPlanned() {
    ReminderStory today = nothing().now("2026-11-21T08:00");
    assertThat(refusal(today.follow(VISIT, at("2026-11-21T08:00"))).code())
        .isEqualTo("reminder-in-the-past");
    assertThat(today.events()).isEmpty();

    ReminderStory story = nothing();
    story.follow(DAY);
    story.follow(VISIT.minusDays(1));
    assertThat(story.events().getLast()).isInstanceOf(ReminderStopped.class);
    int events = story.events().size();
    story.follow(VISIT.minusDays(1));
    assertThat(story.events()).hasSize(events);
  }

  @Test
  void aForgottenPatientIsRemindedOfNothing() {
    ReminderStory story = nothing().forgotten();
    assertThat(refusal(story.follow(DAY)).code()).isEqualTo("patient-unknown");

    ReminderStory later = nothing();
    later.follow(DAY);
    later.forgotten().liveUntil("2027-01-31T00:00");
    assertThat(later.told()).isEmpty();
    assertThat(later.state().status()).isEqualTo(ReminderStatus.STOPPED);
  }

  @Test
  void theMorningIsTheClinicsAcrossAChangeOfClocks() {
    ZoneId newYork = ZoneId.of("America/New_York");
    Instant written = Instant.parse("2026-10-20T15:00:00Z");

    Optional<Rhythm> rhythm =
        FollowUpDecider.rhythm(LocalDate.of(2026, 11, 3), newYork, written, written);

    assertThat(rhythm).isPresent();
    assertThat(Occurrences.after(rhythm.get(), newYork, written).orElseThrow().at())
        .isEqualTo(Instant.parse("2026-11-01T14:00:00Z"));
  }
}
