package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.delivery.OutboundContent;

/** What a reminder of a dose says of meals. */
class DoseNoticeTest {
  @ParameterizedTest
  @CsvSource({
    "en, after, after food",
    "en, before, before food",
    "en, with, with food",
    "hi, after, खाने के बाद",
    "mr, before, जेवणाआधी",
    "bn, after, খাবারের পরে",
    "ta, with, சாப்பாட்டுடன்",
    "te, after, భోజనం తర్వాత",
    "sw, before, kabla ya kula",
    "pt-BR, after, depois de comer"
  })
  void saysHowTheDoseRelatesToFood(String language, String food, String words) {
    ScriptedConversation story = agreed(language);

    tell(story, food);

    assertThat(story.last().body()).contains("Amoxicillin, 500 mg, " + words);
  }

  @Test
  void saysNothingOfFoodWhereTheCourseDoesNot() {
    ScriptedConversation story = agreed("en");

    tell(story, "");

    assertThat(story.last().body())
        .startsWith("It is time for your medicine: Amoxicillin, 500 mg. Have you taken it?");
  }

  @Test
  void saysItInTheTemplateThatMayNameTheMedicine() {
    ScriptedConversation story = agreed("en");
    story.practice = QueuedPractice.namingMedicines(story.practice);
    story.now = story.now.plus(Duration.ofHours(25));

    tell(story, "before");

    assertThat(((OutboundContent.Template) story.last()).parameters())
        .containsExactly("Amoxicillin, 500 mg, before food");
  }

  @Test
  void saysItHoweverLongTheNameIs() {
    ScriptedConversation story = agreed("en");

    tell(story, "after", "x".repeat(300));

    assertThat(story.last().body()).contains("…, after food. Have you taken it?");
  }

  @Test
  void isNotSaidOfWhatIsDoneAfterwards() {
    ScriptedConversation story = agreed("en");
    story.happens("staff planned a course and a vaccination");
    tell(story, "after");
    story.deliverAll();

    story.types("stop reminders");

    assertThat(story.last().body()).contains("Amoxicillin").doesNotContain("after food");
  }

  private static ScriptedConversation agreed(String language) {
    ScriptedConversation story = new ScriptedConversation(language);
    story.happens("agreed before");
    return story;
  }

  private static void tell(ScriptedConversation story, String food) {
    tell(story, food, "Amoxicillin");
  }

  private static void tell(ScriptedConversation story, String food, String medicine) {
    Map<String, String> words = new HashMap<>();
    words.put(NoticeFacts.MEDICINE, medicine);
    words.put(NoticeFacts.DOSE, "500 mg");
    if (!food.isEmpty()) {
      words.put(NoticeFacts.FOOD, food);
    }
    new ScriptedNotices(story)
        .tell(
            new Notice(
                "dose-1",
                NoticeKind.DOSE_DUE,
                Map.of(
                    NoticeFacts.REMINDER,
                    "sehat.course",
                    NoticeFacts.OCCURRENCE,
                    story.now.toString(),
                    NoticeFacts.PATIENT,
                    story.state.contactId()),
                words,
                story.now.plus(Duration.ofHours(2))));
  }
}
