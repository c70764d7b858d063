package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.conversation.ScriptedConversation.ID;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationEvent.TurnTaken;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.Receipt;
import org.tabib.engine.delivery.RetryPolicy;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.privacy.Private;

class ConversationDeciderTest {
  private static final ConversationReply DURABLE = new ConversationReply.Durable();

  private final ScriptedConversation conversation = new ScriptedConversation();

  // ── duplicates ────────────────────────────────────────────────────────────────────────────────

  @Test
  void takesTheSameMessageOnceWithinOneWebhook() {
    InboundMessage hello = conversation.message("hello");

    conversation.receives(List.of(hello, hello), List.of());

    assertThat(turns()).hasSize(1);
  }

  @Test
  void takesTheSameMessageOnceAcrossWebhooks() {
    InboundMessage hello = conversation.message("hello");
    conversation.receives(List.of(hello), List.of());
    int before = conversation.events.size();

    assertThat(conversation.receives(List.of(hello), List.of())).isEqualTo(DURABLE);
    assertThat(conversation.events).hasSize(before);
  }

  @Test
  void takesMessagesOfOneWebhookOneAfterAnother() {
    conversation.types("hello");
    InboundMessage agree =
        new InboundMessage(
            "wamid.agree", conversation.now, new InboundContent.Text("I agree"), null);

    conversation.receives(List.of(agree, conversation.message("book")), List.of());

    assertThat(conversation.state.consent()).isNotNull();
    assertThat(conversation.state.cursor().flow()).isEqualTo("booking");
  }

  // ── receipts ──────────────────────────────────────────────────────────────────────────────────

  @Test
  void lateReceiptsNeverGoBackwards() {
    conversation.types("hello");
    receipt(1, DeliveryStatus.READ);
    int before = conversation.events.size();

    receipt(1, DeliveryStatus.DELIVERED);
    receipt(1, DeliveryStatus.SENT);
    receipt(1, DeliveryStatus.READ);

    assertThat(conversation.events).hasSize(before);
    assertThat(conversation.state.marks().of(1)).isEqualTo(DeliveryStatus.READ);
  }

  @Test
  void receiptWithOurIdSettlesAnOwedSend() {
    conversation.delivers = false;
    conversation.types("hello");
    assertThat(conversation.state.outbox()).hasSize(1);

    receipt(1, DeliveryStatus.SENT);

    assertThat(conversation.state.outbox()).isEmpty();
    assertThat(sent(1, new SendOutcome.Accepted("wamid.late"))).isEmpty();
  }

  @Test
  void settlesAnOwedSendOnceWhenItsReceiptsComeTogetherAndInDisorder() {
    conversation.delivers = false;
    conversation.types("hello");

    conversation.takes(
        conversation.decider.receipts(
            ID,
            conversation.state,
            List.of(
                status(ID + "/1", DeliveryStatus.DELIVERED),
                status(ID + "/1", DeliveryStatus.SENT)),
            conversation.now));

    assertThat(((ConversationEvent.ReceiptsAdvanced) conversation.events.getLast()).advances())
        .extracting(ConversationEvent.Advance::status)
        .containsExactly(DeliveryStatus.DELIVERED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sehat.01930000-0000-7000-8000-000000000001/0",
        "sehat.01930000-0000-7000-8000-000000000001/2",
        "sehat.01930000-0000-7000-8000-000000000001/-1",
        "sehat.01930000-0000-7000-8000-000000000001/1e9",
        "sehat.01930000-0000-7000-8000-000000000001/99999999999999999999",
        "sehat.01930000-0000-7000-8000-000000000001/",
        "sehat.01930000-0000-7000-8000-000000000002/1",
        "/1",
        "nonsense",
        ""
      })
  void receiptsOfMessagesThatAreNotItsOwnChangeNothing(String ownId) {
    conversation.delivers = false;
    conversation.types("hello");
    int before = conversation.events.size();

    conversation.takes(
        conversation.decider.receipts(
            ID,
            conversation.state,
            List.of(status(ownId, DeliveryStatus.READ), status(null, DeliveryStatus.READ)),
            conversation.now));

    assertThat(conversation.events).hasSize(before);
  }

