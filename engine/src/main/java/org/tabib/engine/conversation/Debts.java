package org.tabib.engine.conversation;

import akka.actor.typed.ActorRef;
import org.tabib.engine.conversation.ConversationSignal.Due;

/**
 * Pays what a conversation owes after it was written: messages to the channel, effects to the
 * clinic, read marks to the person. Belongs to one actor.
 */
final class Debts {
  private final Sending sending;
  private final OwedEffects effects;
  private final ReadMarks readMarks;
  private final ActorRef<ConversationCommand> self;
  private boolean recoveredBefore;

  Debts(
      Sending sending,
      OwedEffects effects,
      ReadMarks readMarks,
      ActorRef<ConversationCommand> self) {
    this.sending = sending;
    this.effects = effects;
    this.readMarks = readMarks;
    this.self = self;
  }

  Sending sending() {
    return sending;
  }

  OwedEffects effects() {
    return effects;
  }

  ReadMarks readMarks() {
    return readMarks;
  }

  /**
   * The state is what the journal has. When a write failed this happens to a living entity: what it
   * had under way then may have an answer still, or none, and nothing may wait for it.
   */
  void recovered(ConversationState state) {
    effects.recovered();
    sending.recovered(state);
    if (recoveredBefore) {
      self.tell(Due.RECOVERED);
    }
    recoveredBefore = true;
    effects.perform(state);
  }

  /** Performs effects at once; messages go out behind the commands that wait already. */
  void pay(ConversationState state) {
    sending.pay(state);
    effects.perform(state);
  }
}
