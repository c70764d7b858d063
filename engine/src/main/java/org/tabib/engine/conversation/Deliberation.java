package org.tabib.engine.conversation;

import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.tabib.engine.conversation.ConversationEvent.EffectDeferred;
import org.tabib.engine.conversation.ConversationSignal.EffectFinished;
import org.tabib.engine.conversation.ConversationSignal.Gathered;
import org.tabib.engine.conversation.ConversationSignal.Pending;
import org.tabib.engine.conversation.ConversationSignal.Rekeyed;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig;

/**
 * Decides what may need facts from outside first: what a person wrote, and what came of an effect
 * that was owed. One decision at a time; whatever needs another one waits behind it. Belongs to one
 * actor.
 */
final class Deliberation {
  private static final ConversationReply NO_PRACTICE =
      new ConversationReply.Refused(
          Refusal.unavailable("practice-unknown", "the practice is not configured (yet)"));

  private static final ConversationReply NO_KEYS =
      new ConversationReply.Refused(
          Refusal.unavailable("keys-unavailable", "the person's keys cannot be loaded now"));

  private final Conversation.Equipment equipment;
  private final String id;
  private final EffectFactories<ConversationEvent, ConversationState> effect;
  private final Gathering gathering;
  private final Debts debts;
  private final Writing writing;

  Deliberation(
      Conversation.Equipment equipment,
      String id,
      EffectFactories<ConversationEvent, ConversationState> effect,
      Gathering gathering,
      Debts debts,
      Writing writing) {
    this.equipment = equipment;
    this.id = id;
    this.effect = effect;
    this.gathering = gathering;
    this.debts = debts;
    this.writing = writing;
  }

  ReplyEffect<ConversationEvent, ConversationState> begin(
      ConversationState state, Undecided undecided) {
    return gathering.isUnderWay()
        ? effect.stash()
        : decide(state, new Pending(undecided, new HashMap<>(2), false));
  }

  /** A fact is there: it is decided again. */
  ReplyEffect<ConversationEvent, ConversationState> resume(
      ConversationState state, Gathered gathered) {
    return gathering
        .ended(gathered)
        .map(waiting -> decide(state, waiting))
        .orElseGet(effect::noReply);
  }

  /** The contact's keys are there, or cannot be had. */
  ReplyEffect<ConversationEvent, ConversationState> resume(
      ConversationState state, Rekeyed rekeyed) {
    if (!gathering.ended(rekeyed)) {
      return effect.noReply();
    }
    Pending waiting = rekeyed.decision();
    if (rekeyed.vault() != null) {
      return decide(state, new Pending(waiting.about(), waiting.facts(), true));
    }
    return switch (waiting.about()) {
      case ConversationCommand.Receive receive -> writing.reply(receive.replyTo(), NO_KEYS);
      case EffectFinished finished -> later(state, finished.effectId());
    };
  }

  /** A decision has been waiting for long: the person is told, the decision waits on. */
  ReplyEffect<ConversationEvent, ConversationState> overdue(
      ConversationState state, Pending decision) {
    Optional<ConversationEvent> told =
        gathering.isFor(decision) && decision.about() instanceof ConversationCommand.Receive
            ? equipment
                .practiceOf(id)
                .flatMap(practice -> equipment.decider().delayed(practice, state, equipment.now()))
            : Optional.empty();
    return told.isEmpty()
        ? effect.noReply()
        : effect.persist(told.get()).thenRun(debts::pay).thenNoReply();
  }

  private ReplyEffect<ConversationEvent, ConversationState> decide(
      ConversationState state, Pending decision) {
    return switch (decision.about()) {
      case ConversationCommand.Receive receive -> receive(state, decision, receive);
      case EffectFinished finished -> settle(state, decision, finished);
    };
  }

  private ReplyEffect<ConversationEvent, ConversationState> gather(Pending decision, Query query) {
    gathering.gather(decision, query);
    return effect.noReply();
  }

  private ReplyEffect<ConversationEvent, ConversationState> rekey(
      Pending decision, String contactId) {
    gathering.rekey(decision, contactId);
    return effect.noReply();
  }

  // ── what a person wrote ───────────────────────────────────────────────────────────────────────

