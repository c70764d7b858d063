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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.EffectDeferred;
import org.tabib.engine.conversation.ConversationSignal.Due;
import org.tabib.engine.conversation.ConversationSignal.EffectFinished;
import org.tabib.engine.conversation.ConversationSignal.Gathered;
import org.tabib.engine.conversation.ConversationSignal.Overdue;
import org.tabib.engine.conversation.ConversationSignal.Pending;
import org.tabib.engine.conversation.ConversationSignal.Rekeyed;
import org.tabib.engine.conversation.ConversationSignal.SendFinished;
import org.tabib.engine.delivery.Channel;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.EntityEffects;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.SealingAdapters;
import org.tabib.engine.privacy.Vault;
import org.tabib.engine.privacy.VaultedBehavior;

/**
 * One contact on one channel account. The shell around {@link ConversationDecider}: commands in,
 * look-ups before decisions, what is owed paid after the write, in order.
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

  /** A person who waits longer sees that an answer is being written (CONV-9). */
  private static final Duration TYPING_AFTER = Duration.ofSeconds(2);

  /** A person who waits even longer is told, and the answer follows (CONV-9). */
  private static final Duration TELLING_AFTER = Duration.ofSeconds(5);

  /** Nobody waits for ever: then the person gets an apology, and the conversation goes on. */
  private static final Duration LONGEST_GATHERING = Duration.ofSeconds(12);

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

  private static final ConversationReply NO_KEYS =
      new ConversationReply.Refused(
          Refusal.unavailable("keys-unavailable", "the person's keys cannot be loaded now"));

  private final Equipment equipment;
  private final ActorContext<ConversationCommand> context;
  private final String id;
  private Vault vault;
  private @Nullable Pending pending;

  private final Debts debts;
  private final FailedWrite failedWrite;

  private Conversation(
      Equipment equipment, ActorContext<ConversationCommand> context, String id, Vault vault) {
    super(PersistenceId.of(TYPE_KEY.name(), id), EntityEffects.recoverAgain());
    this.equipment = equipment;
    this.context = context;
    this.id = id;
    this.vault = vault;
    this.debts = new Debts(equipment, context, id);
    this.failedWrite = new FailedWrite(context.getSelf());
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
    return SealingAdapters.events(() -> vault, ConversationPrivates::map);
  }

  @Override
  public SnapshotAdapter<ConversationState> snapshotAdapter() {
    return SealingAdapters.snapshots(
        ConversationState.class, () -> vault, ConversationPrivates::map);
  }

  @Override
  public SignalHandler<ConversationState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::recovered)
        .onSignal(PreRestart.instance(), state -> failedWrite.happened())
        .build();
  }

  /** After a failed write too: what was being decided then is asked again by whoever wanted it. */
  private void recovered(ConversationState state) {
    pending = null;
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
    return switch (command) {
      case ConversationCommand.Receive receive -> decideOrWait(state, receive);
      case ConversationCommand.RecordReceipts c ->
          carryOut(
              equipment.decider().receipts(id, state, c.receipts(), now()), c.replyTo(), List.of());
      case ConversationCommand.StaffEcho c ->
          carryOut(equipment.decider().echo(state, c, now()), c.replyTo(), List.of());
      case ConversationCommand.ChangeAddress c ->
          carryOut(equipment.decider().address(state, c.address(), now()), c.replyTo(), List.of());
      case ConversationCommand.MergeInto c ->
          carryOut(
              equipment.decider().merge(id, state, c.conversationId(), now()),
              c.replyTo(),
              List.of());
      case ConversationCommand.TakeOver c ->
          carryOut(equipment.decider().takeOver(state, c.by(), now()), c.replyTo(), List.of());
      case ConversationCommand.HandBack c ->
          carryOut(equipment.decider().handBack(state, c.by(), now()), c.replyTo(), List.of());
      case ConversationCommand.Say c ->
          carryOut(equipment.decider().say(id, state, c, now()), c.replyTo(), List.of());
      case ConversationCommand.ReplayLetter c ->
          carryOut(LetterDecider.replay(id, state, c, now()), c.replyTo(), List.of());
      case ConversationCommand.DropLetter c ->
          carryOut(LetterDecider.drop(state, c, now()), c.replyTo(), List.of());
      case ConversationCommand.Notify c ->
          carryOut(
              new NoticeDecider(equipment.world(), id, state, now())
                  .decide(equipment.practices().apply(Ids.practiceOf(id)), c.notice()),
              c.replyTo(),
              List.of());
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
      case Gathered gathered -> gathered(state, gathered);
      case Rekeyed rekeyed -> rekeyed(state, rekeyed);
      case SendFinished finished -> sent(state, finished);
      case EffectFinished finished -> decideOrWait(state, finished);
      case Overdue overdue -> overdue(state, overdue.decision());
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
      case TYPING -> showTyping();
      case CAUGHT_UP -> failedWrite.caughtUp();
      case STOP -> {
        return Effect().stop().thenNoReply();
      }
      case RECOVERED -> {
        return Effect().none().thenNoReply().thenUnstashAll();
      }
    }
    return Effect().noReply();
  }

  /** One decision waits for facts at a time; whatever needs another one waits behind it. */
  private ReplyEffect<ConversationEvent, ConversationState> decideOrWait(
      ConversationState state, ConversationCommand command) {
    return pending != null
        ? Effect().stash()
        : decide(state, new Pending(command, new HashMap<>(2), false));
  }

  private ReplyEffect<ConversationEvent, ConversationState> gathered(
      ConversationState state, Gathered gathered) {
    Pending waiting = pending;
    if (waiting == null) {
      return Effect().noReply();
    }
    if (gathered.key() != null && gathered.query() instanceof Query.Dependant dependant) {
      vault = vault.with(dependant.personId(), gathered.key());
    }
    pending = null;
    waiting.facts().put(gathered.query(), gathered.fact());
    return decide(state, waiting);
  }

  private ReplyEffect<ConversationEvent, ConversationState> decide(
      ConversationState state, Pending decision) {
    Optional<PracticeConfig> practice = equipment.practices().apply(Ids.practiceOf(id));
    return switch (decision.command()) {
      case ConversationCommand.Receive receive ->
          practice
              .map(
                  config ->
                      switch (equipment
                          .decider()
                          .receive(
                              config,
                              id,
                              state,
                              receive,
                              decision.facts(),
                              debts.inFlight(state),
                              now())) {
                        case Verdict.Gather(Query query) -> gather(decision, query);
                        case Verdict.Decided decided -> carryOut(state, decision, receive, decided);
                      })
              .orElseGet(
                  () ->
                      reply(
                          receive.replyTo(),
                          new ConversationReply.Refused(
                              Refusal.unavailable(
                                  "practice-unknown", "the practice is not configured (yet)"))));
      case EffectFinished finished -> settle(state, decision, finished, practice);
      default -> throw new IllegalArgumentException("no such decision");
    };
  }

  /**
   * Staff may have registered a patient of this person since the keys were loaded: they are loaded
   * anew, and it is decided again. What still has no key is about somebody who was forgotten.
   */
  private ReplyEffect<ConversationEvent, ConversationState> carryOut(
      ConversationState state,
      Pending decision,
      ConversationCommand.Receive receive,
      Verdict.Decided decided) {
    if (!(decided.decision()
        instanceof Decision.Accept<ConversationEvent, ConversationReply> accept)) {
      return carryOut(decided.decision(), receive.replyTo(), receive.messages());
    }
    String contactId = receive.contactId();
    if (!MissingKeys.isAnyIn(accept.events(), contactId, vault)) {
      return carryOut(accept, receive.replyTo(), receive.messages());
    }
    return decision.rekeyed()
        ? carryOut(
            Decision.accept(
                MissingKeys.forgotten(accept.events(), contactId, vault), accept.reply()),
            receive.replyTo(),
            receive.messages())
        : rekey(decision, contactId);
  }

  private ReplyEffect<ConversationEvent, ConversationState> rekey(
      Pending decision, String contactId) {
    pending = decision;
    context.pipeToSelf(
        inTime(equipment.keys().currentVaultOf(contactId)),
        (loaded, failure) -> new Rekeyed(decision, failure == null ? loaded : null));
    return Effect().noReply();
  }

  private ReplyEffect<ConversationEvent, ConversationState> rekeyed(
      ConversationState state, Rekeyed rekeyed) {
    if (pending != rekeyed.decision()) {
      return Effect().noReply();
    }
    Pending waiting = rekeyed.decision();
    pending = null;
    Vault loaded = rekeyed.vault();
    if (loaded == null) {
      return switch (waiting.command()) {
        case ConversationCommand.Receive receive -> reply(receive.replyTo(), NO_KEYS);
        case EffectFinished finished -> later(state, finished.effectId());
        default -> throw new IllegalArgumentException("no such decision");
      };
    }
    vault = loaded;
    return decide(state, new Pending(waiting.command(), waiting.facts(), true));
  }

  private ReplyEffect<ConversationEvent, ConversationState> gather(Pending decision, Query query) {
    pending = decision;
    if (query instanceof Query.Dependant dependant) {
      context.pipeToSelf(
          inTime(equipment.keys().ensure(dependant.personId(), dependant.guardianId())),
          (key, failure) ->
              new Gathered(
                  query,
                  failure == null
                      ? new Fact.DependantReady()
                      : new Fact.Unavailable("keys-unavailable"),
                  key));
    } else {
      if (decision.facts().isEmpty()) {
        context.scheduleOnce(TYPING_AFTER, context.getSelf(), Due.TYPING);
        context.scheduleOnce(TELLING_AFTER, context.getSelf(), new Overdue(decision));
      }
      context.pipeToSelf(
          // A look-up that fails at once must fail the stage, not the conversation.
          CompletableFuture.completedFuture(query)
              .thenCompose(
                  asked -> inTime(equipment.surroundings().gather(Ids.practiceOf(id), id, asked))),
          (fact, failure) ->
              new Gathered(
                  query, failure == null ? fact : new Fact.Unavailable("no-answer"), null));
    }
    return Effect().noReply();
  }

  private static <T> CompletableFuture<T> inTime(CompletionStage<T> answer) {
    return answer
        .toCompletableFuture()
        .copy()
        .orTimeout(LONGEST_GATHERING.toMillis(), TimeUnit.MILLISECONDS);
  }

  private ReplyEffect<ConversationEvent, ConversationState> overdue(
      ConversationState state, Pending decision) {
    Optional<ConversationEvent> told =
        pending == decision && decision.command() instanceof ConversationCommand.Receive
            ? equipment
                .practices()
                .apply(Ids.practiceOf(id))
                .flatMap(practice -> equipment.decider().delayed(practice, state, now()))
            : Optional.empty();
    return told.isEmpty()
        ? Effect().noReply()
        : Effect().persist(told.get()).thenRun(debts::pay).thenNoReply();
  }

  private ReplyEffect<ConversationEvent, ConversationState> settle(
      ConversationState state,
      Pending decision,
      EffectFinished finished,
      Optional<PracticeConfig> practice) {
    debts.performed(finished.effectId());
    EffectOutcome outcome = finished.outcome();
    if (outcome == null && isFile(state, finished.effectId())) {
      outcome = new EffectOutcome.Later("no-answer");
    }
    if (outcome == null || practice.isEmpty()) {
      return later(state, finished.effectId());
    }
    Optional<SettlementDecider.Settlement> settlement =
        new SettlementDecider(
                equipment.world(),
                practice.get(),
                id,
                state,
                decision.facts(),
                debts.inFlight(state),
                now())
            .settle(finished.effectId(), outcome);
    if (settlement.isEmpty()) {
      debts.settled(finished.effectId());
      return Effect().none().thenNoReply().thenUnstashAll();
    }
    return switch (settlement.get()) {
      case SettlementDecider.Settlement.Missing(Query query) -> gather(decision, query);
      case SettlementDecider.Settlement.Later later -> later(state, finished.effectId());
      case SettlementDecider.Settlement.Deferred deferred ->
          Effect().persist(deferred.event()).thenRun(debts::pay).thenNoReply().thenUnstashAll();
      case SettlementDecider.Settlement.Settled settled -> {
        List<ConversationEvent> events = List.of(settled.event());
        if (MissingKeys.isAnyIn(events, state.contactId(), vault)) {
          if (!decision.rekeyed()) {
            yield rekey(decision, state.contactId());
          }
          events = MissingKeys.forgotten(events, state.contactId(), vault);
        }
        debts.settled(finished.effectId());
        yield Effect().persist(events).thenRun(debts::pay).thenNoReply().thenUnstashAll();
      }
    };
  }

  private static boolean isFile(ConversationState state, String effectId) {
    return state.owed().stream()
        .anyMatch(owed -> owed.id().equals(effectId) && owed instanceof Effect.FetchMedia);
  }

  private ReplyEffect<ConversationEvent, ConversationState> later(
      ConversationState state, String effectId) {
    Optional<EffectDeferred> deferred =
        debts.failed(state, effectId, equipment.random().nextDouble());
    return deferred.isEmpty()
        ? Effect().none().thenNoReply().thenUnstashAll()
        : Effect()
            .persist((ConversationEvent) deferred.get())
            .thenRun(debts::pay)
            .thenNoReply()
            .thenUnstashAll();
  }

  private ReplyEffect<ConversationEvent, ConversationState> carryOut(
      Decision<ConversationEvent, ConversationReply> decision,
      ActorRef<ConversationReply> replyTo,
      List<InboundMessage> read) {
    return switch (decision) {
      case Decision.Accept<ConversationEvent, ConversationReply> accept -> {
        failedWrite.wouldFail(replyTo);
        yield Effect()
            .persist(accept.events())
            .thenRun(
                (ConversationState state) -> {
                  failedWrite.didNot();
                  debts.pay(state);
                  debts.willMarkRead(state, read);
                })
            .thenReply(replyTo, state -> accept.reply())
            .thenUnstashAll();
      }
      case Decision.Answer<ConversationEvent, ConversationReply> answer ->
          reply(replyTo, answer.reply());
      case Decision.Refuse<ConversationEvent, ConversationReply> refuse ->
          reply(replyTo, new ConversationReply.Refused(refuse.refusal()));
    };
  }

  private ReplyEffect<ConversationEvent, ConversationState> reply(
      ActorRef<ConversationReply> replyTo, ConversationReply reply) {
    return Effect().none().thenReply(replyTo, state -> reply).thenUnstashAll();
  }

  private ReplyEffect<ConversationEvent, ConversationState> sent(
      ConversationState state, SendFinished finished) {
    debts.sent(finished);
    Optional<ConversationEvent> event =
        equipment
            .decider()
            .sent(
                equipment.practices().apply(Ids.practiceOf(id)),
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

  private void showTyping() {
    if (pending != null
        && pending.command() instanceof ConversationCommand.Receive receive
        && !receive.messages().isEmpty()) {
      equipment.channel().markRead(receive.account(), receive.messages().getLast().id(), true);
    }
  }

  private Instant now() {
    return equipment.clock().instant();
  }
}
