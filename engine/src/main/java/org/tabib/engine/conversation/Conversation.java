package org.tabib.engine.conversation;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.Channel;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.EntityEffects;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Private;
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

  /** A send that was under way at a crash waits this long for a receipt that settles it. */
  private static final Duration RECEIPT_GRACE = Duration.ofSeconds(10);

  private static final Duration EFFECT_RETRY = Duration.ofSeconds(5);

  /** Messages that follow each other so closely are marked read together, with one call. */
  private static final Duration READ_TOGETHER = Duration.ofMillis(500);

  /** A person who waits longer sees that an answer is being written (CONV-9). */
  private static final Duration TYPING_AFTER = Duration.ofSeconds(2);

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
      RandomGenerator random) {}

  // ── internal commands ─────────────────────────────────────────────────────────────────────────

  private record Gathered(Query query, Fact fact, @Nullable DataKey key)
      implements ConversationCommand.Internal {}

  private record SendFinished(long number, SendOutcome outcome)
      implements ConversationCommand.Internal {}

  private record EffectFinished(String effectId, @Nullable EffectOutcome outcome)
      implements ConversationCommand.Internal {}

  private enum Due implements ConversationCommand.Internal {
    SEND,
    EFFECTS,
    READ,
    TYPING
  }

  /** A decision that waits for facts. */
  private record Pending(ConversationCommand command, Map<Query, Fact> facts) {}

  private final Equipment equipment;
  private final ActorContext<ConversationCommand> context;
  private final String id;
  private Vault vault;
  private @Nullable Pending pending;

  /** The message that the channel is being asked to take over; 0 when there is none. */
  private long sending;

  /** The newest message that was handled and not yet marked read. */
  private @Nullable String unread;

  private boolean waitingForReceipts;
  private Set<String> performing = Set.of();

  private Conversation(
      Equipment equipment, ActorContext<ConversationCommand> context, String id, Vault vault) {
    super(PersistenceId.of(TYPE_KEY.name(), id), EntityEffects.recoverAgain());
    this.equipment = equipment;
    this.context = context;
    this.id = id;
    this.vault = vault;
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
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              waitingForReceipts = !state.outbox().isEmpty();
              if (waitingForReceipts) {
                context.scheduleOnce(RECEIPT_GRACE, context.getSelf(), Due.SEND);
              }
              perform(state);
            })
        .build();
  }

  // ── commands ──────────────────────────────────────────────────────────────────────────────────

  @Override
  public CommandHandlerWithReply<ConversationCommand, ConversationEvent, ConversationState>
      commandHandler() {
    return this::handle;
  }

  private ReplyEffect<ConversationEvent, ConversationState> handle(
      ConversationState state, ConversationCommand command) {
    return switch (command) {
      case ConversationCommand.Receive receive -> decideOrWait(state, receive);
      case ConversationCommand.RecordReceipts c ->
          carryOut(
              equipment.decider().receipts(id, state, c.receipts(), now()), c.replyTo(), List.of());
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
      case ConversationCommand.Wake wake -> {
        pay(state);
        yield Effect().noReply();
      }
      case ConversationCommand.Stop stop -> Effect().stop().thenNoReply();
      case ConversationCommand.Internal internal -> handle(state, internal);
    };
  }

  private ReplyEffect<ConversationEvent, ConversationState> handle(
      ConversationState state, ConversationCommand.Internal command) {
    return switch (command) {
      case Gathered gathered -> gathered(state, gathered);
      case SendFinished finished -> sent(state, finished);
      case EffectFinished finished -> decideOrWait(state, finished);
      case Due due -> {
        switch (due) {
          case SEND -> {
            waitingForReceipts = false;
            send(state);
          }
          case EFFECTS -> perform(state);
          case READ -> markRead(state);
          case TYPING -> showTyping();
        }
        yield Effect().noReply();
      }
      default ->
          throw new IllegalArgumentException("not ours: " + command.getClass().getSimpleName());
    };
  }

  /** One decision waits for facts at a time; whatever needs another one waits behind it. */
  private ReplyEffect<ConversationEvent, ConversationState> decideOrWait(
      ConversationState state, ConversationCommand command) {
    return pending != null
        ? Effect().stash()
        : decide(state, new Pending(command, new HashMap<>(2)));
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
                          .receive(config, id, state, receive, decision.facts(), now())) {
                        case Verdict.Gather(Query query) -> gather(decision, query);
                        case Verdict.Decided decided ->
                            carryOut(decided.decision(), receive.replyTo(), receive.messages());
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

  private ReplyEffect<ConversationEvent, ConversationState> gather(Pending decision, Query query) {
    pending = decision;
    if (query instanceof Query.Dependant dependant) {
      context.pipeToSelf(
          equipment.keys().ensure(dependant.personId(), dependant.guardianId()),
          (key, failure) ->
              new Gathered(
                  query,
                  failure == null
                      ? new Fact.DependantReady()
                      : new Fact.Unavailable("keys-unavailable"),
                  key));
    } else {
      context.scheduleOnce(TYPING_AFTER, context.getSelf(), Due.TYPING);
      context.pipeToSelf(
          // A look-up that fails at once must fail the stage, not the conversation.
          CompletableFuture.completedFuture(query)
              .thenCompose(asked -> equipment.surroundings().gather(Ids.practiceOf(id), id, asked)),
          (fact, failure) ->
              new Gathered(
                  query, failure == null ? fact : new Fact.Unavailable("no-answer"), null));
    }
    return Effect().noReply();
  }

  private ReplyEffect<ConversationEvent, ConversationState> settle(
      ConversationState state,
      Pending decision,
      EffectFinished finished,
      Optional<PracticeConfig> practice) {
    performing =
        performing.stream()
            .filter(effect -> !effect.equals(finished.effectId()))
            .collect(Collectors.toUnmodifiableSet());
    EffectOutcome outcome = finished.outcome();
    if (outcome == null && isFile(state, finished.effectId())) {
      outcome = new EffectOutcome.Later("no-answer");
    }
    if (outcome == null || practice.isEmpty()) {
      return later();
    }
    Optional<SettlementDecider.Settlement> settlement =
        new SettlementDecider(equipment.world(), practice.get(), id, state, decision.facts(), now())
            .settle(finished.effectId(), outcome);
    if (settlement.isEmpty()) {
      return Effect().none().thenNoReply().thenUnstashAll();
    }
    return switch (settlement.get()) {
      case SettlementDecider.Settlement.Missing(Query query) -> gather(decision, query);
      case SettlementDecider.Settlement.Later later -> later();
      case SettlementDecider.Settlement.Deferred deferred ->
          Effect().persist(deferred.event()).thenRun(this::pay).thenNoReply().thenUnstashAll();
      case SettlementDecider.Settlement.Settled settled ->
          Effect().persist(settled.event()).thenRun(this::pay).thenNoReply().thenUnstashAll();
    };
  }

  private static boolean isFile(ConversationState state, String effectId) {
    return state.owed().stream()
        .anyMatch(owed -> owed.id().equals(effectId) && owed instanceof Effect.FetchMedia);
  }

  private ReplyEffect<ConversationEvent, ConversationState> later() {
    context.scheduleOnce(EFFECT_RETRY, context.getSelf(), Due.EFFECTS);
    return Effect().none().thenNoReply().thenUnstashAll();
  }

  private ReplyEffect<ConversationEvent, ConversationState> carryOut(
      Decision<ConversationEvent, ConversationReply> decision,
      ActorRef<ConversationReply> replyTo,
      List<InboundMessage> read) {
    return switch (decision) {
      case Decision.Accept<ConversationEvent, ConversationReply> accept ->
          Effect()
              .persist(accept.events())
              .thenRun(
                  (ConversationState state) -> {
                    pay(state);
                    willMarkRead(state, read);
                  })
              .thenReply(replyTo, state -> accept.reply())
              .thenUnstashAll();
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

  // ── what is owed ──────────────────────────────────────────────────────────────────────────────

  private void pay(ConversationState state) {
    send(state);
    perform(state);
  }

  /** Sends the head of the outbox: the next one goes when this one was taken over. */
  private void send(ConversationState state) {
    if (state.outbox().isEmpty()) {
      // Receipts settled all that was unsure: what comes next need not wait for any.
      waitingForReceipts = false;
      return;
    }
    if (sending != 0 || waitingForReceipts) {
      return;
    }
    Instant retryAt = state.retryAt();
    if (retryAt != null && retryAt.isAfter(now())) {
      context.scheduleOnce(Duration.between(now(), retryAt), context.getSelf(), Due.SEND);
      return;
    }
    Outbound head = state.outbox().getFirst();
    sending = head.number();
    context.pipeToSelf(
        attempt(state, head),
        (outcome, failure) ->
            new SendFinished(
                head.number(),
                failure == null
                    ? outcome
                    : new SendOutcome.Rejected(SendOutcome.ErrorClass.RETRY, 0, null)));
  }

  private CompletionStage<SendOutcome> attempt(ConversationState state, Outbound head) {
    return state.address() instanceof Private.Clear<Address> address
            && head.content() instanceof Private.Clear<OutboundContent> content
        ? equipment
            .channel()
            .send(
                new OutboundMessage(
                    OutboundMessage.idOf(id, head.number()),
                    state.account(),
                    address.value(),
                    content.value(),
                    null))
        // The person was erased: there is nobody to tell and nothing to say.
        : CompletableFuture.completedFuture(
            new SendOutcome.Rejected(SendOutcome.ErrorClass.STOP, 0, null));
  }

  private ReplyEffect<ConversationEvent, ConversationState> sent(
      ConversationState state, SendFinished finished) {
    sending = 0;
    Optional<ConversationEvent> event =
        equipment
            .decider()
            .sent(
                state,
                finished.number(),
                finished.outcome(),
                equipment.random().nextDouble(),
                now());
    if (event.isEmpty()) {
      send(state);
      return Effect().noReply();
    }
    return Effect().persist(event.get()).thenRun(this::send).thenNoReply();
  }

  private void perform(ConversationState state) {
    for (Effect effect : state.owed()) {
      if (performing.contains(effect.id()) || isPutOff(state, effect)) {
        continue;
      }
      Set<String> more = new HashSet<>(performing);
      more.add(effect.id());
      performing = more;
      context.pipeToSelf(
          equipment.surroundings().perform(state.contactId(), effect),
          (outcome, failure) -> new EffectFinished(effect.id(), failure == null ? outcome : null));
    }
  }

  /** Not before its time: which a timer awaits, and the waker if this entity is gone by then. */
  private boolean isPutOff(ConversationState state, Effect effect) {
    ConversationState.Deferral deferral = state.deferred().get(effect.id());
    if (deferral == null || !deferral.retryAt().isAfter(now())) {
      return false;
    }
    context.scheduleOnce(
        Duration.between(now(), deferral.retryAt()), context.getSelf(), Due.EFFECTS);
    return true;
  }

  /** Soon, not at once: the answer goes first, and the next message may come right behind. */
  private void willMarkRead(ConversationState state, List<InboundMessage> read) {
    if (read.isEmpty() || state.attendedBy() != null) {
      return;
    }
    if (unread == null) {
      context.scheduleOnce(READ_TOGETHER, context.getSelf(), Due.READ);
    }
    unread = read.getLast().id();
  }

  /** Marking a message read marks those before it too. */
  private void markRead(ConversationState state) {
    String newest = unread;
    unread = null;
    if (newest != null) {
      equipment.channel().markRead(state.account(), newest, false);
    }
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
