package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.reminder.ReminderKind;

/** Reminders that people plan in the chat, for themselves and for whom they care (REM-3). */
class NewReminderTest {
  private final ScriptedConversation story = new ScriptedConversation();

  @Test
  void aGuardianPlansForWhomTheyBookedAndForThemselves() {
    story.happens("booked before");
    story.types("book");
    story.taps("Someone else");
    List.of("Rohan Verma", "6").forEach(story::types);
    story.taps("Male");
    List.of("he has a cough since monday", "1", "2").forEach(story::types);
    story.taps("Confirm");

    begins("Vaccination");
    assertThat(ScriptedConversation.options(story.last()))
        .extracting(Option::title)
        .containsExactly("Rohan Verma", "For me");
    story.taps("Rohan Verma");
    List.of("polio drops", "5 December").forEach(story::types);
    story.taps("Yes, remind me");
    begins("Check-up");
    story.taps("For me");
    List.of("blood sugar test", "6 December").forEach(story::types);
    story.taps("Yes, remind me");

    String self = story.state.contactId();
    assertThat(story.planned).hasSize(2);
    ReminderLookup.Planned child = story.planned.get(0);
    assertThat(child.patientId()).isIn(story.state.patients()).isNotEqualTo(self);
    assertThat(child.kind()).isEqualTo(ReminderKind.VACCINATION);
    assertThat(child.due().toLocalDate()).hasToString("2026-12-05");
    assertThat(child.due().toLocalTime()).isEqualTo(LocalTime.of(9, 0));
    assertThat(story.planned.get(1).patientId()).isEqualTo(self);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x 5 days | It does not say how often.",
        "1-0 | I do not understand the time in “1-0”.",
        "BD for 5 | How long do you mean with “for 5”?",
        "BD every 8 hours | “every 8 hours” does not fit with the rest.",
        "BD hmm | I do not understand “hmm”.",
      })
  void whatIsWrongWithAMedicineIsSaidAndAskedAgain(String typed, String said) {
    story.happens("agreed before");
    begins("Medicine");
    story.types("Metformin 500 mg");

    story.types(typed);

    assertThat(story.last().body()).startsWith(said).contains("How often is it taken?");
    story.types("1-0-1 x 5 days");
    assertThat(story.last().body()).contains("Metformin 500 mg, 1-0-1 x 5 days");
  }

  @Test
  void nobodyIsRemindedOfWhatIsTakenWhenItIsNeeded() {
    story.happens("agreed before");
    begins("Medicine");
    story.types("Paracetamol");

    story.types("SOS");

    assertThat(story.last().body()).startsWith("For a medicine that is taken at once or only");
    assertThat(story.planned).isEmpty();
  }

  @Test
  void wordsThatNoReminderCanKeepAreAskedAgain() {
    story.happens("agreed before");
    begins("Prescription");

    story.types("a very long prescription ".repeat(10));

    assertThat(story.last().body()).startsWith("That is too long").contains("What is it about?");
  }

  private void begins(String kind) {
    story.types("my reminders");
    story.taps("New reminder");
    story.taps(kind);
  }
}
