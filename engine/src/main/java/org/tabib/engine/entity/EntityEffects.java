package org.tabib.engine.entity;

import akka.actor.typed.ActorRef;
import akka.actor.typed.BackoffSupervisorStrategy;
import akka.actor.typed.SupervisorStrategy;
import akka.persistence.typed.javadsl.EffectFactories;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.RetentionCriteria;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What every entity's shell does the same way: the one place where a decision becomes an effect.
 */
public final class EntityEffects {
  /** One for all: every idle entity would otherwise carry its own. */
  private static final RetentionCriteria SNAPSHOTS = RetentionCriteria.snapshotEvery(50, 2);

  private static final Duration SHORTEST_BACK_OFF = Duration.ofMillis(200);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);
  private static final double JITTER = 0.2;
  private static final BackoffSupervisorStrategy RECOVER_AGAIN =
      SupervisorStrategy.restartWithBackoff(SHORTEST_BACK_OFF, LONGEST_BACK_OFF, JITTER);

  private EntityEffects() {}

  /**
   * Persists what was decided, then replies.
   *
   * @param refused wraps a refusal into the entity's reply
   * @param changed runs with the new state after the events are durable, before the reply; not at
   *     all when nothing changed
   */
  public static <E, S, R> ReplyEffect<E, S> carryOut(
      EffectFactories<E, S> effect,
      Decision<E, R> decision,
      ActorRef<R> replyTo,
      Function<Refusal, R> refused,
      Consumer<S> changed) {
    return switch (decision) {
      case Decision.Accept<E, R>(var events, var reply) ->
          effect.persist(events).thenRun(changed::accept).thenReply(replyTo, state -> reply);
      case Decision.Answer<E, R>(var reply) -> effect.reply(replyTo, reply);
      case Decision.Refuse<E, R>(var refusal) -> effect.reply(replyTo, refused.apply(refusal));
    };
  }

  /**
   * What happens when the journal does not take an event: the entity forgets what it had in memory
   * and recovers from what is durable, with back-off, so that a database that comes back is not met
   * by every entity at once.
   */
  public static BackoffSupervisorStrategy recoverAgain() {
    return RECOVER_AGAIN;
  }

  /** A snapshot every 50 events, two kept, no event deleted (design: numbers). */
  public static RetentionCriteria snapshots() {
    return SNAPSHOTS;
  }
}
