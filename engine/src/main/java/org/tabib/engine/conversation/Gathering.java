package org.tabib.engine.conversation;

import akka.actor.typed.javadsl.ActorContext;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationSignal.Due;
import org.tabib.engine.conversation.ConversationSignal.Gathered;
import org.tabib.engine.conversation.ConversationSignal.Overdue;
import org.tabib.engine.conversation.ConversationSignal.Pending;
import org.tabib.engine.conversation.ConversationSignal.Rekeyed;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.privacy.Vault;

/**
 * What is looked up before something can be decided: facts about the clinic and people's keys, for
 * one decision at a time. The person sees meanwhile that somebody is at it. Belongs to one actor.
 */
final class Gathering {
  /** A person who waits longer sees that an answer is being written (CONV-9). */
  private static final Duration TYPING_AFTER = Duration.ofSeconds(2);

  /** A person who waits even longer is told, and the answer follows (CONV-9). */
  private static final Duration TELLING_AFTER = Duration.ofSeconds(5);

  /** Nobody waits for ever: then the person gets an apology, and the conversation goes on. */
  private static final Duration LONGEST_GATHERING = Duration.ofSeconds(12);

  private final Conversation.Equipment equipment;
  private final ActorContext<ConversationCommand> context;
  private final String id;
  private Vault vault;
  private @Nullable Pending pending;

  Gathering(
      Conversation.Equipment equipment,
      ActorContext<ConversationCommand> context,
      String id,
      Vault vault) {
    this.equipment = equipment;
    this.context = context;
    this.id = id;
    this.vault = vault;
  }

  /** The keys of the people that are spoken of here, as far as they are known. */
  Vault vault() {
    return vault;
  }

  boolean isUnderWay() {
    return pending != null;
  }

  boolean isFor(Pending decision) {
    return pending == decision;
  }

  /** After a failed write: what was being decided then is asked again by whoever wanted it. */
  void recovered() {
    pending = null;
  }

  /** The decision waits for the answer to a query, which comes as {@link Gathered}. */
  void gather(Pending decision, Query query) {
    pending = decision;
    if (query instanceof Query.Dependant dependant) {
      makeKey(dependant);
      return;
    }
    if (decision.facts().isEmpty()) {
      context.scheduleOnce(TYPING_AFTER, context.getSelf(), Due.TYPING);
      context.scheduleOnce(TELLING_AFTER, context.getSelf(), new Overdue(decision));
    }
    context.pipeToSelf(
        Attempt.within(
            LONGEST_GATHERING,
            () -> equipment.surroundings().gather(Ids.practiceOf(id), id, query)),
        (fact, failure) ->
            new Gathered(query, failure == null ? fact : new Fact.Unavailable("no-answer"), null));
  }

  private void makeKey(Query.Dependant dependant) {
    context.pipeToSelf(
        Attempt.within(
            LONGEST_GATHERING,
            () -> equipment.keys().ensure(dependant.personId(), dependant.guardianId())),
        (key, failure) ->
            new Gathered(
                dependant,
                failure == null
                    ? new Fact.DependantReady()
                    : new Fact.Unavailable("keys-unavailable"),
                key));
  }

  /**
   * A look-up came to an end.
   *
   * @return the decision that waited for it, with what is known now; empty when none waits any more
   */
  Optional<Pending> ended(Gathered gathered) {
    Pending waiting = pending;
    if (waiting == null) {
      return Optional.empty();
    }
    if (gathered.key() != null && gathered.query() instanceof Query.Dependant dependant) {
      vault = vault.with(dependant.personId(), gathered.key());
    }
    pending = null;
    waiting.facts().put(gathered.query(), gathered.fact());
    return Optional.of(waiting);
  }

  /** The decision waits for the contact's keys as they are now, which come as {@link Rekeyed}. */
  void rekey(Pending decision, String contactId) {
    pending = decision;
    context.pipeToSelf(
        Attempt.within(LONGEST_GATHERING, () -> equipment.keys().currentVaultOf(contactId)),
        (loaded, failure) -> new Rekeyed(decision, failure == null ? loaded : null));
  }

  /** The keys were loaded, or could not be. @return whether the decision still waited for them */
  boolean ended(Rekeyed rekeyed) {
    if (!isFor(rekeyed.decision())) {
      return false;
    }
    pending = null;
    Vault loaded = rekeyed.vault();
    if (loaded != null) {
      vault = loaded;
    }
    return true;
  }

  /** To whoever waits for an answer. */
  void showTyping() {
    if (pending != null
        && pending.about() instanceof ConversationCommand.Receive receive
        && !receive.messages().isEmpty()) {
      equipment.channel().markRead(receive.account(), receive.messages().getLast().id(), true);
    }
  }
}
