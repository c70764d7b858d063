package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.privacy.Private;

/** What is asked for before consent is gone on with after it. */
class FirstWordsTest {
  private static final String CONSENT = "Do you agree?";

  private final ScriptedConversation conversation = new ScriptedConversation();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "join the queue | What do you need?",
        "book | Who is the visit for?",
        "I have fever since two days | Who is the visit for?",
        "I would like to cancel my appointment | You have no upcoming visits.",
        "my visits | You have no upcoming visits.",
        "please change my appointment to another day | You have no upcoming visits.",
        "my reminders | You have no reminders",
        "waiting list | You are not waiting for a time.",
        "update | There is no visit that I could add this to.",
        "I am here | You have no upcoming visits.",
        "confirm | You have no upcoming visits.",
        "my number | You have no number in the queue today.",
        "leave the queue | You have no number in the queue today.",
        "i missed my turn | You have no number in the queue today.",
        "language | Which language do you prefer?",
        "I want to talk to a person | Our staff",
        "how does this work | I can book, move or cancel visits",
      })
  void goesOnWithWhatWasAskedForFirst(String first, String answer) {
    conversation.happens("the clinic has a queue");
    assertThat(says(first)).contains(CONSENT);

    String after = taps("I agree");

    assertThat(after).startsWith("Thank you!").contains(answer);
    assertThat(conversation.events)
        .filteredOn(ConversationEvent.TurnTaken.class::isInstance)
        .extracting(event -> ((ConversationEvent.TurnTaken) event).changes())
        .last()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .contains(new ConversationEvent.Change.ConsentGiven(conversation.practice.noticeVersion()));
  }

  @ParameterizedTest
  @CsvSource({"hello", "thanks", "what a day it is", "start", "yes"})
  void showsTheMenuToWhoAskedForNothing(String first) {
    says(first);

    assertThat(taps("I agree")).contains("How can I help you?");
  }

  @Test
  void remembersTheFlowAndNoWords() {
    says("I must cancel my appointment because my husband left me");

    assertThat(remembered()).isEqualTo(Map.of(Variables.ASKED, "visits"));
  }

  @Test
  void carriesAComplaintAndATimeIntoTheBooking() {
    says("book an appointment for fever tomorrow afternoon");
    taps("I agree");
    taps("For me");
    conversation.types("Asha Verma");
    conversation.types("34");
    taps("Female");

    assertThat(says("1")).startsWith("Dr. Ananya Rao");
    assertThat(remembered()).containsKeys(Variables.COMPLAINT, Variables.FROM);
    assertThat(remembered()).doesNotContainKey(Variables.ASKED);
    assertThat(ScriptedConversation.options(conversation.last()).getFirst().description())
        .isEqualTo("Tue, 24 Nov");
  }

  @Test
  void asksWhetherItIsNewsWhereAVisitIsPlanned() {
    conversation.readyToBook();
    taps("Confirm");
    says("stop");
    says("the fever is worse since yesterday");

    taps("I agree");

    assertThat(conversation.state.cursor().flow()).isEqualTo("update");
    assertThat(remembered())
        .containsEntry(Variables.COMPLAINT, "the fever is worse since yesterday");
  }

  @Test
  void booksWhenNobodyCanSayWhetherAVisitIsPlanned() {
    says("fever since two days");
    conversation.happens("clinic does not answer");

    taps("I agree");

    assertThat(conversation.state.consent()).isNotNull();
  }

  @Test
  void forgetsItWithTheRefusal() {
    says("I have fever since two days");
    taps("No, thanks");
    assertThat(remembered()).isEmpty();

    says("hello");
    assertThat(taps("I agree")).contains("How can I help you?");
  }

  @Test
  void forgetsItWithTheOptOut() {
    says("I have fever since two days");
    says("stop");

    assertThat(remembered()).isEmpty();
  }

  @Test
  void takesWhatIsAskedForLast() {
    says("I have fever since two days");

    assertThat(says("my reminders")).startsWith("We will get to that").contains(CONSENT);
    assertThat(remembered()).isEqualTo(Map.of(Variables.ASKED, "my-reminders"));
  }

  @Test
  void callsAHumanForWhoAsksOnAndOnWithoutAgreeing() {
    says("hello");
    says("talk to a person");
    says("talk to a person");

    says("talk to a person");

    assertThat(conversation.state.attendedAt()).isNotNull();
  }

  @Test
  void advisesAtOnceAndKeepsWhatWasAskedForBefore() {
    says("join the queue");
    assertThat(says("my husband has crushing chest pain")).contains("112");

    assertThat(taps("Not an emergency")).contains(CONSENT);
    conversation.happens("the clinic has a queue");
    assertThat(taps("I agree")).contains("What do you need?");
  }

  @Test
  void asksForConsentInTheLanguageThatIsAskedForFirst() {
    assertThat(says("hindi please")).contains("क्या आप सहमत हैं?");
    assertThat(conversation.state.language()).isEqualTo("hi");
    assertThat(remembered()).isEmpty();
  }

  @Test
  void doesNotAskForALanguageThatWasJustChosen() {
    says("change language");
    taps("भाषा · Language");
    taps("English");

    assertThat(taps("I agree")).contains("How can I help you?");
  }

  @Test
  void takesSeveralMessagesAtOnceAsOne() {
    List<OutboundContent> answers =
        conversation.receives(
            List.of(
                conversation.message("hello"),
                conversation.message("I have fever since two days")));

    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst().body()).startsWith("Hello!").contains(CONSENT);
    assertThat(taps("I agree")).contains("Who is the visit for?");
  }

  private Map<String, String> remembered() {
    Private<Answers> answers = conversation.state.answers();
    return answers.orElse(Answers.NONE).values();
  }

  private String says(String text) {
    return conversation.types(text).getLast().body();
  }

  private String taps(String title) {
    return conversation.taps(title).getLast().body();
  }
}
