package org.tabib.engine.reminder;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.EntityEffects;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.PrivateMapping;
import org.tabib.engine.privacy.Vault;

/**
 * One course or one care reminder (REM-2, REM-3). The rules are in {@link ReminderDecider} and
 * {@link FireDecider}; here the patient's key is fetched before anything about the patient is
 * written or told, and the conversation is asked to tell. Its timer is the debt: until the entity
 * has answered, the timer comes again.
 */
public final class Reminder
    extends EventSourcedBehaviorWithEnforcedReplies<ReminderCommand, ReminderEvent, ReminderState> {

  /** The entity type; its name is the first part of the persistence id. */
  public static final EntityTypeKey<ReminderCommand> TYPE_KEY =
      EntityTypeKey.create(ReminderCommand.class, "Reminder");

  /** The one slice of the event stream that reminders use, for ever. */
  public static final String TAG = "reminder-0";

  /** Nobody waits for a key or a conversation for ever: then the caller is told to try again. */
  private static final Duration LONGEST_GATHERING = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final ReminderSurroundings surroundings;
  private final ActorContext<ReminderCommand> context;
  private final String reminderId;
  private Vault vault = new Vault(Map.of());
  private boolean gathering;

  private Reminder(
      String reminderId,
      InstantSource clock,
      ReminderSurroundings surroundings,
      ActorContext<ReminderCommand> context) {
    super(PersistenceId.of(TYPE_KEY.name(), reminderId), EntityEffects.recoverAgain());
    this.reminderId = reminderId;
    this.clock = clock;
    this.surroundings = surroundings;
    this.context = context;
  }

  /** Makes this node able to host reminders. */
  public static ActorRef<ShardingEnvelope<ReminderCommand>> init(
      ClusterSharding sharding, InstantSource clock, ReminderSurroundings surroundings) {
    return sharding.init(
        Entity.of(TYPE_KEY, entity -> create(entity.getEntityId(), clock, surroundings))
            .withStopMessage(ReminderCommand.Stop.INSTANCE));
  }

  /** The entity. */
  static Behavior<ReminderCommand> create(
      String reminderId, InstantSource clock, ReminderSurroundings surroundings) {
    return Behaviors.setup(context -> new Reminder(reminderId, clock, surroundings, context));
  }

  @Override
  public ReminderState emptyState() {
    return ReminderState.unplanned(reminderId);
  }

  @Override
  public CommandHandlerWithReply<ReminderCommand, ReminderEvent, ReminderState> commandHandler() {
    return (state, command) -> {
      Instant now = clock.instant();
      return switch (command) {
        case ReminderCommand.Stop c -> Effect().stop().thenNoReply();
        case ReminderCommand.KeyGathered c -> keyGathered(state, c, now);
        case ReminderCommand.NoticeAnswered c -> noticeAnswered(state, c, now);
        case ReminderCommand other when gathering -> Effect().stash();
        case ReminderCommand.Wake c -> Effect().none().thenNoReply().thenUnstashAll();
        case ReminderCommand.Plan c -> gather(c, c.plan().patientId());
        case ReminderCommand.Follow c -> gather(c, c.plan().patientId());
        case ReminderCommand.Change c -> gathered(state, c, c.replyTo());
        case ReminderCommand.Fire c -> gathered(state, c, c.replyTo());
        case ReminderCommand.Get c -> gathered(state, c, c.replyTo());
        case ReminderCommand.StopReminding c ->
            carryOut(ReminderDecider.decide(state, c, now), c.replyTo());
        case ReminderCommand.Done c -> carryOut(ReminderDecider.decide(state, c, now), c.replyTo());
        case ReminderCommand.Snooze c ->
            carryOut(ReminderDecider.decide(state, c, now), c.replyTo());
      };
    };
  }

  @Override
  public EventHandler<ReminderState, ReminderEvent> eventHandler() {
    return ReminderState::apply;
  }

  @Override
  public SignalHandler<ReminderState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              gathering = false;
              context.getSelf().tell(new ReminderCommand.Wake());
            })
        .build();
  }

  @Override
  public Set<String> tagsFor(ReminderEvent event) {
    return Set.of(TAG);
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return EntityEffects.snapshots();
  }

  @Override
  public EventAdapter<ReminderEvent, ?> eventAdapter() {
    return ReminderSealing.events(() -> vault);
  }

  @Override
  public SnapshotAdapter<ReminderState> snapshotAdapter() {
    return ReminderSealing.snapshots(() -> vault);
  }

  /** What was never planned has no patient whose key could be fetched. */
  private ReplyEffect<ReminderEvent, ReminderState> gathered(
      ReminderState state, ReminderCommand asked, ActorRef<ReminderReply> replyTo) {
    return state.plan() == null
        ? carryOut(Decision.refuse(ReminderDecider.unknown(state)), replyTo)
        : gather(asked, state.planned().patientId());
  }

  private ReplyEffect<ReminderEvent, ReminderState> gather(
      ReminderCommand asked, String patientId) {
    gathering = true;
    context.pipeToSelf(
        bounded(surroundings.keysOf(patientId)),
        (loaded, failure) ->
            new ReminderCommand.KeyGathered(asked, failure == null ? loaded : null));
    return Effect().noReply();
  }

  private ReplyEffect<ReminderEvent, ReminderState> keyGathered(
      ReminderState state, ReminderCommand.KeyGathered gathered, Instant now) {
    gathering = false;
    @Nullable Vault loaded = gathered.vault();
    if (loaded != null) {
      vault = loaded;
    }
    boolean none = loaded == null;
    return switch (gathered.asked()) {
      case ReminderCommand.Plan c ->
          settle(
              none
                  ? noKey()
                  : ReminderDecider.decide(state, c, vault.knows(c.plan().patientId()), now),
              c.replyTo());
      case ReminderCommand.Follow c ->
          settle(
              none
                  ? noKey()
                  : FollowUpDecider.decide(state, c, vault.knows(c.plan().patientId()), now),
              c.replyTo());
      case ReminderCommand.Change c ->
          settle(
              none ? noKey() : ReminderDecider.decide(open(state), c, known(state), now),
              c.replyTo());
      case ReminderCommand.Get c ->
          settle(none ? noKey() : ReminderDecider.get(state, known(state)), c.replyTo());
      case ReminderCommand.Fire c -> none ? settle(noKey(), c.replyTo()) : fire(state, c, now);
      case ReminderCommand other ->
          throw new IllegalStateException("no key is gathered for " + other.getClass());
    };
  }

  private ReplyEffect<ReminderEvent, ReminderState> fire(
      ReminderState state, ReminderCommand.Fire asked, Instant now) {
    @Nullable ReminderContent content =
        known(state)
                && open(state).kept() instanceof Private.Clear<ReminderContent>(var who, var clear)
            ? clear
            : null;
    Instant allowed = surroundings.outsideQuietHours(state.planned(), now);
    return switch (FireDecider.decide(state, asked, content, allowed, now)) {
      case FireDecider.Step.Settle(var decision) -> settle(decision, asked.replyTo());
      case FireDecider.Step.Tell(var notice) -> {
        gathering = true;
        context.pipeToSelf(
            bounded(surroundings.tell(notice)),
            (telling, failure) ->
                new ReminderCommand.NoticeAnswered(asked, failure == null ? telling : null));
        yield Effect().noReply();
      }
    };
  }

  private ReplyEffect<ReminderEvent, ReminderState> noticeAnswered(
      ReminderState state, ReminderCommand.NoticeAnswered answered, Instant now) {
    gathering = false;
    return settle(FireDecider.decide(state, answered, now), answered.asked().replyTo());
  }

  private boolean known(ReminderState state) {
    return vault.knows(state.planned().patientId());
  }

  private ReminderState open(ReminderState state) {
    return ReminderState.map(state, PrivateMapping.opening(vault));
  }

  private static <T> CompletionStage<T> bounded(CompletionStage<T> stage) {
    return stage
        .toCompletableFuture()
        .copy()
        .orTimeout(LONGEST_GATHERING.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Decision<ReminderEvent, ReminderReply> noKey() {
    return Decision.refuse(
        Refusal.unavailable("keys-unavailable", "the patient's keys cannot be loaded now"));
  }

  private ReplyEffect<ReminderEvent, ReminderState> settle(
      Decision<ReminderEvent, ReminderReply> decision, ActorRef<ReminderReply> replyTo) {
    return carryOut(decision, replyTo).thenUnstashAll();
  }

  private ReplyEffect<ReminderEvent, ReminderState> carryOut(
      Decision<ReminderEvent, ReminderReply> decision, ActorRef<ReminderReply> replyTo) {
    return EntityEffects.carryOut(
        Effect(), decision, replyTo, ReminderReply.Refused::new, state -> {});
  }
}
