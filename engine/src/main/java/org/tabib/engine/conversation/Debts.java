package org.tabib.engine.conversation;

import akka.actor.Cancellable;
import akka.actor.typed.javadsl.ActorContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.EffectDeferred;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationSignal.Due;
import org.tabib.engine.conversation.ConversationSignal.SendFinished;
import org.tabib.engine.conversation.ConversationState.Deferral;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.privacy.Private;

/**
 * Pays what a conversation owes after it was written: messages to the channel, one at a time and in
 * order, effects to the clinic, read marks to the person. Belongs to one actor.
 */
final class Debts {
  /** Longer than a healthy channel takes for a message. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

  /** Messages that follow each other so closely are marked read together, with one call. */
  private static final Duration READ_TOGETHER = Duration.ofMillis(500);

  private final Conversation.Equipment equipment;
  private final ActorContext<ConversationCommand> context;
  private final String id;

  /** The message that the channel is being asked to take over; 0 when there is none. */
  private long sending;

  /** The message that may have been taken over without anybody knowing; 0 when there is none. */
  private long doubtful;

  /** The channel holds what comes from here until then. */
  private Instant heldUntil = Instant.EPOCH;

  /** What wakes it when sending goes on. */
  private @Nullable Cancellable resumption;

  /** The newest message that was handled and not yet marked read. */
  private @Nullable String unread;

  private boolean waitingForReceipts;
  private boolean stopping;
  private final Set<String> performing = new HashSet<>();

  /** What was tried in vain lately and is too soon due again to be written down. */
  private final Map<String, Deferral> putOff = new HashMap<>();

  /** What the channel said of a message, until that is in the journal. */
  private @Nullable SendFinished unrecorded;

  private @Nullable Alarm alarm;
  private boolean recoveredBefore;

  /** The one timer for effects that are put off: for the earliest of them. */
  private record Alarm(Instant at, Cancellable timer) {}

  Debts(Conversation.Equipment equipment, ActorContext<ConversationCommand> context, String id) {
    this.equipment = equipment;
    this.context = context;
    this.id = id;
  }

  /**
   * The state is what the journal has. When a write failed this happens to a living entity: what it
   * had under way then may have an answer still, or none, and nothing may wait for it.
   */
  void recovered(ConversationState state) {
    performing.clear();
    sending = 0;
    SendFinished known = unrecorded;
    unrecorded = null;
    waitingForReceipts = !state.outbox().isEmpty();
    if (known != null) {
      // The provider did answer, only the journal did not take it.
      context.getSelf().tell(known);
    }
    if (waitingForReceipts) {
      context.scheduleOnce(patience().receiptGrace(), context.getSelf(), Due.RECEIPTS_OVERDUE);
    }
    if (recoveredBefore) {
      context.getSelf().tell(Due.RECOVERED);
    }
    recoveredBefore = true;
    perform(state);
  }

  /** The message that the channel has been asked to send, or may have been before a crash. */
  long inFlight(ConversationState state) {
    return waitingForReceipts && !state.outbox().isEmpty()
        ? state.outbox().getFirst().number()
        : isUnderWay(state) ? sending : 0;
  }

  /**
   * Performs effects at once. Messages go out behind the commands that wait already: if one of them
   * is the person's next message, its answer takes the place of this one.
   */
  void pay(ConversationState state) {
    if (state.outbox().isEmpty()) {
      // Receipts settled all that was unsure: what comes next need not wait for any.
      waitingForReceipts = false;
    } else {
      context.getSelf().tell(Due.SEND);
    }
    perform(state);
  }

  /** No receipt came for what was perhaps sent before a crash: it is sent again. */
  void sendUnsure(ConversationState state) {
    if (waitingForReceipts && !state.outbox().isEmpty()) {
      doubtful = state.outbox().getFirst().number();
    }
    waitingForReceipts = false;
    send(state);
  }

  /** What has to be written down before anything can be sent. */
  Optional<ConversationEvent> beforeSending(ConversationState state) {
    return !isBusy(state) && next(state) instanceof SendRules.Next.Write(ConversationEvent event)
        ? Optional.of(event)
        : Optional.empty();
  }

  /** Sends the head of the outbox: the next one goes when this one was taken over. */
  void send(ConversationState state) {
    if (stopping || isBusy(state)) {
      return;
    }
    switch (next(state)) {
      case SendRules.Next.Nothing nothing -> {}
      case SendRules.Next.Write write -> context.getSelf().tell(Due.SEND);
      case SendRules.Next.Later(Instant at) -> resumeAt(at);
      case SendRules.Next.Go(Outbound head) -> {
        if (heldUntil.isAfter(now())) {
          resumeAt(heldUntil);
        } else {
          ask(state, head);
        }
      }
    }
  }

  private boolean isBusy(ConversationState state) {
    return waitingForReceipts || isUnderWay(state);
  }

  /** A receipt may have settled what the channel has not answered for yet. */
  private boolean isUnderWay(ConversationState state) {
    return sending != 0 && state.outbox().stream().anyMatch(m -> m.number() == sending);
  }

  private SendRules.Next next(ConversationState state) {
    return equipment.decider().next(equipment.practices().apply(Ids.practiceOf(id)), state, now());
  }

  /** One timer at a time, however often it is asked for. */
  private void resumeAt(Instant at) {
    if (resumption != null) {
      resumption.cancel();
    }
    Duration pause = Duration.between(now(), at);
    resumption =
        context.scheduleOnce(
            pause.isNegative() ? Duration.ZERO : pause, context.getSelf(), Due.SEND);
  }