  private ReplyEffect<ConversationEvent, ConversationState> receive(
      ConversationState state, Pending decision, ConversationCommand.Receive receive) {
    Optional<PracticeConfig> practice = equipment.practiceOf(id);
    if (practice.isEmpty()) {
      return writing.reply(receive.replyTo(), NO_PRACTICE);
    }
    Verdict verdict =
        equipment
            .decider()
            .receive(
                practice.get(),
                id,
                state,
                receive,
                decision.facts(),
                debts.sending().inFlight(state),
                equipment.now());
    return switch (verdict) {
      case Verdict.Gather(Query query) -> gather(decision, query);
      case Verdict.Decided(Decision<ConversationEvent, ConversationReply> decided) ->
          carryOut(decision, receive, decided);
    };
  }

  private ReplyEffect<ConversationEvent, ConversationState> carryOut(
      Pending decision,
      ConversationCommand.Receive receive,
      Decision<ConversationEvent, ConversationReply> decided) {
    if (!(decided instanceof Decision.Accept<ConversationEvent, ConversationReply> accept)) {
      return writing.carryOut(decided, receive.replyTo(), receive.messages());
    }
    return sealable(decision, accept.events(), receive.contactId())
        .map(
            events ->
                writing.carryOut(
                    Decision.accept(events, accept.reply()), receive.replyTo(), receive.messages()))
        .orElseGet(() -> rekey(decision, receive.contactId()));
  }

  /**
   * Staff may have registered a patient of this person since the keys were loaded: they are loaded
   * anew, and it is decided again. What still has no key is about somebody who was forgotten.
   *
   * @return what can be written; empty when the keys have to be loaded first
   */
  private Optional<List<ConversationEvent>> sealable(
      Pending decision, List<ConversationEvent> events, String contactId) {
    if (!MissingKeys.isAnyIn(events, contactId, gathering.vault())) {
      return Optional.of(events);
    }
    return decision.rekeyed()
        ? Optional.of(MissingKeys.forgotten(events, contactId, gathering.vault()))
        : Optional.empty();
  }

  // ── what came of an effect ────────────────────────────────────────────────────────────────────

  private ReplyEffect<ConversationEvent, ConversationState> settle(
      ConversationState state, Pending decision, EffectFinished finished) {
    String effectId = finished.effectId();
    debts.effects().performed(effectId);
    EffectOutcome outcome = finished.outcome();
    if (outcome == null && isFile(state, effectId)) {
      outcome = new EffectOutcome.Later("no-answer");
    }
    Optional<PracticeConfig> practice = equipment.practiceOf(id);
    if (outcome == null || practice.isEmpty()) {
      return later(state, effectId);
    }
    Optional<SettlementDecider.Settlement> settlement =
        new SettlementDecider(
                equipment.world(),
                practice.get(),
                id,
                state,
                decision.facts(),
                debts.sending().inFlight(state),
                equipment.now())
            .settle(effectId, outcome);
    if (settlement.isEmpty()) {
      debts.effects().settled(effectId);
      return writing.nothing();
    }
    return switch (settlement.get()) {
      case SettlementDecider.Settlement.Missing(Query query) -> gather(decision, query);
      case SettlementDecider.Settlement.Later later -> later(state, effectId);
      case SettlementDecider.Settlement.Deferred deferred -> writing.write(deferred.event());
      case SettlementDecider.Settlement.Settled settled ->
          sealable(decision, List.of(settled.event()), state.contactId())
              .map(
                  events -> {
                    debts.effects().settled(effectId);
                    return writing.write(events);
                  })
              .orElseGet(() -> rekey(decision, state.contactId()));
    };
  }

  private static boolean isFile(ConversationState state, String effectId) {
    return state.owed().stream()
        .anyMatch(owed -> owed.id().equals(effectId) && owed instanceof Effect.FetchMedia);
  }

  private ReplyEffect<ConversationEvent, ConversationState> later(
      ConversationState state, String effectId) {
    Optional<EffectDeferred> deferred =
        debts.effects().failed(state, effectId, equipment.random().nextDouble());
    return deferred.isEmpty() ? writing.nothing() : writing.write(deferred.get());
  }
}
