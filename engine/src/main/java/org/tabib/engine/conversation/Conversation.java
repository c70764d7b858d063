package org.tabib.engine.conversation;

import akka.actor.typed.ActorRef;
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
    this.debts = new Debts(equipment, context, id);
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
    ActorRef<ConversationReply> caller = command.caller();
    if (caller != null && failedWrite.catchingUp()) {
      return Effect().reply(caller, FailedWrite.REFUSED);
    }
    ConversationDecider decider = equipment.decider();
    return switch (command) {
      case ConversationCommand.Receive receive -> deliberation.begin(state, receive);
      case ConversationCommand.RecordReceipts c ->
          writing.carryOut(decider.receipts(id, state, c.receipts(), now()), c.replyTo());
      case ConversationCommand.StaffEcho c ->
          writing.carryOut(decider.echo(state, c, now()), c.replyTo());
      case ConversationCommand.ChangeAddress c ->
          writing.carryOut(decider.address(state, c.address(), now()), c.replyTo());
      case ConversationCommand.MergeInto c ->
          writing.carryOut(decider.merge(id, state, c.conversationId(), now()), c.replyTo());
      case ConversationCommand.TakeOver c ->
          writing.carryOut(decider.takeOver(state, c.by(), now()), c.replyTo());
      case ConversationCommand.HandBack c ->
          writing.carryOut(decider.handBack(state, c.by(), now()), c.replyTo());
      case ConversationCommand.Say c ->
          writing.carryOut(decider.say(id, state, c, now()), c.replyTo());
      case ConversationCommand.ReplayLetter c ->
          writing.carryOut(LetterDecider.replay(id, state, c, now()), c.replyTo());
      case ConversationCommand.DropLetter c ->
          writing.carryOut(LetterDecider.drop(state, c, now()), c.replyTo());
      case ConversationCommand.Notify c ->
          writing.carryOut(
              new NoticeDecider(equipment.world(), id, state, now()).decide(practice(), c.notice()),
              c.replyTo());
      case ConversationCommand.Wake wake -> {
        debts.pay(state);
        yield Effect().noReply();
      }
      case ConversationCommand.Stop stop ->
          debts.settlesFirst() ? Effect().noReply() : Effect().stop().thenNoReply();
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
      case SendFinished finished -> sent(state, finished);
      case Due due -> due(state, due);
    };
  }

  private ReplyEffect<ConversationEvent, ConversationState> due(ConversationState state, Due due) {
    switch (due) {
      case SEND -> {
        Optional<ConversationEvent> first = debts.beforeSending(state);
        if (first.isPresent()) {
          return Effect().persist(first.get()).thenRun(debts::send).thenNoReply();
        }
        debts.send(state);
      }
      case RECEIPTS_OVERDUE -> debts.sendUnsure(state);
      case EFFECTS -> debts.perform(state);
      case READ -> debts.markRead(state);
      case TYPING -> gathering.showTyping();
      case CAUGHT_UP -> failedWrite.caughtUp();
      case STOP -> {
        return Effect().stop().thenNoReply();
      }
      case RECOVERED -> {
        return writing.nothing();
      }
    }
    return Effect().noReply();
  }

  private ReplyEffect<ConversationEvent, ConversationState> sent(
      ConversationState state, SendFinished finished) {
    debts.sent(finished);
    Optional<ConversationEvent> event =
        equipment
            .decider()
            .sent(
                practice(),
                state,
                finished.number(),
                finished.outcome(),
                equipment.random().nextDouble(),
                now());
    if (event.isEmpty()) {
      debts.recorded();
      debts.send(state);
      return debts.stopping() ? Effect().stop().thenNoReply() : Effect().noReply();
    }
    if (debts.stopping()) {
      return Effect()
          .persist(event.get())
          .thenRun((ConversationState after) -> debts.recorded())
          .thenStop()
          .thenNoReply();
    }
    return Effect()
        .persist(event.get())
        .thenRun(
            (ConversationState after) -> {
              debts.recorded();
              debts.send(after);
            })
        .thenNoReply();
  }

  private Optional<PracticeConfig> practice() {
    return equipment.practices().apply(Ids.practiceOf(id));
  }

  private Instant now() {
    return equipment.clock().instant();
  }
}