  private void ask(ConversationState state, Outbound head) {
    sending = head.number();
    context.pipeToSelf(
        bounded(() -> attempt(state, head)),
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
                    head.number() == doubtful))
        // The person was erased: there is nobody to tell and nothing to say.
        : CompletableFuture.completedFuture(
            new SendOutcome.Rejected(SendOutcome.ErrorClass.STOP, 0, null));
  }

  /**
   * The conversation was told to stop: nothing more is sent. What the channel is being asked to
   * take over is waited for, else nobody would know that it arrived and it would be sent again; not
   * for long, because a shard waits.
   *
   * @return whether there is such a message
   */
  boolean settlesFirst() {
    if (sending == 0) {
      return false;
    }
    if (!stopping) {
      stopping = true;
      context.scheduleOnce(SETTLING, context.getSelf(), Due.STOP);
    }
    return true;
  }

  /** Whether the conversation stops when the channel has answered. */
  boolean stopping() {
    return stopping;
  }

  /**
   * The channel answered for the message that it was asked to send, now or before a failed write.
   */
  void sent(SendFinished finished) {
    if (sending != 0 && sending != finished.number()) {
      // A receipt settled it before, and another one is under way.
      return;
    }
    sending = 0;
    waitingForReceipts = false;
    unrecorded = finished;
    switch (finished.outcome()) {
      case SendOutcome.Accepted accepted -> {}
      case SendOutcome.Rejected rejected -> {
        if (rejected.errorClass() == SendOutcome.ErrorClass.DOUBT) {
          doubtful = finished.number();
        }
      }
      case SendOutcome.Held(Duration pause) -> heldUntil = now().plus(pause);
    }
  }

  /** What the channel said is in the journal. */
  void recorded() {
    unrecorded = null;
  }

  void perform(ConversationState state) {
    for (Effect effect : state.owed()) {
      if (performing.contains(effect.id()) || isPutOff(state, effect)) {
        continue;
      }
      performing.add(effect.id());
      context.pipeToSelf(
          bounded(() -> equipment.surroundings().perform(state.contactId(), effect)),
          (outcome, failure) ->
              new ConversationSignal.EffectFinished(effect.id(), failure == null ? outcome : null));
    }
  }

  /** What fails at once or never ends must fail the attempt, not the conversation. */
  private <T> CompletionStage<T> bounded(Supplier<CompletionStage<T>> attempt) {
    return CompletableFuture.completedFuture(attempt)
        .thenCompose(Supplier::get)
        .orTimeout(patience().attempt().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Not before its time: which a timer awaits, and the waker if this entity is gone by then. */
  private boolean isPutOff(ConversationState state, Effect effect) {
    Deferral deferral = deferral(state, effect.id());
    if (deferral == null || !deferral.retryAt().isAfter(now())) {
      return false;
    }
    performAt(deferral.retryAt());
    return true;
  }

  private @Nullable Deferral deferral(ConversationState state, String effectId) {
    Deferral lately = putOff.get(effectId);
    return lately == null ? state.deferred().get(effectId) : lately;
  }

  private void performAt(Instant time) {
    Alarm set = alarm;
    if (set != null && !set.timer().isCancelled() && set.at().isAfter(now())) {
      if (!time.isBefore(set.at())) {
        return;
      }
      set.timer().cancel();
    }
    alarm =
        new Alarm(
            time,
            context.scheduleOnce(Duration.between(now(), time), context.getSelf(), Due.EFFECTS));
  }

  /** An attempt came to an end, whatever it came to. */
  void performed(String effectId) {
    performing.remove(effectId);
  }

  /** What is settled is not tried again. */
  void settled(String effectId) {
    putOff.remove(effectId);
  }

  /**
   * An attempt was in vain: the next one comes after a pause that grows.
   *
   * @return what is to be written down when the pause is long; nothing when a timer will do
   */
  Optional<EffectDeferred> failed(ConversationState state, String effectId, double random) {
    if (state.owed().stream().noneMatch(effect -> effect.id().equals(effectId))) {
      return Optional.empty();
    }
    Deferral before = deferral(state, effectId);
    int attempts = before == null ? 1 : before.attempt() + 1;
    Duration pause = patience().pause(attempts, random);
    Instant retryAt = now().plus(pause);
    if (pause.compareTo(patience().inMemory()) > 0) {
      putOff.remove(effectId);
      return Optional.of(new EffectDeferred(effectId, attempts, "no-answer", retryAt, now()));
    }
    putOff.put(effectId, new Deferral(attempts, retryAt));
    performAt(retryAt);
    return Optional.empty();
  }

  /** Soon, not at once: the answer goes first, and the next message may come right behind. */
  void willMarkRead(ConversationState state, List<InboundMessage> read) {
    if (read.isEmpty() || state.attendedBy() != null) {
      return;
    }
    if (unread == null) {
      context.scheduleOnce(READ_TOGETHER, context.getSelf(), Due.READ);
    }
    unread = read.getLast().id();
  }

  /** Marking a message read marks those before it too. */
  void markRead(ConversationState state) {
    String newest = unread;
    unread = null;
    if (newest != null) {
      equipment.channel().markRead(state.account(), newest, false);
    }
  }

  private Patience patience() {
    return equipment.patience();
  }

  private Instant now() {
    return equipment.clock().instant();
  }
}
