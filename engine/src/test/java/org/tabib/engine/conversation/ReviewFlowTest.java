package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.ConversationEvent.TurnTaken;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.VisitEvent.Words;

/** What a patient makes of the question how the visit was (REV-1). */
class ReviewFlowTest {
  private final ScriptedConversation conversation = asked();

  /** The question is there; it was begun by something else than a message. */
  private static ScriptedConversation asked() {
    ScriptedConversation conversation = new ScriptedConversation().welcomed();
    TurnTaken last =
        (TurnTaken)
            conversation.events.stream()
                .filter(TurnTaken.class::isInstance)
                .reduce((first, second) -> second)
                .orElseThrow();
    Answers answers =
        Answers.NONE.with(
            Map.of(
                Variables.VISIT,
                "sehat.visit",
                Variables.DOCTOR,
                conversation.practice.doctors().getFirst().id()));
    conversation.happened(
        new TurnTaken(
            last.inbound(),
            new Move(
                new Cursor("review", 1, "rate", 9),
                Private.of(conversation.state.contactId(), answers)),
            List.of(),
            List.of(),
            List.of(),
            conversation.now,
            List.of()));
    return conversation;
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void ratingIsKeptAtOnceAndWordsMayBeAdded(int rating) {
    String said = body(conversation.types(String.valueOf(rating)));

    assertThat(conversation.performed)
        .singleElement()
        .isInstanceOfSatisfying(
            Effect.RateVisit.class,
            effect -> {
              assertThat(effect.visitId()).isEqualTo("sehat.visit");
              assertThat(effect.rating()).isEqualTo(rating);
            });
    assertThat(said).contains("Would you like to add a few words?");
    assertThat(body(conversation.types("Everybody was very kind to me"))).contains("Thank you");
    assertThat(((Effect.CommentVisit) conversation.performed.getLast()).words())
        .isEqualTo(
            Private.of(conversation.state.contactId(), new Words("Everybody was very kind to me")));
    assertThat(conversation.state.cursor()).isNull();
  }

  @Test
  void nobodyHasToAddWords() {
    conversation.types("4");

    assertThat(body(conversation.types("no"))).contains("Thank you for your answer");
    assertThat(conversation.performed).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whoeverIsUnhappyIsOfferedAHumanAfterTheirWordsToo(int rating) {
    assertThat(body(conversation.types(String.valueOf(rating)))).contains("talk to our staff");
    assertThat(body(conversation.types("I waited for two hours"))).contains("Shall our staff");
    conversation.taps("Talk to our staff");

    assertThat(changes()).contains(new Change.HumanCalled("asked"));
    assertThat(conversation.performed).hasSize(2);
  }

  @Test
  void secondRatingIsAnsweredClearly() {
    conversation.nextOutcome = Optional.of(new EffectOutcome.Refused("review-given"));

    assertThat(body(conversation.types("5"))).contains("already rated");
  }

  @Test
  void redFlagGoesBeforeTheReview() {
    assertThat(body(conversation.types("severe chest pain and cannot breathe"))).contains("112");
    assertThat(conversation.performed).isEmpty();
  }

  private List<Change> changes() {
    return conversation.events.stream()
        .filter(TurnTaken.class::isInstance)
        .flatMap(event -> ((TurnTaken) event).changes().stream())
        .toList();
  }

  private static String body(List<OutboundContent> said) {
    return said.getLast().body();
  }
}
