package org.tabib.engine.conversation;

import akka.actor.typed.Behavior;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.tabib.engine.conversation.ConversationSignal.Due;
import org.tabib.engine.conversation.ConversationSignal.EffectFinished;
import org.tabib.engine.conversation.ConversationSignal.Gathered;
import org.tabib.engine.conversation.ConversationSignal.Overdue;
import org.tabib.engine.conversation.ConversationSignal.Rekeyed;
import org.tabib.engine.conversation.ConversationSignal.SendFinished;
import org.tabib.engine.delivery.Channel;
import org.tabib.engine.entity.EntityEffects;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.SealingAdapters;
import org.tabib.engine.privacy.Vault;
import org.tabib.engine.privacy.VaultedBehavior;

/**
 * One contact on one channel account: the shell around {@link ConversationDecider}. What needs
 * facts first goes through {@link Deliberation}, what was decided through {@link Writing}, what is
 * owed then is paid by {@link Debts}.
 */
public final class Conversation
    extends EventSourcedBehaviorWithEnforcedReplies<
        ConversationCommand, ConversationEvent, ConversationState> {

  public static final EntityTypeKey<ConversationCommand> TYPE_KEY =
      EntityTypeKey.create(ConversationCommand.class, "Conversation");

  /** Slices that projections divide the work by; fixed for ever. */
  public static final int SLICES = 4;

  private static final List<Set<String>> TAGS =
      IntStream.range(0, SLICES).mapToObj(slice -> Set.of("conversation-" + slice)).toList();

  /**
   * What all conversations of a node work with.
   *
   * @param practices by practice id
   */
  public record Equipment(
      World world,
      ConversationDecider decider,
      Function<String, Optional<PracticeConfig>> practices,
      Surroundings surroundings,
      Channel channel,
      PersonKeys keys,
      InstantSource clock,
      RandomGenerator random,
      Patience patience) {
    /** With the usual patience. */
    public Equipment(
        World world,
        ConversationDecider decider,
        Function<String, Optional<PracticeConfig>> practices,
        Surroundings surroundings,
        Channel channel,
        PersonKeys keys,
        InstantSource clock,
        RandomGenerator random) {
      this(
          world, decider, practices, surroundings, channel, keys, clock, random, Patience.STANDARD);
    }

    Instant now() {
      return clock.instant();
    }

    /** The practice of a conversation; none while this node does not know it. */
    Optional<PracticeConfig> practiceOf(String conversationId) {
      return practices.apply(Ids.practiceOf(conversationId));
    }
  }

  private final Equipment equipment;
  private final String id;
  private final Gathering gathering;
  private final Debts debts;
  private final FailedWrite failedWrite;
  private final Writing writing;
  private final Deliberation deliberation;

  private Conversation(
      Equipment equipment, ActorContext<ConversationCommand> context, String id, Vault vault) {
    super(PersistenceId.of(TYPE_KEY.name(), id), EntityEffects.recoverAgain());
    this.equipment = equipment;
    this.id = id;
    this.gathering = new Gathering(equipment, context, id, vault);
    this.debts =
        new Debts(
            new Sending(equipment, context, id, Effect()),
            new OwedEffects(equipment, context),
            new ReadMarks(equipment.channel(), context),
            context.getSelf());
    this.failedWrite = new FailedWrite(context.getSelf());
    this.writing = new Writing(Effect(), debts, failedWrite);
    this.deliberation = new Deliberation(equipment, id, Effect(), gathering, debts, writing);
  }

  /** Makes conversations available on this node. */
  public static void init(ClusterSharding sharding, Equipment equipment) {
    sharding.init(
        Entity.of(TYPE_KEY, entity -> create(equipment, entity.getEntityId()))
            .withStopMessage(ConversationCommand.Stop.INSTANCE));
  }

  /** The behaviour of one conversation. */
  public static Behavior<ConversationCommand> create(Equipment equipment, String id) {
    return VaultedBehavior.start(
        ConversationCommand.class,
        equipment.keys(),
        id,
        ConversationCommand.Stop.INSTANCE,
        vault -> Behaviors.setup(context -> new Conversation(equipment, context, id, vault)));
  }

  @Override
  public ConversationState emptyState() {
    return ConversationState.EMPTY;
  }

  @Override
  public EventHandler<ConversationState, ConversationEvent> eventHandler() {
    return ConversationState::apply;
  }

  @Override
  public Set<String> tagsFor(ConversationEvent event) {
    return TAGS.get(Math.floorMod(id.hashCode(), SLICES));
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return EntityEffects.snapshots();
  }

  @Override
  public EventAdapter<ConversationEvent, ConversationEvent> eventAdapter() {
    return SealingAdapters.events(gathering::vault, ConversationPrivates::map);
  }

  @Override
  public SnapshotAdapter<ConversationState> snapshotAdapter() {
    return SealingAdapters.snapshots(
        ConversationState.class, gathering::vault, ConversationPrivates::map);
  }

  @Override
  public SignalHandler<ConversationState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::recovered)
        .onSignal(PreRestart.instance(), state -> failedWrite.happened())
        .build();
  }

  /** At the start, and after a failed write. */
  private void recovered(ConversationState state) {
    gathering.recovered();
    debts.recovered(state);
    failedWrite.recovered();
  }

  // ── commands ──────────────────────────────────────────────────────────────────────────────────

  @Override
  public CommandHandlerWithReply<ConversationCommand, ConversationEvent, ConversationState>
      commandHandler() {
    return this::handle;
  }

  private ReplyEffect<ConversationEvent, ConversationState> handle(
      ConversationState state, ConversationCommand command) {
    if (command instanceof ConversationCommand.Asked asked && failedWrite.catchingUp()) {
      return Effect().reply(asked.replyTo(), FailedWrite.REFUSED);
    }
    ConversationDecider decider = equipment.decider();
    Instant now = equipment.now();
    return switch (command) {
      case ConversationCommand.Receive receive -> deliberation.begin(state, receive);
      case ConversationCommand.RecordReceipts c ->
          writing.carryOut(decider.receipts(id, state, c.receipts(), now), c.replyTo());
      case ConversationCommand.StaffEcho c ->
          writing.carryOut(StaffDecider.echo(state, c, now), c.replyTo());
      case ConversationCommand.ChangeAddress c ->
          writing.carryOut(decider.address(state, c.address(), now), c.replyTo());
      case ConversationCommand.MergeInto c ->
          writing.carryOut(decider.merge(id, state, c.conversationId(), now), c.replyTo());
      case ConversationCommand.TakeOver c ->
          writing.carryOut(StaffDecider.takeOver(state, c.by(), now), c.replyTo());
      case ConversationCommand.HandBack c ->
          writing.carryOut(StaffDecider.handBack(state, c.by(), now), c.replyTo());
      case ConversationCommand.Say c ->
          writing.carryOut(StaffDecider.say(id, state, c, now), c.replyTo());
      case ConversationCommand.ReplayLetter c ->
          writing.carryOut(LetterDecider.replay(id, state, c, now), c.replyTo());
      case ConversationCommand.DropLetter c ->
          writing.carryOut(LetterDecider.drop(state, c, now), c.replyTo());
      case ConversationCommand.Notify c ->
          writing.carryOut(
              new NoticeDecider(equipment.world(), id, state, now)
                  .decide(equipment.practiceOf(id), c.notice()),
              c.replyTo());
      case ConversationCommand.Wake wake -> run(() -> debts.pay(state));
      case ConversationCommand.Stop stop -> debts.sending().stop();
      case ConversationSignal signal -> handle(state, signal);
      case ConversationCommand.Internal internal ->
          throw new IllegalArgumentException("not ours: " + internal.getClass().getSimpleName());
    };
  }

  private ReplyEffect<ConversationEvent, ConversationState> handle(
      ConversationState state, ConversationSignal signal) {
    return switch (signal) {
      case Gathered gathered -> deliberation.resume(state, gathered);
      case Rekeyed rekeyed -> deliberation.resume(state, rekeyed);
      case EffectFinished finished -> deliberation.begin(state, finished);
      case Overdue overdue -> deliberation.overdue(state, overdue.decision());
      case SendFinished finished -> debts.sending().answered(state, finished);
      case Due due -> due(state, due);
    };
  }

  private ReplyEffect<ConversationEvent, ConversationState> due(ConversationState state, Due due) {
    return switch (due) {
      case SEND -> debts.sending().due(state);
      case STOP -> Effect().stop().thenNoReply();
      case RECOVERED -> writing.nothing();
      case RECEIPTS_OVERDUE -> run(() -> debts.sending().receiptsOverdue(state));
      case EFFECTS -> run(() -> debts.effects().perform(state));
      case READ -> run(() -> debts.readMarks().mark(state));
      case TYPING -> run(gathering::showTyping);
      case CAUGHT_UP -> run(failedWrite::caughtUp);
    };
  }

  private ReplyEffect<ConversationEvent, ConversationState> run(Runnable nothingToWrite) {
    nothingToWrite.run();
    return Effect().noReply();
  }
}
