package org.tabib.engine.conversation;

import akka.actor.typed.ActorRef;
import akka.persistence.typed.javadsl.EffectBuilder;
import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import java.util.List;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.entity.Decision;

/**
 * The one place where what a conversation decided is carried out: it is written, then what is owed
 * is paid, then whoever asked is answered and what waited behind it comes. Belongs to one actor.
 */
final class Writing {
  private final EffectFactories<ConversationEvent, ConversationState> effect;
  private final Debts debts;
  private final FailedWrite failedWrite;

  Writing(
      EffectFactories<ConversationEvent, ConversationState> effect,
      Debts debts,
      FailedWrite failedWrite) {
    this.effect = effect;
    this.debts = debts;
    this.failedWrite = failedWrite;
  }

  ReplyEffect<ConversationEvent, ConversationState> carryOut(
      Decision<ConversationEvent, ConversationReply> decision,
      ActorRef<ConversationReply> replyTo) {
    return carryOut(decision, replyTo, List.of());
  }

  /**
   * Carries out what somebody waits for.
   *
   * @param read messages that have been read with it
   */
  ReplyEffect<ConversationEvent, ConversationState> carryOut(
      Decision<ConversationEvent, ConversationReply> decision,
      ActorRef<ConversationReply> replyTo,
      List<InboundMessage> read) {
    return switch (decision) {
      case Decision.Accept<ConversationEvent, ConversationReply> accept -> {
        failedWrite.wouldFail(replyTo);
        yield effect
            .persist(accept.events())
            .thenRun(
                (ConversationState state) -> {
                  failedWrite.didNot();
                  debts.pay(state);
                  debts.readMarks().willMark(state, read);
                })
            .thenReply(replyTo, state -> accept.reply())
            .thenUnstashAll();
      }
      case Decision.Answer<ConversationEvent, ConversationReply> answer ->
          reply(replyTo, answer.reply());
      case Decision.Refuse<ConversationEvent, ConversationReply> refuse ->
          reply(replyTo, new ConversationReply.Refused(refuse.refusal()));
    };
  }

  /** Nothing changes. */
  ReplyEffect<ConversationEvent, ConversationState> reply(
      ActorRef<ConversationReply> replyTo, ConversationReply reply) {
    return effect.none().thenReply(replyTo, state -> reply).thenUnstashAll();
  }

  /** Carries out what nobody waits for. */
  ReplyEffect<ConversationEvent, ConversationState> write(ConversationEvent event) {
    return thenPay(effect.persist(event));
  }

  /** Carries out what nobody waits for. */
  ReplyEffect<ConversationEvent, ConversationState> write(List<ConversationEvent> events) {
    return thenPay(effect.persist(events));
  }

  private ReplyEffect<ConversationEvent, ConversationState> thenPay(
      EffectBuilder<ConversationEvent, ConversationState> written) {
    return written.thenRun(debts::pay).thenNoReply().thenUnstashAll();
  }

  /** Nothing came of it, and nobody waits for it. */
  ReplyEffect<ConversationEvent, ConversationState> nothing() {
    return effect.none().thenNoReply().thenUnstashAll();
  }
}
