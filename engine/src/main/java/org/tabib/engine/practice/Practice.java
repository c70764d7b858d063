package org.tabib.engine.practice;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.EntityEffects;

/** A tenant's configuration, and the only writer of it. */
public final class Practice
    extends EventSourcedBehaviorWithEnforcedReplies<PracticeCommand, PracticeEvent, PracticeState> {

  /** The entity type; its name is the first part of the persistence id. */
  public static final EntityTypeKey<PracticeCommand> TYPE_KEY =
      EntityTypeKey.create(PracticeCommand.class, "Practice");

  /** The one slice of the event stream that practices use, for ever. */
  public static final String TAG = "practice-0";

  private final String entityId;
  private final InstantSource clock;
  private final Consumer<PracticeChanged> news;
  private final ActorContext<PracticeCommand> context;

  private Practice(
      String entityId,
      InstantSource clock,
      Consumer<PracticeChanged> news,
      ActorContext<PracticeCommand> context) {
    super(PersistenceId.of(TYPE_KEY.name(), entityId), EntityEffects.recoverAgain());
    this.entityId = entityId;
    this.clock = clock;
    this.news = news;
    this.context = context;
  }

  /** The entity that holds that practice's configuration. */
  public static String entityId(String practiceId) {
    return practiceId + ".practice";
  }

  /** Makes this node able to host practices. */
  public static ActorRef<ShardingEnvelope<PracticeCommand>> init(
      ClusterSharding sharding, InstantSource clock, Consumer<PracticeChanged> news) {
    return sharding.init(
        Entity.of(TYPE_KEY, entity -> create(entity.getEntityId(), clock, news))
            .withStopMessage(PracticeCommand.Stop.INSTANCE));
  }

  /**
   * The entity.
   *
   * @param entityId {@link #entityId} of the practice
   * @param news where changes are told: the node's {@link Practices}
   */
  public static Behavior<PracticeCommand> create(
      String entityId, InstantSource clock, Consumer<PracticeChanged> news) {
    return Behaviors.setup(context -> new Practice(entityId, clock, news, context));
  }

  @Override
  public PracticeState emptyState() {
    return PracticeState.unconfigured();
  }

  @Override
  public CommandHandlerWithReply<PracticeCommand, PracticeEvent, PracticeState> commandHandler() {
    return (state, command) -> {
      Instant now = clock.instant();
      return switch (command) {
        case PracticeCommand.Configure c ->
            carryOut(PracticeDecider.decide(state, c, entityId, now), c.replyTo());
        case PracticeCommand.Get c -> carryOut(PracticeDecider.decide(state, c, now), c.replyTo());
        case PracticeCommand.Stop c -> Effect().stop().thenNoReply();
      };
    };
  }

  @Override
  public EventHandler<PracticeState, PracticeEvent> eventHandler() {
    return PracticeState::apply;
  }

  @Override
  public SignalHandler<PracticeState> signalHandler() {
    return newSignalHandlerBuilder().onSignal(RecoveryCompleted.instance(), this::changed).build();
  }

  @Override
  public Set<String> tagsFor(PracticeEvent event) {
    return Set.of(TAG);
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return EntityEffects.snapshots();
  }

  private void changed(PracticeState state) {
    PracticeConfig config = state.config();
    if (config != null) {
      news.accept(new PracticeChanged(config, lastSequenceNumber(context)));
    }
  }

  private ReplyEffect<PracticeEvent, PracticeState> carryOut(
      Decision<PracticeEvent, PracticeReply> decision, ActorRef<PracticeReply> replyTo) {
    return EntityEffects.carryOut(
        Effect(), decision, replyTo, PracticeReply.Refused::new, this::changed);
  }
}
