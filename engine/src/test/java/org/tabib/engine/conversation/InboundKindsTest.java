package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.TurnTaken;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Answers;

/** What is neither typed nor tapped has a useful effect, and one answer (CONV-7). */
class InboundKindsTest {
  private static final InboundContent KOTHRUD =
      new InboundContent.Location(18.5080, 73.8100, null, null);

  private final ScriptedConversation conversation = new ScriptedConversation().welcomed();

  @Test
  void tellsTheNearestClinicAndAsksAgain() {
    conversation.taps("Book a visit");

    List<OutboundContent> said = conversation.receives(KOTHRUD);

    assertThat(said).hasSize(1);
    assertThat(said.getFirst().body())
        .startsWith(
            "The clinic nearest to you is *Sehat Clinic, Kothrud*, 5 Paud Road, Kothrud, Pune,"
                + " about 250 m away.")
        .contains("Who is the visit for?");
    assertThat(conversation.taps("For me").getFirst().body()).startsWith("What is your full name?");
  }

  @Test
  void offersTheDoctorsOfTheNearestClinicFirst() {
    conversation.readyToBook();
    conversation.types("back");
    conversation.types("back");

    List<OutboundContent> said = conversation.receives(KOTHRUD);

    assertThat(ScriptedConversation.options(said.getFirst()))
        .extracting(Option::title)
        .startsWith("Dr. Meera Kulkarni");
  }

  @ParameterizedTest
  @CsvSource({"91, 0", "0, 181", "NaN, 0"})
  void asksAgainWhereThereIsNoSuchPlace(double latitude, double longitude) {
    conversation.taps("Book a visit");

    assertThat(
            conversation
                .receives(new InboundContent.Location(latitude, longitude, null, null))
                .getFirst()
                .body())
        .contains("Who is the visit for?")
        .doesNotContain("nearest");
  }

  @Test
  void booksForThePersonOnASharedCard() {
    List<OutboundContent> asked = conversation.receives(card("Meena Verma"));
    assertThat(asked.getFirst().body()).startsWith("Is Meena Verma a family member");

    List<OutboundContent> said = conversation.taps("Yes, book for them");

    assertThat(said.getFirst().body()).startsWith("How old is Meena Verma?");
    Answers answers = conversation.state.answers().orElse(Answers.NONE);
    assertThat(answers.value(Variables.PATIENT)).isNotEqualTo(conversation.state.contactId());
  }

  @Test
  void goesOnWithWhatWasBeingDoneWhenTheCardIsNobodyToBookFor() {
    conversation.taps("Book a visit");
    conversation.receives(card("Meena Verma"));

    assertThat(conversation.taps("No").getFirst().body())
        .startsWith("All right. I have not used the card.")
        .contains("Who is the visit for?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "[{}]", "no json", "[{\"name\":{}}]"})
  void saysThatItCannotReadACardWithoutAName(String json) {
    assertThat(conversation.receives(new InboundContent.Contacts(json)).getFirst().body())
        .startsWith("Sorry, I cannot open this kind of message.");
  }

  @ParameterizedTest
  @CsvSource({"order, Thank you", "unsupported, Sorry", "unknown, Sorry"})
  void answersOtherKindsPolitelyAndAsksAgain(String kind, String begins) {
    conversation.taps("Book a visit");

    List<OutboundContent> said = conversation.receives(new InboundContent.Other(kind, "{}"));

    assertThat(said).hasSize(1);
    assertThat(said.getFirst().body()).startsWith(begins).contains("Who is the visit for?");
  }

  @Test
  void smilesBackAtAStickerWithoutPushingAMenu() {
    conversation.readyToBook();
    conversation.taps("Confirm");

    List<OutboundContent> said =
        conversation.receives(
            new InboundContent.Media("sticker", "1", null, null, null, null, false));

    assertThat(said).hasSize(1);
    assertThat(said.getFirst()).isInstanceOf(OutboundContent.Text.class);
    assertThat(said.getFirst().body()).startsWith("🙂");
  }

  @Test
  void recordsWhatWasEditedAndDeleted() {
    conversation.receives(new InboundContent.Edit("wamid.1", "hello there"));
    conversation.receives(new InboundContent.Revoke("wamid.1"));

    assertThat(changes())
        .contains(new Change.MessageEdited("wamid.1"), new Change.MessageDeleted("wamid.1"));
  }

  @Test
  void seesARedFlagInAnEditedMessage() {
    assertThat(
            conversation
                .receives(new InboundContent.Edit("wamid.1", "crushing chest pain"))
                .getFirst()
                .body())
        .startsWith("Chest pain can be a heart attack");
  }

  @Test
  void takesWordsThatQuoteAnOlderQuestionForNoAnswerToThisOne() {
    conversation.taps("Book a visit");
    long who = conversation.state.lastNumber();
    conversation.taps("For me");

    List<OutboundContent> said =
        conversation.receives(
            new InboundMessage(
                "wamid.quoting",
                conversation.now,
                new InboundContent.Text("for my son"),
                "wamid.out" + who));

    assertThat(said.getFirst().body())
        .startsWith("That choice is from an older message.")
        .contains("What is your full name?");
  }

  private static InboundContent card(String name) {
    return new InboundContent.Contacts(
        "[{\"name\":{\"formatted_name\":\"" + name + "\",\"first_name\":\"x\"}}]");
  }

  private List<Change> changes() {
    return conversation.events.stream()
        .filter(TurnTaken.class::isInstance)
        .flatMap(event -> ((TurnTaken) event).changes().stream())
        .toList();
  }
}
