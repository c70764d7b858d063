package org.tabib.engine.queue;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.RetentionCriteria;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.tabib.engine.entity.EntityEffects;

/**
 * The queue of one clinic on one day, and the only one who gives out its numbers (QUEUE-2). Its
 * entity id is {@link QueueId#text}. The rules are in {@link QueueDecider}.
 */
public final class ClinicQueue
    extends EventSourcedBehaviorWithEnforcedReplies<QueueCommand, QueueEvent, ClinicQueueState> {

  /** The entity type; its name is the first part of the persistence id. */
  public static final EntityTypeKey<QueueCommand> TYPE_KEY =
      EntityTypeKey.create(QueueCommand.class, "ClinicQueue");

  /** The one slice of the event stream that queues use, for ever. */
  public static final String TAG = "queue-0";

  private final QueueId queueId;
  private final InstantSource clock;
  private final ClinicSetups setups;

  private ClinicQueue(QueueId queueId, InstantSource clock, ClinicSetups setups) {
    super(PersistenceId.of(TYPE_KEY.name(), queueId.text()), EntityEffects.recoverAgain());
    this.queueId = queueId;
    this.clock = clock;
    this.setups = setups;
  }

  /** Makes this node able to host queues. */
  public static ActorRef<ShardingEnvelope<QueueCommand>> init(
      ClusterSharding sharding, InstantSource clock, ClinicSetups setups) {
    return sharding.init(
        Entity.of(TYPE_KEY, entity -> create(entity.getEntityId(), clock, setups))
            .withStopMessage(QueueCommand.Stop.INSTANCE));
  }

  /**
   * The entity.
   *
   * @param queueId the entity id
   * @param setups how clinics are configured now
   */
  public static Behavior<QueueCommand> create(
      String queueId, InstantSource clock, ClinicSetups setups) {
    return Behaviors.setup(context -> new ClinicQueue(QueueId.parse(queueId), clock, setups));
  }

  @Override
  public ClinicQueueState emptyState() {
    return ClinicQueueState.unopened(queueId.text());
  }

  @Override
  public CommandHandlerWithReply<QueueCommand, QueueEvent, ClinicQueueState> commandHandler() {
    return (state, command) -> {
      Instant now = clock.instant();
      return switch (command) {
        case QueueCommand.Change c ->
            EntityEffects.carryOut(
                Effect(),
                QueueDecider.decide(state, c, configured(), now),
                c.replyTo(),
                QueueReply.Refused::new,
                changed -> {});
        case QueueCommand.GetQueue c ->
            Effect().reply(c.replyTo(), QueueAnswers.queue(state, configured(), now));
        case QueueCommand.GetTicket c ->
            Effect().reply(c.replyTo(), QueueAnswers.ticket(state, c.label(), now));
        case QueueCommand.EstimateWait c ->
            Effect().reply(c.replyTo(), QueueAnswers.estimate(state, c, configured(), now));
        case QueueCommand.Stop c -> Effect().stop().thenNoReply();
      };
    };
  }

  @Override
  public EventHandler<ClinicQueueState, QueueEvent> eventHandler() {
    return ClinicQueueState::apply;
  }

  @Override
  public Set<String> tagsFor(QueueEvent event) {
    return Set.of(TAG);
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return EntityEffects.snapshots();
  }

  private ClinicSetups.Answer configured() {
    return setups.of(queueId.practiceId(), queueId.clinicId());
  }
}
