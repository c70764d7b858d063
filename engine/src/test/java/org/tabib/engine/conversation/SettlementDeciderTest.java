package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.EffectSettled;
import org.tabib.engine.conversation.SettlementDecider.Settlement;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.schedule.Slot;

class SettlementDeciderTest {
  private final ScriptedConversation conversation = new ScriptedConversation();

  private Effect.BookSlot booking() {
    conversation.readyToBook();
    conversation.performs = false;
    conversation.taps("Confirm");
    return (Effect.BookSlot) conversation.state.owed().getFirst();
  }

  @Test
  void owesTheVisitAndKnowsThePatientOnceTheSlotIsBooked() {
    Effect.BookSlot booking = booking();

    EffectSettled settled = settle(booking, new EffectOutcome.Done());

    assertThat(settled.owed()).containsExactly(booking.opens());
    assertThat(settled.changes())
        .contains(new Change.PatientAdded(booking.opens().details().patientId()));
    assertThat(settled.outbound()).hasSize(1);
    assertThat(conversation.state.cursor()).isNull();
  }

  @Test
  void owesTheVisitEvenIfThePersonOptedOutBeforeTheSlotWasBooked() {
    Effect.BookSlot booking = booking();
    conversation.types("STOP");

    EffectSettled settled = settle(booking, new EffectOutcome.Done());

    assertThat(settled.owed()).containsExactly(booking.opens());
    assertThat(settled.outbound()).isEmpty();
    assertThat(conversation.state.patients())
        .containsExactly(booking.opens().details().patientId());
  }

  @Test
  void advisesInAnEmergencyWithoutLosingTheBookingThatIsUnderWay() {
    Effect.BookSlot booking = booking();

    assertThat(conversation.types("severe chest pain and cannot breathe")).hasSize(1);
    EffectSettled settled = settle(booking, new EffectOutcome.Done());

    assertThat(settled.owed()).containsExactly(booking.opens());
    assertThat(settled.outbound()).hasSize(1);
  }

  @Test
  void offersTheNextSlotsWhenSomebodyElseWasFaster() {
    Effect.BookSlot booking = booking();
    Slot lost = booking.opens().details().slot();
    List<Slot> next =
        IntStream.rangeClosed(1, 3)
            .mapToObj(
                i ->
                    new Slot(
                        lost.scheduleId(),
                        lost.start().plus(Duration.ofMinutes(15L * i)),
                        lost.length()))
            .toList();

    settle(booking, new EffectOutcome.Taken(next));

    assertThat(ScriptedConversation.options(conversation.last()))
        .extracting(Option::title)
        .containsExactly("9:15 am", "9:30 am", "9:45 am", "Waiting list");
    assertThat(conversation.state.owed()).isEmpty();
    assertThat(conversation.state.patients()).isEmpty();
  }

  @Test
  void offersThatDoctorsTimesAgainWhenNoneFollowsTheLostOne() {
    settle(booking(), new EffectOutcome.Taken(List.of()));

    assertThat(conversation.state.cursor().step()).isEqualTo("slot");
  }

  @Test
  void goesOnWhenTheBookingWasRefused() {
    EffectSettled settled = settle(booking(), new EffectOutcome.Refused("schedule-closed"));

    assertThat(settled.outcome()).isEqualTo("schedule-closed");
    assertThat(settled.outbound()).isNotEmpty();
    assertThat(conversation.state.owed()).isEmpty();
    assertThat(conversation.state.patients()).isEmpty();
  }

  @Test
  void triesAgainLaterWhenWhatFollowsCannotBeLookedUp() {
    Effect.BookSlot booking = booking();
    EffectOutcome none = new EffectOutcome.Taken(List.of());
    Settlement first = decide(booking.id(), none, Map.of()).orElseThrow();
    Query query = ((Settlement.Missing) first).query();

    assertThat(decide(booking.id(), none, Map.of(query, new Fact.Unavailable("no-answer"))))
        .containsInstanceOf(Settlement.Later.class);
  }

  @Test
  void owesTheSlotBackWhenTheVisitIsRefusedForGood() {
    Effect.BookSlot booking = booking();
    settle(booking, new EffectOutcome.Done());

    EffectSettled refused = settle(booking.opens(), new EffectOutcome.Refused("patient-erased"));

    Effect.ReleaseSlot release =
        new Effect.ReleaseSlot(
            booking.opens().id() + "-release",
            booking.opens().visitId(),
            booking.opens().details().slot());
    assertThat(refused.owed()).containsExactly(release);
    assertThat(conversation.state.owed()).containsExactly(release);
    assertThat(settle(release, new EffectOutcome.Done()).owed()).isEmpty();
    assertThat(conversation.state.owed()).isEmpty();
  }

  @Test
  void settlesOnce() {
    Effect.BookSlot booking = booking();
    settle(booking, new EffectOutcome.Done());

    assertThat(decide(booking.id(), new EffectOutcome.Done(), Map.of())).isEmpty();
    assertThat(decide("unheard-of", new EffectOutcome.Done(), Map.of())).isEmpty();
  }

  @Test
  void saysThatItIsWorkingWhileTheBookingIsUnderWay() {
    Effect.BookSlot booking = booking();

    assertThat(conversation.types("yes")).hasSize(1);
    assertThat(conversation.state.owed()).containsExactly(booking);
  }

  private EffectSettled settle(Effect effect, EffectOutcome outcome) {
    Map<Query, Fact> facts = new HashMap<>();
    Settlement settlement = decide(effect.id(), outcome, facts).orElseThrow();
    while (settlement instanceof Settlement.Missing(Query query)) {
      facts.put(query, conversation.fact(query));
      settlement = decide(effect.id(), outcome, facts).orElseThrow();
    }
    EffectSettled event = ((Settlement.Settled) settlement).event();
    conversation.happened(event);
    return event;
  }

  private Optional<Settlement> decide(
      String effectId, EffectOutcome outcome, Map<Query, Fact> facts) {
    Instant now = conversation.now;
    return new SettlementDecider(
            ScriptedConversation.WORLD,
            conversation.practice,
            ScriptedConversation.ID,
            conversation.state,
            facts,
            0,
            now)
        .settle(effectId, outcome);
  }
}
