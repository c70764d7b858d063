package org.tabib.engine.conversation;

import akka.actor.Cancellable;
import akka.actor.typed.javadsl.ActorContext;
import akka.persistence.typed.javadsl.EffectBuilder;
import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationSignal.Due;
import org.tabib.engine.conversation.ConversationSignal.SendFinished;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.privacy.Private;

/**
 * Hands the outbox to the channel, one message at a time and in order: the next one goes when the
 * one before was taken over. Belongs to one actor.
 */
final class Sending {
  /** Longer than a healthy channel takes for a message. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final Conversation.Equipment equipment;
  private final ActorContext<ConversationCommand> context;
  private final String id;
  private final EffectFactories<ConversationEvent, ConversationState> effect;
  private final InFlight inFlight = new InFlight();

  /** The channel holds what comes from here until then. */
  private Instant heldUntil = Instant.EPOCH;

  /** What wakes it when sending goes on. */
  private @Nullable Cancellable resumption;

  private boolean stopping;

  Sending(
      Conversation.Equipment equipment,
      ActorContext<ConversationCommand> context,
      String id,
      EffectFactories<ConversationEvent, ConversationState> effect) {
    this.equipment = equipment;
    this.context = context;
    this.id = id;
    this.effect = effect;
  }

  /** What may have been sent before waits for a receipt, at most so long. */
  void recovered(ConversationState state) {
    inFlight.recovered(state).ifPresent(context.getSelf()::tell);
    if (inFlight.waitsForReceipts()) {
      context.scheduleOnce(
          equipment.patience().receiptGrace(), context.getSelf(), Due.RECEIPTS_OVERDUE);
    }
  }

  /** The message that the channel has been asked to send, or may have been before a crash. */
  long inFlight(ConversationState state) {
    return inFlight.number(state);
  }

  /**
   * Messages go out behind the commands that wait already: if one of them is the person's next
   * message, its answer takes the place of this one.
   */
  void pay(ConversationState state) {
    if (state.outbox().isEmpty()) {
      inFlight.allSettled();
    } else {
      context.getSelf().tell(Due.SEND);
    }
  }

  /** No receipt came for what was perhaps sent before a crash: it is sent again. */
  void receiptsOverdue(ConversationState state) {
    inFlight.noReceiptCame(state);
    send(state);
  }

  /** Sends what may go now; something may have to be written down first. */
  ReplyEffect<ConversationEvent, ConversationState> due(ConversationState state) {
    if (!inFlight.isBusy(state) && next(state) instanceof SendRules.Next.Write(var event)) {
      return effect.persist(event).thenRun(this::send).thenNoReply();
    }
    send(state);
    return effect.noReply();
  }

  private void send(ConversationState state) {
    if (stopping || inFlight.isBusy(state)) {
      return;
    }
    switch (next(state)) {
      case SendRules.Next.Nothing nothing -> {}
      case SendRules.Next.Write write -> context.getSelf().tell(Due.SEND);
      case SendRules.Next.Later(Instant at) -> resumeAt(at);
      case SendRules.Next.Go(Outbound head) -> {
        if (heldUntil.isAfter(equipment.now())) {
          resumeAt(heldUntil);
        } else {
          ask(state, head);
        }
      }
    }
  }

  private SendRules.Next next(ConversationState state) {
    return equipment.decider().next(equipment.practiceOf(id), state, equipment.now());
  }

  /** One timer at a time, however often it is asked for. */
  private void resumeAt(Instant at) {
    if (resumption != null) {
      resumption.cancel();
    }
    Duration pause = Duration.between(equipment.now(), at);
    resumption =
        context.scheduleOnce(
            pause.isNegative() ? Duration.ZERO : pause, context.getSelf(), Due.SEND);
  }

  private void ask(ConversationState state, Outbound head) {
    inFlight.ask(head.number());
    context.pipeToSelf(
        Attempt.within(equipment.patience().attempt(), () -> attempt(state, head)),
        (outcome, failure) ->
            new SendFinished(
                head.number(),
                failure == null
                    ? outcome
                    : new SendOutcome.Rejected(SendOutcome.ErrorClass.DOUBT, 0, null)));
  }

  private CompletionStage<SendOutcome> attempt(ConversationState state, Outbound head) {
    return state.address() instanceof Private.Clear<Address> address
            && head.content() instanceof Private.Clear<OutboundContent> content
        ? equipment
            .channel()
            .send(
                new OutboundMessage(
                    OutboundMessage.idOf(id, head.number()),
                    state.account(),
                    address.value(),
                    content.value(),
                    null,
                    inFlight.isDoubtful(head.number())))
        // The person was erased: there is nobody to tell and nothing to say.
        : CompletableFuture.completedFuture(
            new SendOutcome.Rejected(SendOutcome.ErrorClass.STOP, 0, null));
  }

  /** The channel answered: that is written down, and the next message goes. */
  ReplyEffect<ConversationEvent, ConversationState> answered(
      ConversationState state, SendFinished finished) {
    if (inFlight.answered(finished)
        && finished.outcome() instanceof SendOutcome.Held(Duration pause)) {
      heldUntil = equipment.now().plus(pause);
    }
    Optional<ConversationEvent> event =
        equipment
            .decider()
            .sent(
                equipment.practiceOf(id),
                state,
                finished.number(),
                finished.outcome(),
                equipment.random().nextDouble(),
                equipment.now());
    if (event.isEmpty()) {
      recorded(state);
      return stopping ? effect.stop().thenNoReply() : effect.noReply();
    }
    EffectBuilder<ConversationEvent, ConversationState> written =
        effect.persist(event.get()).thenRun(this::recorded);
    return stopping ? written.thenStop().thenNoReply() : written.thenNoReply();
  }

  private void recorded(ConversationState state) {
    inFlight.recorded();
    send(state);
  }

  /**
   * The conversation was told to stop: nothing more is sent. What the channel is being asked to
   * take over is waited for, else nobody would know that it arrived and it would be sent again; not
   * for long, because a shard waits.
   */
  ReplyEffect<ConversationEvent, ConversationState> stop() {
    if (!inFlight.isAsked()) {
      return effect.stop().thenNoReply();
    }
    if (!stopping) {
      stopping = true;
      context.scheduleOnce(SETTLING, context.getSelf(), Due.STOP);
    }
    return effect.noReply();
  }
}
