package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.conversation.ScriptedConversation.ID;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tabib.engine.conversation.ConversationEvent.LetterReplayed;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationEvent.ReceiptsAdvanced;
import org.tabib.engine.conversation.ConversationEvent.SendAbandoned;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.Receipt;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;
import org.tabib.engine.privacy.Private;

class LettersTest {
  private static final int UNREACHABLE = 131_026;

  private final ScriptedConversation conversation = new ScriptedConversation();

  @BeforeEach
  void somebodyWrites() {
    conversation.delivers = false;
    conversation.types("hello");
  }

  // ── becoming one ──────────────────────────────────────────────────────────────────────────────

  @Test
  void saysWhyHowOftenAndSinceWhenItWasTried() {
    Instant first = conversation.now;
    while (!conversation.state.outbox().isEmpty()) {
      answered(1, ErrorClass.RETRY, 0);
      conversation.now = conversation.now.plusSeconds(60);
    }

    SendAbandoned abandoned = (SendAbandoned) conversation.events.getLast();
    assertThat(abandoned.reason()).isEqualTo("policy-spent");
    assertThat(abandoned.attempts()).isEqualTo(18);
    assertThat(abandoned.firstTriedAt()).isEqualTo(first);
    assertThat(conversation.state.letters().failingSince()).isNull();
  }

  @Test
  void receiptThatTellsOfAFailureMakesALetterOfWhatIsStillOwed() {
    receipt(1, DeliveryStatus.FAILED, UNREACHABLE);

    assertThat(conversation.state.outbox()).isEmpty();
    assertThat(((SendAbandoned) conversation.events.getLast()).reason())
        .isEqualTo("recipient-unreachable");
    assertThat(replay(1, "c1")).isEqualTo(said(2));
  }

  @Test
  void receiptThatTellsOfAFailureAfterAcceptanceMakesNoLetterBecauseItsContentIsNotKept() {
    conversation.happened(
        conversation
            .decider
            .sent(
                Optional.empty(),
                conversation.state,
                1,
                new SendOutcome.Accepted("wamid.1"),
                0,
                conversation.now)
            .orElseThrow());

    receipt(1, DeliveryStatus.FAILED, UNREACHABLE);

    assertThat(conversation.events.getLast()).isInstanceOf(ReceiptsAdvanced.class);
    assertThat(refusal(replay(1, "c1"))).isEqualTo("letter-content-gone");
  }

  @Test
  void keepsTheNewestAndSaysWhichMadeRoom() {
    for (int i = 0; i < DeadLetters.KEPT; i++) {
      givenUp();
      say("word " + i);
    }
    givenUp();

    assertThat(((SendAbandoned) conversation.events.getLast()).crowdedOut()).isEqualTo(1);
    assertThat(conversation.state.letters().open()).hasSize(DeadLetters.KEPT);
    assertThat(refusal(replay(1, "c1"))).isEqualTo("letter-closed");
    assertThat(replay(2, "c2")).isInstanceOf(ConversationReply.Said.class);
  }

  // ── replaying ─────────────────────────────────────────────────────────────────────────────────

  @Test
  void isQueuedAgainBehindWhatWaitsUnderItsOwnNewNumber() {
    Outbound letter = conversation.state.outbox().getFirst();
    givenUp();
    say("meanwhile");

    assertThat(replay(1, "c1")).isEqualTo(said(3));

    assertThat(conversation.state.outbox()).extracting(Outbound::number).containsExactly(2L, 3L);
    Outbound again = conversation.state.outbox().getLast();
    assertThat(again.content()).isEqualTo(letter.content());
    assertThat(again.author()).isEqualTo(letter.author());
    assertThat(conversation.state.lastNumber()).isEqualTo(3);
    assertThat(conversation.state.letters().open()).isEmpty();
  }

  @Test
  void sameCommandTwiceIsOneMessageAndTheSameAnswer() {
    givenUp();

    assertThat(replay(1, "c1")).isEqualTo(said(2));
    assertThat(replay(1, "c1")).isEqualTo(said(2));

    assertThat(conversation.events).filteredOn(LetterReplayed.class::isInstance).hasSize(1);
  }

  @Test
  void isReplayedOnceWhoeverAsksAgain() {
    givenUp();
    replay(1, "c1");

    assertThat(refusal(replay(1, "c2"))).isEqualTo("letter-replayed");
    assertThat(refusal(drop(1, "c1"))).isEqualTo("letter-replayed");
  }

