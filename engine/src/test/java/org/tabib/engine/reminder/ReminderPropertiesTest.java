package org.tabib.engine.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceDone;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceTold;

/** What holds for any wishes, in any order, at any time of a course. */
class ReminderPropertiesTest {
  private static final List<String> DOSES =
      List.of("2026-11-21T20:00", "2026-11-22T08:00", "2026-11-22T20:00", "2026-11-23T08:00");

  /** Minutes pass, the timer rings, and somebody does something with one of the doses. */
  record Step(int kind, int dose, int minutes) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, DOSES.size() - 1),
            Arbitraries.integers().between(0, 500))
        .as(Step::new)
        .list()
        .ofMaxSize(25);
  }

  @Property(tries = 300)
  void neverForgetsThatSomethingIsDueAndNeverTellsWhatIsDoneOrStopped(
      @ForAll("steps") List<Step> steps) {
    ReminderStory course = ReminderStory.course();
    LocalDateTime now = LocalDateTime.parse("2026-11-21T10:00");
    for (Step step : steps) {
      now = now.plusMinutes(step.minutes());
      course.now(now.toString());
      perform(course, step, now.toString());
      ReminderState state = course.state();
      assertThat(state.nextDue() != null).isEqualTo(state.status() == ReminderStatus.ACTIVE);
    }
    int before = course.events().size();
    course.liveUntil("2026-12-31T00:00");

    assertThat(course.state().status()).isNotEqualTo(ReminderStatus.ACTIVE);
    toldOnlyWhatIsNotDone(course.events());
    assertThat(course.events().size()).isGreaterThanOrEqualTo(before);
  }

  @Property(tries = 200)
  void isTheSameWhenItIsRecoveredFromItsEvents(@ForAll("steps") List<Step> steps) {
    ReminderStory course = ReminderStory.course();
    LocalDateTime now = LocalDateTime.parse("2026-11-21T10:00");
    for (Step step : steps) {
      now = now.plusMinutes(step.minutes());
      course.now(now.toString());
      perform(course, step, now.toString());
    }

    ReminderState recovered = ReminderState.unplanned("sehat.reminder");
    for (ReminderEvent event : course.events()) {
      recovered = recovered.apply(event);
    }
    assertThat(recovered).isEqualTo(course.state());
  }

  @Property(tries = 200)
  void answersTheSameWhenSomethingIsAskedTwice(@ForAll("steps") List<Step> steps) {
    ReminderStory course = ReminderStory.course();
    LocalDateTime now = LocalDateTime.parse("2026-11-21T10:00");
    for (Step step : steps) {
      now = now.plusMinutes(step.minutes());
      course.now(now.toString());
      boolean once = perform(course, step, now.toString()) instanceof ReminderReply.Current;
      int events = course.events().size();
      // What rings next is another one.
      if (once && step.kind() != 5 && step.kind() != 0) {
        perform(course, step, now.toString());
        assertThat(course.events()).hasSize(events);
      }
    }
  }

  private static void toldOnlyWhatIsNotDone(List<ReminderEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof OccurrenceDone done) {
        assertThat(events.subList(i, events.size()))
            .noneMatch(
                later ->
                    later instanceof OccurrenceTold told
                        && told.occurrence().equals(done.occurrence()));
      }
    }
  }

  private static ReminderReply perform(ReminderStory course, Step step, String now) {
    String dose = DOSES.get(step.dose());
    String soon = LocalDateTime.parse(now).plusMinutes(20).toString();
    return switch (step.kind()) {
      case 1 -> course.done(dose);
      case 2 -> course.snooze(dose, soon);
      case 3 -> step.minutes() < 25 ? course.stop() : course.done(dose);
      case 4 ->
          course.change(
              null, null, ReminderContent.of(step.minutes() % 2 == 0 ? "one" : "another"));
      default ->
          course.fire(
              course.state().nextDue() == null
                  ? ReminderStory.at(dose)
                  : course.state().nextDue().occurrence());
    };
  }
}
