package org.tabib.engine.queue;

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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Direct;
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

  /** Whoever opens the day stands at a desk and waits: a second is what it may cost. */
  private static final Duration LONGEST_GATHERING = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ClinicQueue.class);

  private final QueueId queueId;
  private final InstantSource clock;
  private final ClinicSetups setups;
  private final EarlierDays days;
  private final ActorContext<QueueCommand> context;
  private boolean gathering;

  private ClinicQueue(
      QueueId queueId,
      InstantSource clock,
      ClinicSetups setups,
      EarlierDays days,
      ActorContext<QueueCommand> context) {
    super(PersistenceId.of(TYPE_KEY.name(), queueId.text()), EntityEffects.recoverAgain());
    this.queueId = queueId;
    this.clock = clock;
    this.setups = setups;
    this.days = days;
    this.context = context;
  }

  /** Makes this node able to host queues. */
  public static ActorRef<ShardingEnvelope<QueueCommand>> init(
      ClusterSharding sharding, InstantSource clock, ClinicSetups setups, EarlierDays days) {
    return sharding.init(
        Entity.of(TYPE_KEY, entity -> create(entity.getEntityId(), clock, setups, days))
            .withStopMessage(QueueCommand.Stop.INSTANCE));
  }

  /**
   * The entity.
   *
   * @param queueId the entity id
   * @param setups how clinics are configured now
   * @param days what the days before showed
   */
  public static Behavior<QueueCommand> create(
      String queueId, InstantSource clock, ClinicSetups setups, EarlierDays days) {
    return Behaviors.setup(
        context -> new ClinicQueue(QueueId.parse(queueId), clock, setups, days, context));
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
        case QueueCommand.Change c when gathering -> Effect().stash();
        case QueueCommand.Change c -> change(state, c, now);
        case QueueCommand.EarlierKnown(var asked, var earlier) -> {
          gathering = false;
          yield carryOut(QueueDecider.decide(state, asked, configured(), earlier, now), asked)
              .thenUnstashAll();
        }
        case QueueCommand.Wake c -> Effect().none().thenNoReply().thenUnstashAll();
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

  @Override
  public SignalHandler<ClinicQueueState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              // After a failed write too: whoever waited behind it is looked after.
              gathering = false;
              context.getSelf().tell(QueueCommand.Wake.INSTANCE);
            })
        .build();
  }

  /** A change with which the day begins is decided again with what the days before showed. */
  private ReplyEffect<QueueEvent, ClinicQueueState> change(
      ClinicQueueState state, QueueCommand.Change command, Instant now) {
    Decision<QueueEvent, QueueReply> decision =
        QueueDecider.decide(state, command, configured(), null, now);
    if (state.setup() != null || !(decision instanceof Decision.Accept)) {
      return carryOut(decision, command);
    }
    gathering = true;
    context.pipeToSelf(
        Direct.of(days.before(queueId))
            .orTimeout(LONGEST_GATHERING.toMillis(), TimeUnit.MILLISECONDS),
        (found, failure) -> {
          if (failure != null) {
            LOG.warn(
                "queue {} begins without what earlier days showed: {}",
                queueId,
                failure.getClass().getSimpleName());
          }
          return new QueueCommand.EarlierKnown(command, failure == null ? found : null);
        });
    return Effect().noReply();
  }

  private ReplyEffect<QueueEvent, ClinicQueueState> carryOut(
      Decision<QueueEvent, QueueReply> decision, QueueCommand.Change command) {
    return EntityEffects.carryOut(
        Effect(), decision, command.replyTo(), QueueReply.Refused::new, changed -> {});
  }

  private ClinicSetups.Answer configured() {
    return setups.of(queueId.practiceId(), queueId.clinicId());
  }
}
