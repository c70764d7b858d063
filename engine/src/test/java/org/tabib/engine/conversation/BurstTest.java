package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationEvent.TurnTaken;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Answers;

/** Several messages in a row, faster than they are answered, get one answer. */
class BurstTest {
  private final ScriptedConversation conversation = new ScriptedConversation();

  @Test
  void answersThreeQuestionsWithThreeQuickMessages() {
    atTheName();

    List<OutboundContent> said = sends("Asha Verma", "34", "female");

    assertThat(said).hasSize(1);
    assertThat(said.getFirst().body()).startsWith("What is the problem?");
    assertThat(learned(Variables.NAME)).isEqualTo("Asha Verma");
    assertThat(learned(Variables.AGE)).isEqualTo("P34Y");
    assertThat(learned(Variables.SEX)).isEqualTo("female");
  }

  @Test
  void readsANameInTwoMessagesAsOne() {
    atTheName();

    List<OutboundContent> said = sends("Asha", "Verma");

    assertThat(said).hasSize(1);
    assertThat(said.getFirst().body()).startsWith("How old");
    assertThat(learned(Variables.NAME)).isEqualTo("Asha Verma");
  }

  @Test
  void readsAComplaintInFiveMessagesAsOne() {
    atTheComplaint();

    List<OutboundContent> said =
        sends("I have", "knee pain", "since 2 weeks", "cannot climb", "the stairs");

    assertThat(said).hasSize(1);
    assertThat(said.getFirst().body()).startsWith("Here is who can see");
    assertThat(learned(Variables.COMPLAINT))
        .isEqualTo("I have\nknee pain\nsince 2 weeks\ncannot climb\nthe stairs");
    assertThat(learned(Variables.SPECIALTY)).isEqualTo("orthopaedics");
  }

  @Test
  void seesARedFlagThatIsSpreadOverTwoMessages() {
    atTheComplaint();

    List<OutboundContent> said = sends("severe chest", "pain");

    assertThat(said).hasSize(1);
    assertThat(said.getFirst().body()).startsWith("Chest pain can be a heart attack");
  }

  @Test
  void advisesInAnEmergencyWhateverFollowsIt() {
    atTheComplaint();

    List<OutboundContent> said = sends("crushing chest pain", "help me", "please", "menu");

    assertThat(said.getFirst().body()).startsWith("Chest pain can be a heart attack");
    assertThat(changes()).filteredOn(Change.EmergencySeen.class::isInstance).hasSize(1);
  }

  @Test
  void obeysAnOptOutInTheMiddle() {
    atTheName();

    List<OutboundContent> said = sends("Asha Verma", "STOP");

    assertThat(said).hasSize(1);
    assertThat(said.getFirst().body()).startsWith("You will get no more messages");
    assertThat(conversation.state.consent()).isNull();
  }

  @Test
  void greetsOnceHoweverOftenSomebodySaysHello() {
    assertThat(sends("hi", "hello", "is anybody there", "I need a doctor")).hasSize(1);
  }

  @Test
  void neverWithdrawsWhatTheChannelWasAskedToSend() {
    conversation.delivers = false;
    conversation.types("hello");
    conversation.inFlight = 1;

    conversation.types("hello");
    conversation.types("hello");

    assertThat(conversation.state.outbox()).extracting(Outbound::number).containsExactly(1L, 3L);
  }

  @Test
  void neverWithdrawsAConfirmation() {
    conversation.readyToBook();
    conversation.delivers = false;
    conversation.taps("Confirm");

    conversation.types("thank you");

    assertThat(conversation.said().get(conversation.said().size() - 2).body())
        .startsWith("✅ Your appointment is confirmed");
  }

  @Property(tries = 200)
  void endsInTheSameStateHoweverWebhooksSplitTheMessages(
      @ForAll("words") List<String> words, @ForAll("splits") List<Integer> splits) {
    ScriptedConversation together = quick();
    ScriptedConversation apart = quick();
    List<InboundMessage> messages = messages(together, words);
    messages(apart, words);

    together.receives(messages, List.of());
    int from = 0;
    for (int i = 0; from < messages.size(); i++) {
      int to = Math.min(messages.size(), from + splits.get(i % splits.size()));
      apart.receives(messages.subList(from, to), List.of());
      from = to;
    }

    assertThat(apart.state).isEqualTo(together.state);
    assertThat(apart.said()).isEqualTo(together.said());
  }

  @Property(tries = 200)
  void neverTwoQuestionsArePending(@ForAll("words") List<String> words) {
    ScriptedConversation burst = quick();
    for (InboundMessage message : messages(burst, words)) {
      burst.receives(List.of(message), List.of());

      assertThat(burst.state.outbox()).filteredOn(BurstTest::asks).hasSizeLessThanOrEqualTo(1);
      assertThat(((TurnTaken) burst.events.getLast()).outbound()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.of(
            "hello",
            "I agree",
            "book",
            "for me",
            "Asha Verma",
            "Asha",
            "34",
            "female",
            "fever",
            "since two days",
            "1",
            "2",
            "menu",
            "back",
            "cancel",
            "human",
            "thanks",
            "help",
            "yes")
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Integer>> splits() {
    return Arbitraries.integers().between(1, 4).list().ofMinSize(1).ofMaxSize(6);
  }

  /** Nothing is sent, so nothing can have been read. */
  private static ScriptedConversation quick() {
    ScriptedConversation conversation = new ScriptedConversation();
    conversation.welcomed();
    conversation.delivers = false;
    conversation.performs = false;
    return conversation;
  }

  private static boolean asks(Outbound message) {
    return !message.kind().equals("text");
  }

  private static List<InboundMessage> messages(
      ScriptedConversation conversation, List<String> words) {
    List<InboundMessage> messages = new ArrayList<>();
    words.forEach(text -> messages.add(conversation.message(text)));
    return messages;
  }

  private List<OutboundContent> sends(String... texts) {
    return conversation.receives(messages(conversation, List.of(texts)));
  }

  private void atTheName() {
    conversation.welcomed();
    conversation.taps("Book a visit");
    conversation.taps("For me");
  }

  private void atTheComplaint() {
    atTheName();
    conversation.types("Asha Verma");
    conversation.types("34");
    conversation.taps("Female");
  }

  private String learned(String variable) {
    return conversation.state.answers().orElse(Answers.NONE).value(variable);
  }

  private List<Change> changes() {
    return conversation.events.stream()
        .filter(TurnTaken.class::isInstance)
        .flatMap(event -> ((TurnTaken) event).changes().stream())
        .toList();
  }
}