  @Test
  void replayThatFailsIsALetterOfItsOwn() {
    givenUp();
    replay(1, "c1");
    givenUp();

    assertThat(replay(2, "c2")).isEqualTo(said(3));
    assertThat(refusal(replay(1, "c3"))).isEqualTo("letter-replayed");
  }

  @Test
  void refusesWhatNeverWasALetter() {
    assertThat(refusal(replay(1, "c1"))).isEqualTo("letter-unknown");
    assertThat(refusal(replay(7, "c1"))).isEqualTo("letter-unknown");
    assertThat(refusal(drop(1, "c1"))).isEqualTo("letter-unknown");
    assertThat(refusal(drop(0, "c1"))).isEqualTo("letter-unknown");
  }

  @Test
  void refusesToSayWhatWasErased() {
    givenUp();
    DeadLetters.Letter letter = conversation.state.letters().open().getFirst();
    conversation.state =
        Rewritten.from(conversation.state)
            .letters(
                new DeadLetters(
                    List.of(
                        new DeadLetters.Letter(
                            new Outbound(1, "text", new Private.Erased<>("sehat.contact"), "bot"),
                            letter.spent())),
                    List.of(),
                    null))
            .state();

    assertThat(refusal(replay(1, "c1"))).isEqualTo("letter-content-gone");
    assertThat(drop(1, "c2")).isEqualTo(new ConversationReply.Durable());
  }

  @Test
  void refusesToSpeakWhereThePersonDoesNotTalkAnyMore() {
    givenUp();
    conversation.takes(
        conversation.decider.merge(ID, conversation.state, "sehat.other", conversation.now));

    assertThat(refusal(replay(1, "c1"))).isEqualTo("letter-moved");
    assertThat(drop(1, "c2")).isEqualTo(new ConversationReply.Durable());
  }

  // ── dropping ──────────────────────────────────────────────────────────────────────────────────

  @Test
  void isDroppedOnceAndNeverReplayedThen() {
    givenUp();

    assertThat(drop(1, "c1")).isEqualTo(new ConversationReply.Durable());
    assertThat(drop(1, "c1")).isEqualTo(new ConversationReply.Durable());

    assertThat(refusal(drop(1, "c2"))).isEqualTo("letter-dropped");
    assertThat(refusal(replay(1, "c1"))).isEqualTo("letter-dropped");
    assertThat(conversation.events)
        .filteredOn(ConversationEvent.LetterDropped.class::isInstance)
        .hasSize(1);
  }

  // ── receipts of the old attempts ──────────────────────────────────────────────────────────────

  @ParameterizedTest
  @EnumSource(
      value = DeliveryStatus.class,
      names = {"DELIVERED", "READ", "PLAYED"})
  void deliveryAfterAllClosesTheLetter(DeliveryStatus status) {
    givenUp();

    receipt(1, status, null);

    assertThat(conversation.state.letters().open()).isEmpty();
    assertThat(refusal(replay(1, "c1"))).isEqualTo("letter-closed");
    assertThat(refusal(drop(1, "c1"))).isEqualTo("letter-closed");
  }

  @Test
  void thatItWasSentClosesOnlyALetterWhoseAttemptsGotNoFinalAnswer() {
    givenUp();
    receipt(1, DeliveryStatus.SENT, null);
    assertThat(conversation.state.letters().open()).hasSize(1);

    say("more");
    spent();
    receipt(2, DeliveryStatus.SENT, null);
    assertThat(conversation.state.letters().open())
        .extracting(letter -> letter.message().number())
        .containsExactly(1L);
  }

  @Test
  void receiptOfALostAttemptSettlesTheReplayThatStillWaits() {
    spent();
    replay(1, "c1");
    say("meanwhile");

    receipt(1, DeliveryStatus.SENT, null);

    assertThat(conversation.state.outbox()).extracting(Outbound::number).containsExactly(3L);
    assertThat(((ReceiptsAdvanced) conversation.events.getLast()).advances())
        .extracting(ConversationEvent.Advance::number)
        .containsExactly(2L);
    assertThat(conversation.state.marks().of(2)).isEqualTo(DeliveryStatus.SENT);
  }

  @Test
  void receiptOfALostAttemptClosesTheReplayThatFailedToo() {
    spent();
    replay(1, "c1");
    givenUp();
    replay(2, "c2");

    receipt(1, DeliveryStatus.DELIVERED, null);

    assertThat(conversation.state.outbox()).isEmpty();
    assertThat(conversation.state.marks().of(3)).isEqualTo(DeliveryStatus.DELIVERED);
  }

