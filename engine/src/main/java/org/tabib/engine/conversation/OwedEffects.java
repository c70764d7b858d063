package org.tabib.engine.conversation;

import akka.actor.Cancellable;
import akka.actor.typed.javadsl.ActorContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.EffectDeferred;
import org.tabib.engine.conversation.ConversationSignal.Due;
import org.tabib.engine.conversation.ConversationSignal.EffectFinished;
import org.tabib.engine.conversation.ConversationState.Deferral;

/**
 * Has the clinic perform what a conversation owes, until each effect is settled: what was tried in
 * vain is tried again after a pause that grows. Belongs to one actor.
 */
final class OwedEffects {
  private final Conversation.Equipment equipment;
  private final ActorContext<ConversationCommand> context;
  private final Set<String> performing = new HashSet<>();

  /** What was tried in vain lately and is too soon due again to be written down. */
  private final Map<String, Deferral> putOff = new HashMap<>();

  private @Nullable Alarm alarm;

  /** The one timer for effects that are put off: for the earliest of them. */
  private record Alarm(Instant at, Cancellable timer) {}

  OwedEffects(Conversation.Equipment equipment, ActorContext<ConversationCommand> context) {
    this.equipment = equipment;
    this.context = context;
  }

  /** What was under way may have an answer still, or none, and nothing may wait for it. */
  void recovered() {
    performing.clear();
  }

  void perform(ConversationState state) {
    for (Effect effect : state.owed()) {
      if (performing.contains(effect.id()) || isPutOff(state, effect)) {
        continue;
      }
      performing.add(effect.id());
      context.pipeToSelf(
          Attempt.within(
              equipment.patience().attempt(),
              () -> equipment.surroundings().perform(state.contactId(), effect)),
          (outcome, failure) -> new EffectFinished(effect.id(), failure == null ? outcome : null));
    }
  }

  /** Not before its time: which a timer awaits, and the waker if this entity is gone by then. */
  private boolean isPutOff(ConversationState state, Effect effect) {
    Deferral deferral = deferral(state, effect.id());
    if (deferral == null || !deferral.retryAt().isAfter(equipment.now())) {
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
    if (set != null && !set.timer().isCancelled() && set.at().isAfter(equipment.now())) {
      if (!time.isBefore(set.at())) {
        return;
      }
      set.timer().cancel();
    }
    alarm =
        new Alarm(
            time,
            context.scheduleOnce(
                Duration.between(equipment.now(), time), context.getSelf(), Due.EFFECTS));
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
    Patience patience = equipment.patience();
    Deferral before = deferral(state, effectId);
    int attempts = before == null ? 1 : before.attempt() + 1;
    Duration pause = patience.pause(attempts, random);
    Instant retryAt = equipment.now().plus(pause);
    if (pause.compareTo(patience.inMemory()) > 0) {
      putOff.remove(effectId);
      return Optional.of(
          new EffectDeferred(effectId, attempts, "no-answer", retryAt, equipment.now()));
    }
    putOff.put(effectId, new Deferral(attempts, retryAt));
    performAt(retryAt);
    return Optional.empty();
  }
}
