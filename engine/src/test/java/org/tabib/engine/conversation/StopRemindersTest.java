package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.language.Word;

/** "Stop reminders" stops reminders, and only "stop" opts out (COMM-8). */
class StopRemindersTest {
  private final ScriptedConversation story = new ScriptedConversation().welcomed();

  @ParameterizedTest
  @CsvSource({
    "Stop reminders",
    "please stop this reminder",
    "don't send me reminders",
    "रिमाइंडर बंद करो",
    "yaad mat dilao",
    "आठवण करू नका",
    "আর মনে করাবেন না",
    "நினைவூட்டல்களை நிறுத்துங்கள்",
    "రిమైండర్లు ఆపండి",
    "acha kunikumbusha",
    "não quero mais lembretes",
    "nao quero mais lembretes"
  })
  void stopsTheOnlyReminderInEveryLanguageAndKeepsTheConsent(String words) {
    planned("sehat.course");

    story.types(words);

    assertThat(stopped()).containsExactly("sehat.course");
    assertThat(story.state.consent()).isNotNull();
    assertThat(story.last().body()).contains("Amoxicillin").contains("messages about your visits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"stop", "STOP", "unsubscribe", "stop messages", "रोकें", "parar", "ఆపండి"})
  void optsOutOnStopAlsoAsTheAnswerToAReminder(String words) {
    story.happens("staff planned a course and a vaccination");
    story.happens("a dose is due");

    story.types(words);

    assertThat(story.state.consent()).isNull();
    assertThat(stopped()).isEmpty();
  }

  @Test
  void stopsTheOneThatWasJustToldAmongSeveral() {
    story.happens("staff planned a course and a vaccination");
    story.happens("a vaccination is due");

    story.types("stop reminders");

    assertThat(stopped()).containsExactly("sehat.polio");
    assertThat(story.last().body()).contains("Polio");
  }

  @Test
  void stopsTheOneThatIsQuoted() {
    story.happens("staff planned a course and a vaccination");
    story.happens("a dose is due");
    long dose = story.state.lastNumber();
    story.happens("a vaccination is due");

    story.receives(
        new InboundMessage(
            "wamid.quoting",
            story.now,
            new InboundContent.Text("stop this reminder"),
            "wamid.out" + dose));

    assertThat(stopped()).containsExactly("sehat.course");
  }

  @Test
  void saysThatAReminderIsOverWhichWasTheLast() {
    story.happens("a dose is due");

    story.types("stop reminders");

    assertThat(story.last().body()).startsWith("This reminder is over.");
    assertThat(stopped()).isEmpty();
  }

  @Test
  void asksWhichOfSeveral() {
    story.happens("staff planned a course and a vaccination");

    story.types("stop reminders");

    assertThat(story.last().body()).startsWith("Which reminders shall we stop?");
    assertThat(ScriptedConversation.options(story.last()))
        .extracting(option -> option.title())
        .containsExactly("Amoxicillin", "Polio", "All reminders", "Keep reminding");
    assertThat(stopped()).isEmpty();
    story.types("2");
    assertThat(stopped()).containsExactly("sehat.polio");
  }

  @Test
  void stopsAllOfThem() {
    story.happens("staff planned a course and a vaccination");
    story.types("stop reminders");

    story.taps("All reminders");

    assertThat(stopped()).containsExactly("sehat.course", "sehat.polio");
    assertThat(story.planned).isEmpty();
    assertThat(story.last().body()).startsWith("We will send you no more reminders");
    assertThat(story.state.consent()).isNotNull();
  }

  @Test
  void asksAfterAReminderOfAVisitInsteadOfStoppingTheMedicine() {
    story.readyToBook();
    story.taps("Confirm");
    planned("sehat.course");
    story.happens("reminded the day before");

    story.types("stop reminders");

    assertThat(stopped()).isEmpty();
    assertThat(story.last().body()).startsWith("Which reminders shall we stop?");
    story.taps("Keep reminding");
    assertThat(story.last().body()).startsWith("The reminders go on.");
  }

  @Test
  void saysHowToGetNoMessagesAtAllWhereThereIsNoReminder() {
    story.types("stop reminders");

    assertThat(story.last().body()).contains("“stop”");
    assertThat(story.state.consent()).isNotNull();
  }

  @Test
  void goesBackToTheBookingThatItInterrupted() {
    planned("sehat.course");
    story.taps("Book a visit");

    story.types("stop reminders");

    assertThat(stopped()).containsExactly("sehat.course");
    assertThat(story.last().body()).contains("Who is the visit for?");
  }

  @Test
  void isNoAnswerToAReminderThatHasBeenAnswered() {
    planned("sehat.course");
    story.happens("a dose is due");
    story.types("taken");
    story.now = story.now.plus(Duration.ofHours(1));

    story.types("stop reminders");

    assertThat(stopped()).containsExactly("sehat.course");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "don't stop my reminders",
        "please do not stop the reminders",
        "will the reminders stop when the course is over",
        "रिमाइंडर बंद मत करना"
      })
  void readsNothingOfTheKindInWhatDeniesOrAsks(String words) {
    assertThat(ScriptedConversation.WORLD.words().means(Word.STOP_REMINDERS, words)).isFalse();
    assertThat(ScriptedConversation.WORLD.words().means(Word.STOP, words)).isFalse();
  }

  private void planned(String reminderId) {
    story.happens("staff planned a course and a vaccination");
    story.planned.removeIf(one -> !one.reminderId().equals(reminderId));
  }

  private List<String> stopped() {
    return story.performed.stream()
        .filter(Effect.StopReminder.class::isInstance)
        .map(effect -> ((Effect.StopReminder) effect).reminderId())
        .toList();
  }
}