  @Test
  void repeatedReceiptOfALetterChangesNothing() {
    givenUp();
    receipt(1, DeliveryStatus.DELIVERED, null);
    int before = conversation.events.size();

    receipt(1, DeliveryStatus.DELIVERED, null);
    receipt(1, DeliveryStatus.FAILED, UNREACHABLE);

    assertThat(conversation.events).hasSize(before);
  }

  @Test
  void repeatedReceiptOfALostAttemptChangesNothing() {
    spent();
    replay(1, "c1");
    receipt(1, DeliveryStatus.SENT, null);
    receipt(1, DeliveryStatus.DELIVERED, null);
    int before = conversation.events.size();

    receipt(1, DeliveryStatus.SENT, null);
    receipt(1, DeliveryStatus.DELIVERED, null);

    assertThat(conversation.events).hasSize(before);
  }

  @Test
  void receiptOfALostAttemptSaysNothingAboutAReplayThatWasHandedOver() {
    spent();
    replay(1, "c1");
    conversation.happened(
        conversation
            .decider
            .sent(
                Optional.empty(),
                conversation.state,
                2,
                new SendOutcome.Accepted("wamid.2"),
                0,
                conversation.now)
            .orElseThrow());

    receipt(1, DeliveryStatus.DELIVERED, null);

    assertThat(conversation.state.marks().of(1)).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(conversation.state.marks().of(2)).isEqualTo(DeliveryStatus.SENT);
  }

  @Test
  void receiptsOfOneWebhookCloseALetterOnce() {
    spent();

    conversation.takes(
        conversation.decider.receipts(
            ID,
            conversation.state,
            List.of(
                status(DeliveryStatus.SENT),
                status(DeliveryStatus.SENT),
                status(DeliveryStatus.DELIVERED)),
            conversation.now));

    assertThat(((ReceiptsAdvanced) conversation.events.getLast()).advances())
        .extracting(ConversationEvent.Advance::status)
        .containsExactly(DeliveryStatus.SENT, DeliveryStatus.DELIVERED);
    assertThat(conversation.state.letters().open()).isEmpty();
  }

  private Receipt status(DeliveryStatus status) {
    return new Receipt(OutboundMessage.idOf(ID, 1), "wamid", status, conversation.now, null);
  }

  // ── words ─────────────────────────────────────────────────────────────────────────────────────

  /** The head of the outbox cannot be delivered. */
  private void givenUp() {
    answered(conversation.state.outbox().getFirst().number(), ErrorClass.STOP, UNREACHABLE);
  }

  /** Nobody answers for as long as the head of the outbox is tried. */
  private void spent() {
    long number = conversation.state.outbox().getFirst().number();
    while (conversation.state.outbox().stream().anyMatch(m -> m.number() == number)) {
      answered(number, ErrorClass.RETRY, 0);
    }
  }

  private void answered(long number, ErrorClass errorClass, int code) {
    conversation.happened(
        conversation
            .decider
            .sent(
                Optional.empty(),
                conversation.state,
                number,
                new SendOutcome.Rejected(errorClass, code, null),
                0.5,
                conversation.now)
            .orElseThrow());
  }

  private void say(String text) {
    conversation.takes(
        StaffDecider.say(
            ID,
            conversation.state,
            new ConversationCommand.Say("say " + text, text, "sehat.staff-1", null),
            conversation.now));
  }

  private void receipt(long number, DeliveryStatus status, @Nullable Integer code) {
    conversation.takes(
        conversation.decider.receipts(
            ID,
            conversation.state,
            List.of(
                new Receipt(
                    OutboundMessage.idOf(ID, number), "wamid", status, conversation.now, code)),
            conversation.now));
  }

  private ConversationReply replay(long number, String commandId) {
    return conversation.takes(
        LetterDecider.replay(
            ID,
            conversation.state,
            new ConversationCommand.ReplayLetter(commandId, number, "sehat.staff-1", null),
            conversation.now));
  }

  private ConversationReply drop(long number, String commandId) {
    return conversation.takes(
        LetterDecider.drop(
            conversation.state,
            new ConversationCommand.DropLetter(
                commandId, number, DropReason.OUTDATED, "sehat.staff-1", null),
            conversation.now));
  }

  private static ConversationReply said(long number) {
    return new ConversationReply.Said(OutboundMessage.idOf(ID, number));
  }

  private static String refusal(ConversationReply reply) {
    return ((ConversationReply.Refused) reply).refusal().code();
  }
}
