package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.StaffEchoed;
import org.tabib.engine.conversation.ConversationEvent.TurnTaken;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.OutboundContent;

/** When a human is called, how long the bot is silent, and how it comes back (CONV-10). */
class HandOffTest {
  private final ScriptedConversation conversation = new ScriptedConversation().welcomed();

  @Test
  void callsAHumanAfterThreeMisunderstandingsInARow() {
    conversation.taps("Book a visit");
    conversation.types("banana");
    conversation.types("banana split");

    assertThat(conversation.types("banana bread").getFirst().body())
        .startsWith("I am sorry that I do not understand");
    assertThat(calls()).containsExactly(new Change.HumanCalled("misunderstood"));
    assertThat(conversation.types("banana cake")).isEmpty();
  }

  @Test
  void startsToCountAgainAfterAnAnswerThatMadeSense() {
    conversation.taps("Book a visit");
    conversation.types("banana");
    conversation.types("banana split");
    conversation.taps("For me");
    conversation.types("12345");
    conversation.types("12345");

    assertThat(calls()).isEmpty();
  }

  @Test
  void asksTheSameQuestionAgainWhenNobodyAnsweredForHalfAnHour() {
    conversation.taps("Book a visit");
    conversation.taps("For me");
    conversation.types("human");
    conversation.now = conversation.now.plus(Duration.ofMinutes(29));
    assertThat(conversation.types("anybody there?")).isEmpty();
    conversation.now = conversation.now.plus(Duration.ofMinutes(2));

    List<OutboundContent> said = conversation.types("anybody there?");

    assertThat(said).hasSize(1);
    assertThat(said.getFirst().body())
        .startsWith("The booking assistant is back.")
        .contains("What is your full name?");
    assertThat(conversation.types("Asha Verma").getFirst().body()).startsWith("How old are you?");
  }

  @Test
  void isSilentForEightHoursAfterStaffSaidSomething() {
    conversation.types("human");
    conversation.happens("staff answer");
    conversation.now = conversation.now.plus(Duration.ofHours(7));
    assertThat(conversation.types("thank you doctor")).isEmpty();
    conversation.now = conversation.now.plus(Duration.ofMinutes(61));

    assertThat(conversation.types("and one more thing").getFirst().body())
        .startsWith("The booking assistant is back.");
  }

  @Test
  void saysThatItIsBackWhenStaffHandBack() {
    conversation.taps("Book a visit");
    conversation.types("human");
    conversation.happens("staff hand back");

    assertThat(conversation.types("so what now").getFirst().body())
        .startsWith("The booking assistant is back.");
    assertThat(conversation.types("for me").getFirst().body())
        .startsWith("What is your full name?");
  }

  @Test
  void takesAnEchoFromThePhoneForATakeover() {
    conversation.taps("Book a visit");

    assertThat(conversation.staffWrites("wamid.echo"))
        .isInstanceOf(ConversationReply.Durable.class);
    int before = conversation.events.size();
    conversation.staffWrites("wamid.echo");

    assertThat(conversation.events).hasSize(before);
    StaffEchoed echoed = (StaffEchoed) conversation.events.getLast();
    assertThat(echoed.outbound().author()).isEqualTo("phone");
    assertThat(conversation.state.attendedBy()).isEqualTo("phone");
    assertThat(conversation.state.outbox()).isEmpty();
    assertThat(conversation.state.marks().of(echoed.outbound().number()))
        .isEqualTo(DeliveryStatus.SENT);
    assertThat(conversation.types("for me")).isEmpty();
  }

  @Test
  void startsAConversationThatStaffBeginOnThePhone() {
    ScriptedConversation fresh = new ScriptedConversation();

    fresh.staffWrites("wamid.echo");

    assertThat(fresh.state.started()).isTrue();
    assertThat(fresh.types("hello")).isEmpty();
  }

  @Test
  void callsAHumanInAnEmergencyWhereThePracticeWantsIt() {
    ScriptedConversation careful =
        new ScriptedConversation(
            new HandOffRules(Duration.ofMinutes(30), Duration.ofHours(8), 3, true));
    careful.welcomed();

    assertThat(careful.types("crushing chest pain")).hasSize(1);
    assertThat(careful.state.attendedBy()).isEqualTo(ConversationState.CALLED);
    assertThat(careful.types("please come")).isEmpty();
  }

  private List<Change> calls() {
    return conversation.events.stream()
        .filter(TurnTaken.class::isInstance)
        .flatMap(event -> ((TurnTaken) event).changes().stream())
        .filter(Change.HumanCalled.class::isInstance)
        .toList();
  }
}
