package org.tabib.engine.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.reminder.ReminderStory.ZONE;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.ReminderEvent.ReminderPlanned;

/** What holds however often, and to whatever, a visit's record is amended. */
class FollowUpPropertiesTest {
  private static final LocalDateTime VISIT = LocalDateTime.parse("2026-11-21T10:00");

  /**
   * Time passes, timers ring, and the record is amended.
   *
   * @param day days after the visit; negative: no follow-up
   * @param times how often the timer of the amendment is delivered
   */
  record Amendment(int hours, int day, int times) {}

  @Provide
  Arbitrary<List<Amendment>> amendments() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 90),
            Arbitraries.integers().between(-3, 25),
            Arbitraries.integers().between(1, 3))
        .as(Amendment::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Property(tries = 500)
  void theRecordsLatestWordIsWhatIsTold(@ForAll("amendments") List<Amendment> amendments) {
    ReminderStory story = ReminderStory.nothing();
    LocalDateTime now = VISIT;
    @Nullable LocalDate said = null;
    for (Amendment amendment : amendments) {
      now = now.plusHours(amendment.hours());
      story.liveUntil(now.toString());
      @Nullable LocalDate before = said;
      int events = story.events().size();
      said = amendment.day() < 0 ? null : VISIT.toLocalDate().plusDays(amendment.day());
      for (int i = 0; i < amendment.times(); i++) {
        follow(story, said, now);
        followsTheRecord(story.state(), said, now);
      }
      // What is written again is not told again.
      if (said != null && said.equals(before)) {
        assertThat(story.events()).hasSize(events);
      }
    }
    int told = story.told().size();
    story.liveUntil("2027-03-31T00:00");

    assertThat(story.told().size() - told).isBetween(0, 1);
    assertThat(story.events().stream().filter(ReminderPlanned.class::isInstance).count())
        .isLessThanOrEqualTo(1);
    for (DueNotice notice : story.told()) {
      LocalDateTime at = LocalDateTime.ofInstant(notice.occurrence(), ZONE);
      assertThat(at.toLocalTime()).isEqualTo(LocalTime.of(9, 0));
      FollowUp followUp = notice.plan().followUp();
      assertThat(followUp).isNotNull();
      assertThat(at.toLocalDate())
          .isAfter(VISIT.toLocalDate())
          .isBetween(followUp.day().minusDays(2), followUp.day());
    }
  }

  private static void follow(ReminderStory story, @Nullable LocalDate day, LocalDateTime now) {
    ReminderReply reply =
        day == null ? story.unfollow() : story.follow(day, ReminderStory.at(now.toString()));
    assertThat(
            reply instanceof ReminderReply.Current
                || List.of("reminder-in-the-past", "reminder-unknown")
                    .contains(ReminderStory.refusal(reply).code()))
        .isTrue();
  }

  /** Nothing waits but for the day that was said last. */
  private static void followsTheRecord(
      ReminderState state, @Nullable LocalDate said, LocalDateTime now) {
    NextDue due = state.nextDue();
    if (due == null) {
      return;
    }
    assertThat(said).isNotNull();
    assertThat(state.planned().followUp()).isEqualTo(new FollowUp("sehat.doctor", said));
    assertThat(due.at()).isAfter(ReminderStory.at(now.toString()));
  }
}
