package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.delivery.OutboundContent;

/** Sentences outside a dialogue, times at the question for one, and changes of language. */
class FreeTextTest {
  private final ScriptedConversation conversation = new ScriptedConversation().welcomed();

  // ── CONV-15 ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void beginsABookingWithAComplaintThatWasTold() {
    assertThat(said("bukhar hai do din se")).startsWith("Who is the visit for?");
    conversation.taps("For me");
    conversation.types("Asha Verma");
    conversation.types("34");

    assertThat(conversation.taps("Female").getFirst().body()).startsWith("Here is who can see");
    conversation.types("1");
    assertThat(said("9:00"))
        .startsWith("I have noted: bukhar hai do din se")
        .contains("Please check and confirm:");
  }

  @Test
  void advisesInAnEmergencyThatIsTold() {
    assertThat(said("crushing chest pain")).startsWith("Chest pain can be a heart attack");
  }

  @Test
  void answersThanksWithoutAMenu() {
    conversation.readyToBook();
    conversation.taps("Confirm");

    OutboundContent answer = conversation.types("thank you").getFirst();

    assertThat(answer.body()).startsWith("You are welcome.");
    assertThat(ScriptedConversation.options(answer)).isEmpty();
  }

  @Test
  void advisesWhenItLearnsThatTheFeverIsANewborns() {
    said("fever");
    conversation.taps("Someone else");
    conversation.types("Baby Verma");

    assertThat(said("3 weeks")).contains("112");
    assertThat(conversation.state.cursor().flow()).isEqualTo("emergency");
    assertThat(conversation.taps("Not an emergency").getFirst().body())
        .startsWith("What is the sex");
  }

  @Test
  void advisesWhenAFeverIsToldOfANewborn() {
    conversation.taps("Book a visit");
    conversation.taps("Someone else");
    conversation.types("Baby Verma");
    conversation.types("3 weeks");
    conversation.taps("Female");

    assertThat(said("fever since morning")).contains("112");
  }

  // ── times ─────────────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wednesday 4 pm | Dr. Ananya Rao is free near the time you asked for. | 3:30 pm",
        "11:40 | Dr. Ananya Rao is free near the time you asked for. | 11:15 am",
        "thursday 8 pm | Dr. Ananya Rao is not free at that time. | 9:00 am",
        "kal | You mean Tue, 24 Nov, right? | 9:00 am",
        "kal subah | You mean Tue, 24 Nov, right? | 9:00 am",
        "friday | Dr. Ananya Rao is free at these times. | 9:00 am",
      })
  void offersWhatIsNearTheTimeThatWasTyped(String typed, String answer, String first) {
    conversation.readyToBook();
    conversation.taps("Other time");

    OutboundContent said = conversation.types(typed).getFirst();

    assertThat(said.body()).startsWith(answer);
    assertThat(ScriptedConversation.options(said).getFirst().title()).isEqualTo(first);
  }

  // ── languages ─────────────────────────────────────────────────────────────────────────────────

  @Test
  void changesTheLanguageAtOnceWhenItIsAskedForByName() {
    conversation.taps("Book a visit");

    assertThat(said("hindi please")).contains("हिन्दी");
    assertThat(conversation.state.language()).isEqualTo("hi");
  }

  @Test
  void offersTheLanguageThatSomebodyWritesTwiceInARowAndOnlyOnce() {
    conversation.taps("Book a visit");
    conversation.taps("For me");
    conversation.types("आशा वर्मा");
    OutboundContent offer = conversation.types("मेरी उम्र चौंतीस साल है").getFirst();
    assertThat(conversation.state.cursor().flow()).isEqualTo("offer-language");
    assertThat(offer.body()).doesNotStartWith("Shall");

    conversation.taps(ScriptedConversation.options(offer).getLast());
    assertThat(conversation.state.cursor().step()).isEqualTo("sex");
    assertThat(conversation.state.language()).isEqualTo("en");
    conversation.types("महिला");
    conversation.types("मुझे दो दिन से बुखार है");

    assertThat(conversation.state.cursor().flow()).isEqualTo("booking");
  }

  private String said(String typed) {
    return conversation.types(typed).getFirst().body();
  }
}