  @Test
  void receiptsAloneStartNoConversation() {
    assertThat(conversation.receives(List.of(), List.of(status(ID + "/1", DeliveryStatus.READ))))
        .isEqualTo(DURABLE);
    receipt(1, DeliveryStatus.READ);

    assertThat(conversation.events).isEmpty();
  }

  // ── sending ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void keepsMessagesInOrderWhileTheFirstIsRetriedAndMovesOnWhenItIsGivenUp() {
    conversation.delivers = false;
    conversation.types("hello");
    conversation.inFlight = 1;
    conversation.types("hello");
    SendOutcome trouble = new SendOutcome.Rejected(SendOutcome.ErrorClass.RETRY, 131_000, null);

    int attempts = 0;
    while (conversation.state.outbox().getFirst().number() == 1) {
      conversation.happened(sent(1, trouble).orElseThrow());
      attempts++;
      assertThat(attempts).isLessThan(100);
      if (conversation.state.outbox().getFirst().number() == 1) {
        assertThat(conversation.state.attempt()).isEqualTo(attempts);
        assertThat(conversation.state.retryAt()).isAfter(conversation.now);
      }
    }

    assertThat(attempts).isEqualTo(RetryPolicy.STANDARD.attempts());
    assertThat(conversation.events.getLast())
        .isEqualTo(
            new ConversationEvent.SendAbandoned(
                1, 131_000, conversation.now, attempts, "policy-spent", conversation.now, null));
    assertThat(conversation.state.outbox()).extracting(Outbound::number).containsExactly(2L);
    assertThat(conversation.state.attempt()).isZero();
    assertThat(conversation.state.retryAt()).isNull();
    assertThat(conversation.state.marks().of(1)).isEqualTo(DeliveryStatus.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOP", "FIX"})
  void givesUpAtOnceWhatCannotSucceed(String errorClass) {
    conversation.delivers = false;
    conversation.types("hello");

    conversation.happened(
        sent(1, new SendOutcome.Rejected(SendOutcome.ErrorClass.valueOf(errorClass), 131_026, null))
            .orElseThrow());

    assertThat(conversation.state.outbox()).isEmpty();
  }

  // ── addresses, merging ────────────────────────────────────────────────────────────────────────

  @Test
  void answersWhereThePersonWritesFrom() {
    conversation.types("hello");
    conversation.from = new Address(Address.Kind.BSUID, "US.13491208655302741918");

    conversation.types("hello");

    assertThat(conversation.state.address())
        .isEqualTo(Private.of(conversation.state.contactId(), conversation.from));
    assertThat(conversation.events)
        .filteredOn(ConversationEvent.AddressChanged.class::isInstance)
        .hasSize(1);
  }

  @Test
  void changesItsAddressOnceHoweverOftenItIsTold() {
    conversation.types("hello");
    Address next = new Address(Address.Kind.PHONE, "919800000002");

    for (int i = 0; i < 2; i++) {
      conversation.takes(conversation.decider.address(conversation.state, next, conversation.now));
    }

    assertThat(conversation.events)
        .filteredOn(ConversationEvent.AddressChanged.class::isInstance)
        .hasSize(1);
  }

  @Test
  void sendsEverythingNewToTheConversationThatTookItsPlace() {
    conversation.types("hello");
    merge("sehat.other");
    merge("sehat.other");
    ConversationReply moved = new ConversationReply.Moved("sehat.other");
    int before = conversation.events.size();

    assertThat(conversation.receives(List.of(conversation.message("hello")), List.of()))
        .isEqualTo(moved);
    assertThat(say("c1", "hello")).isEqualTo(moved);
    assertThat(takeOver("sehat.staff-1")).isEqualTo(moved);
    assertThat(conversation.events).hasSize(before);
  }

  @Test
  void stillTakesReceiptsOfWhatItSentBeforeItWasMerged() {
    conversation.types("hello");
    merge("sehat.other");

    assertThat(
            conversation.receives(
                List.of(conversation.message("hello")),
                List.of(status(ID + "/1", DeliveryStatus.READ))))
        .isEqualTo(new ConversationReply.Moved("sehat.other"));
    assertThat(conversation.state.marks().of(1)).isEqualTo(DeliveryStatus.READ);
  }

  @Test
  void refusesToTakeItsOwnPlace() {
    conversation.types("hello");

    assertThat(merge(ID)).isInstanceOf(ConversationReply.Refused.class);
    assertThat(conversation.state.mergedInto()).isNull();
  }

  // ── staff ─────────────────────────────────────────────────────────────────────────────────────

  @Test
  void staysSilentWhileStaffAttendsAndSpeaksAgainAfterwards() {
    conversation.welcomed();
    assertThat(takeOver("sehat.staff-1")).isEqualTo(DURABLE);

    assertThat(conversation.types("book")).isEmpty();
    conversation.takes(
        StaffDecider.handBack(conversation.state, "sehat.staff-1", conversation.now));

    assertThat(conversation.types("book")).isNotEmpty();
  }

  @Test
  void obeysAnOptOutAndAdvisesInAnEmergencyWhileStaffAttends() {
    conversation.welcomed();
    takeOver("sehat.staff-1");

    assertThat(conversation.types("severe chest pain and cannot breathe")).hasSize(1);
    assertThat(changes()).hasAtLeastOneElementOfType(Change.EmergencySeen.class);
    assertThat(conversation.types("STOP")).hasSize(1);
    assertThat(conversation.state.consent()).isNull();
  }

  @Test
  void staffTakesOverOnceAndHandsBackOnce() {
    conversation.types("hello");
    takeOver("sehat.staff-1");
    takeOver("sehat.staff-1");
    for (int i = 0; i < 2; i++) {
      conversation.takes(
          StaffDecider.handBack(conversation.state, "sehat.staff-1", conversation.now));
    }

    assertThat(conversation.events)
        .filteredOn(e -> e instanceof ConversationEvent.TakenOver)
        .hasSize(1);
    assertThat(conversation.events)
        .filteredOn(e -> e instanceof ConversationEvent.HandedBack)
        .hasSize(1);
  }

  @Test
  void nobodyAttendsOrSpeaksInAConversationThatDoesNotExist() {
    assertThat(takeOver("sehat.staff-1")).isInstanceOf(ConversationReply.Refused.class);
    assertThat(say("c1", "hello")).isInstanceOf(ConversationReply.Refused.class);
    assertThat(conversation.events).isEmpty();
  }

  @Test
  void staffSpeaksOncePerCommand() {
    conversation.types("hello");

    assertThat(say("c1", "Please come at nine."))
        .isEqualTo(new ConversationReply.Said(OutboundMessage.idOf(ID, 2)));
    assertThat(say("c2", "Bring your reports."))
        .isEqualTo(new ConversationReply.Said(OutboundMessage.idOf(ID, 3)));
    assertThat(say("c1", "Please come at nine."))
        .isEqualTo(new ConversationReply.Said(OutboundMessage.idOf(ID, 2)));

    assertThat(conversation.state.outbox()).hasSize(2);
    assertThat(conversation.state.outbox().getFirst().author()).isEqualTo("sehat.staff-1");
  }

  @Test
  void staffSpeaksOnlyWithinADayOfThePersonsLastWords() {
    conversation.types("hello");
    conversation.now = ScriptedConversation.MONDAY.plus(Duration.ofHours(24));
    assertThat(say("c1", "in time")).isInstanceOf(ConversationReply.Said.class);

    conversation.now = conversation.now.plusSeconds(1);

    assertThat(((ConversationReply.Refused) say("c2", "too late")).refusal().code())
        .isEqualTo("window-closed");
  }

  @Test
  void staffSaysSomethingAndNotTooMuch() {
    conversation.types("hello");

    assertThat(say("c1", "x".repeat(OutboundContent.TEXT_LIMIT)))
        .isInstanceOf(ConversationReply.Said.class);
    assertThat(say("c2", "x".repeat(OutboundContent.TEXT_LIMIT + 1)))
        .isInstanceOf(ConversationReply.Refused.class);
    assertThat(say("c3", " \n")).isInstanceOf(ConversationReply.Refused.class);
  }

  // ── what is kept without an answer ────────────────────────────────────────────────────────────

  @Test
  void keepsWhatCameMoreThanADayLateWithoutAnsweringIt() {
    conversation.welcomed();

    assertThat(conversation.receives(old("wamid.old", "book"))).isEmpty();

    assertThat(conversation.state.seen().contains("wamid.old")).isTrue();
    assertThat(turns().getLast().outbound()).isEmpty();
  }

  @Test
  void obeysAnOptOutHoweverLateItComesButSaysNothing() {
    conversation.types("hello");
    ScriptedConversation late = new ScriptedConversation();
    late.welcomed();
    late.now = late.now.plus(Duration.ofDays(3));
    InboundMessage stop =
        new InboundMessage(
            "wamid.stop",
            late.now.minus(Duration.ofHours(25)),
            new InboundContent.Text("STOP"),
            null);

    assertThat(late.receives(stop)).isEmpty();
    assertThat(late.state.consent()).isNull();
  }

  @Test
  void obeysAnOptOutEvenIfItWasSentBeforeTheConsent() {
    conversation.welcomed();

    conversation.receives(old("wamid.old", "STOP"));

    assertThat(conversation.state.consent()).isNull();
  }

  @ParameterizedTest
  @MethodSource("unaddressed")
  void keepsWhatIsNotSaidToItWithoutAnsweringIt(InboundContent content) {
    conversation.welcomed();
    Cursor before = conversation.state.cursor();

    assertThat(conversation.receives(content)).isEmpty();

    assertThat(conversation.state.cursor()).isEqualTo(before);
    assertThat(turns().getLast().inbound().content())
        .isEqualTo(Private.of(conversation.state.contactId(), content));
  }

  static Stream<InboundContent> unaddressed() {
    return Stream.of(
        new InboundContent.Reaction("wamid.1", "👍"),
        new InboundContent.Reaction("wamid.1", null),
        new InboundContent.Edit("wamid.1", "STOP"),
        new InboundContent.Revoke("wamid.1"),
        new InboundContent.Other("system", "{}"));
  }

  // ── dialogues that cannot go on ───────────────────────────────────────────────────────────────

  @Test
  void startsAgainPolitelyWhereTheFlowsVersionIsNotKnownAnyMore() {
    conversation.welcomed();
    conversation.taps("Book a visit");
    conversation.state =
        Rewritten.from(conversation.state).cursor(new Cursor("booking", 999, "who", 1)).state();

    List<OutboundContent> said = conversation.types("something");

    assertThat(said).isNotEmpty();
    assertThat(conversation.state.cursor().flow()).isEqualTo("menu");
  }

  @Test
  void startsAgainWhereWhatItHadLearnedWasErased() {
    conversation.readyToBook();
    conversation.state =
        Rewritten.from(conversation.state).answers(new Private.Erased<>("sehat.patient")).state();

    List<OutboundContent> said = conversation.types("yes");

    assertThat(said).isNotEmpty();
    assertThat(conversation.state.cursor().flow()).isEqualTo("menu");
    assertThat(conversation.performed).isEmpty();
  }

  // ── words ─────────────────────────────────────────────────────────────────────────────────────

  private List<TurnTaken> turns() {
    return conversation.events.stream()
        .filter(TurnTaken.class::isInstance)
        .map(TurnTaken.class::cast)
        .toList();
  }

  private List<Change> changes() {
    return turns().stream().flatMap(turn -> turn.changes().stream()).toList();
  }

  private InboundMessage old(String id, String text) {
    return new InboundMessage(
        id,
        conversation.now.minus(Duration.ofHours(24)).minusMillis(1),
        new InboundContent.Text(text),
        null);
  }

  private void receipt(long number, DeliveryStatus status) {
    conversation.takes(
        conversation.decider.receipts(
            ID,
            conversation.state,
            List.of(status(OutboundMessage.idOf(ID, number), status)),
            conversation.now));
  }

  private Receipt status(@Nullable String ownId, DeliveryStatus status) {
    return new Receipt(ownId, "wamid.out", status, conversation.now, null);
  }

  private Optional<ConversationEvent> sent(long number, SendOutcome outcome) {
    return conversation.decider.sent(
        Optional.of(conversation.practice),
        conversation.state,
        number,
        outcome,
        0.5,
        conversation.now);
  }

  private ConversationReply merge(String into) {
    return conversation.takes(
        conversation.decider.merge(ID, conversation.state, into, conversation.now));
  }

  private ConversationReply takeOver(String by) {
    return conversation.takes(StaffDecider.takeOver(conversation.state, by, conversation.now));
  }

  private ConversationReply say(String commandId, String text) {
    return conversation.takes(
        StaffDecider.say(
            ID,
            conversation.state,
            new ConversationCommand.Say(commandId, text, "sehat.staff-1", null),
            conversation.now));
  }
}
