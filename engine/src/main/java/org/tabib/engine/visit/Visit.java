package org.tabib.engine.visit;

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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.EntityEffects;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Vault;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;

/**
 * One encounter from booking to completion (BOOK-6). The rules are in {@link VisitDecider}; here
 * the patient's key is fetched before something about the patient is written, and owed slots are
 * given back.
 */
public final class Visit
    extends EventSourcedBehaviorWithEnforcedReplies<VisitCommand, VisitEvent, VisitState> {

  /** The entity type; its name is the first part of the persistence id. */
  public static final EntityTypeKey<VisitCommand> TYPE_KEY =
      EntityTypeKey.create(VisitCommand.class, "Visit");

  /** The one slice of the event stream that visits use, for ever. */
  public static final String TAG = "visit-0";

  /** Nobody waits for a key for ever: then the caller is told to try again. */
  private static final Duration LONGEST_GATHERING = Duration.ofSeconds(10);

  private final String visitId;
  private final InstantSource clock;
  private final Function<String, CompletionStage<Vault>> keys;
  private final ActorContext<VisitCommand> context;
  private final BookedSlots slots;
  private final SlotReturns returns;
  private Vault vault = new Vault(Map.of());
  private boolean gathering;

  private Visit(
      String visitId,
      InstantSource clock,
      Function<String, CompletionStage<Vault>> keys,
      ActorContext<VisitCommand> context,
      BookedSlots slots,
      SlotReturns returns) {
    super(PersistenceId.of(TYPE_KEY.name(), visitId), EntityEffects.recoverAgain());
    this.visitId = visitId;
    this.clock = clock;
    this.keys = keys;
    this.context = context;
    this.slots = slots;
    this.returns = returns;
  }

  /** Makes this node able to host visits. */
  public static ActorRef<ShardingEnvelope<VisitCommand>> init(
      ClusterSharding sharding, InstantSource clock, PersonKeys keys) {
    BookedSlots slots = BookedSlots.sharded(sharding);
    return sharding.init(
        Entity.of(TYPE_KEY, entity -> create(entity.getEntityId(), clock, keys::vaultOf, slots))
            .withStopMessage(VisitCommand.Stop.INSTANCE));
  }

  /**
   * The entity.
   *
   * @param visitId the entity id
   * @param keys the keys of a person
   * @param slots the schedules whose slots are booked for the visit
   */
  static Behavior<VisitCommand> create(
      String visitId,
      InstantSource clock,
      Function<String, CompletionStage<Vault>> keys,
      BookedSlots slots) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new Visit(
                        visitId,
                        clock,
                        keys,
                        context,
                        slots,
                        new SlotReturns(slots, context, timers))));
  }

  @Override
  public VisitState emptyState() {
    return VisitState.unopened(visitId);
  }

  @Override
  public CommandHandlerWithReply<VisitCommand, VisitEvent, VisitState> commandHandler() {
    return (state, command) -> {
      Instant now = clock.instant();
      return switch (command) {
        case VisitCommand.Stop c -> Effect().stop().thenNoReply();
        case VisitCommand.KeyGathered c -> keyGathered(state, c, now);
        case VisitCommand.BookingChecked c -> bookingChecked(state, c, now);
        case VisitCommand other when gathering -> Effect().stash();
        case VisitCommand.Open c ->
            knows(c.details().patientId())
                ? open(state, c, now)
                : gather(c, c.details().patientId());
        case VisitCommand.Book c ->
            knows(c.details().patientId())
                ? book(state, c, now)
                : gather(c, c.details().patientId());
        case VisitCommand.Cancel c ->
            state.details() == null || knows(state.opened().patientId())
                ? cancel(state, c, now)
                : gather(c, state.opened().patientId());
        case VisitCommand.AboutPatient c ->
            state.details() == null || knows(state.opened().patientId())
                ? write(state, c, now)
                : gather(c, state.opened().patientId());
        case VisitCommand.Answered c -> carryOut(VisitTopics.decide(state, c, now), c.replyTo());
        case VisitCommand.Reschedule c -> reschedule(state, c, now);
        case VisitCommand.Wake c -> pay(state);
        case VisitCommand.SlotReleased c -> settle(state, c, now);
        case VisitCommand.ReleaseFailed c -> {
          returns.failed(c.slot());
          yield Effect().noReply();
        }
      };
    };
  }

  @Override
  public EventHandler<VisitState, VisitEvent> eventHandler() {
    return VisitState::apply;
  }

  @Override
  public SignalHandler<VisitState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              returns.reset();
              // After a failed write too: whoever waited behind it is looked after.
              gathering = false;
              context.getSelf().tell(new VisitCommand.Wake());
            })
        .build();
  }

  @Override
  public Set<String> tagsFor(VisitEvent event) {
    return Set.of(TAG);
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return EntityEffects.snapshots();
  }

  @Override
  public EventAdapter<VisitEvent, ?> eventAdapter() {
    return VisitSealing.events(() -> vault);
  }

  @Override
  public SnapshotAdapter<VisitState> snapshotAdapter() {
    return VisitSealing.snapshots(() -> vault);
  }

  private boolean knows(String patientId) {
    return vault.knows(patientId);
  }

  private ReplyEffect<VisitEvent, VisitState> gather(VisitCommand asked, String patientId) {
    gathering = true;
    context.pipeToSelf(
        keys.apply(patientId)
            .toCompletableFuture()
            .copy()
            .orTimeout(LONGEST_GATHERING.toMillis(), TimeUnit.MILLISECONDS),
        (loaded, failure) -> new VisitCommand.KeyGathered(asked, failure == null ? loaded : null));
    return Effect().noReply();
  }

  private ReplyEffect<VisitEvent, VisitState> keyGathered(
      VisitState state, VisitCommand.KeyGathered gathered, Instant now) {
    gathering = false;
    @Nullable Vault loaded = gathered.vault();
    if (loaded != null) {
      vault = loaded;
    }
    return switch (gathered.asked()) {
      case VisitCommand.Open c -> loaded == null ? noKey(c.replyTo()) : open(state, c, now);
      case VisitCommand.Book c -> loaded == null ? noKey(c.replyTo()) : book(state, c, now);
      case VisitCommand.Cancel c -> loaded == null ? noKey(c.replyTo()) : cancel(state, c, now);
      case VisitCommand.AboutPatient c ->
          loaded == null ? noKey(c.replyTo()) : write(state, c, now);
      case VisitCommand other ->
          throw new IllegalStateException("no key is gathered for " + other.getClass());
    };
  }

  /**
   * Moves only to a slot that its schedule confirms: the caller may have booked it just before an
   * earlier debt for the same slot was paid, which freed it again (BOOK-3).
   */
  private ReplyEffect<VisitEvent, VisitState> reschedule(
      VisitState state, VisitCommand.Reschedule asked, Instant now) {
    Decision<VisitEvent, VisitReply> decision = VisitDecider.decide(state, asked, now);
    if (!(decision instanceof Decision.Accept)) {
      return carryOut(decision, asked.replyTo());
    }
    if (asked.by() == VisitCommand.By.PATIENT) {
      // The conversation owes the move: it comes again until it is done or refused.
      take(asked, asked.slot());
      return Effect().noReply();
    }
    return want(asked, asked.slot(), now);
  }

  /**
   * Takes the slot only after it is written down that it is owed back: whatever dies on the way,
   * the slot is nobody's in the end or the visit's.
   */
  private ReplyEffect<VisitEvent, VisitState> book(
      VisitState state, VisitCommand.Book asked, Instant now) {
    boolean known = knows(asked.details().patientId());
    Decision<VisitEvent, VisitReply> opened =
        VisitDecider.decide(state, opening(asked), known, now);
    Refusal refusal = VisitDecider.notWanted(state, asked.details().slot());
    if (!(opened instanceof Decision.Accept)) {
      return carryOut(opened, asked.replyTo()).thenUnstashAll();
    }
    return refusal == null
        ? want(asked, asked.details().slot(), now)
        : carryOut(Decision.refuse(refusal), asked.replyTo()).thenUnstashAll();
  }

  private static VisitCommand.Open opening(VisitCommand.Book book) {
    return new VisitCommand.Open(book.details(), book.complaint(), book.replyTo());
  }

  private ReplyEffect<VisitEvent, VisitState> want(VisitCommand asked, Slot slot, Instant now) {
    return Effect()
        .persist((VisitEvent) new VisitEvent.SlotWanted(slot, now))
        .thenRun(state -> take(asked, slot))
        .thenNoReply();
  }

  private void take(VisitCommand asked, Slot slot) {
    gathering = true;
    context.pipeToSelf(
        slots.book(slot, visitId),
        (reply, failure) -> new VisitCommand.BookingChecked(asked, failure == null ? reply : null));
  }

  private ReplyEffect<VisitEvent, VisitState> bookingChecked(
      VisitState state, VisitCommand.BookingChecked checked, Instant now) {
    gathering = false;
    boolean booked = checked.reply() instanceof ScheduleReply.Booked;
    return switch (checked.asked()) {
      case VisitCommand.Reschedule c ->
          booked
              ? carryOut(VisitDecider.moved(state, c, now), c.replyTo()).thenUnstashAll()
              : notBooked(state, c.slot(), checked.reply(), c.replyTo());
      case VisitCommand.Book c ->
          booked
              ? open(state, opening(c), now)
              : notBooked(state, c.details().slot(), checked.reply(), c.replyTo());
      case VisitCommand other ->
          throw new IllegalStateException("no slot is taken for " + other.getClass());
    };
  }

  /** Whatever the schedule did or did not do is undone. */
  private ReplyEffect<VisitEvent, VisitState> notBooked(
      VisitState state, Slot slot, @Nullable ScheduleReply reply, ActorRef<VisitReply> replyTo) {
    returns.pay(state);
    return carryOut(Decision.refuse(VisitDecider.notBooked(slot, reply)), replyTo).thenUnstashAll();
  }

  private ReplyEffect<VisitEvent, VisitState> open(
      VisitState state, VisitCommand.Open command, Instant now) {
    boolean known = knows(command.details().patientId());
    return carryOut(VisitDecider.decide(state, command, known, now), command.replyTo())
        .thenUnstashAll();
  }

  private ReplyEffect<VisitEvent, VisitState> cancel(
      VisitState state, VisitCommand.Cancel command, Instant now) {
    boolean known = state.details() != null && knows(state.opened().patientId());
    return carryOut(VisitDecider.decide(state, command, known, now), command.replyTo())
        .thenUnstashAll();
  }

  private ReplyEffect<VisitEvent, VisitState> write(
      VisitState state, VisitCommand.AboutPatient command, Instant now) {
    boolean known = state.details() != null && knows(state.opened().patientId());
    return carryOut(VisitTopics.decide(state, command, known, now), command.replyTo())
        .thenUnstashAll();
  }

  private ReplyEffect<VisitEvent, VisitState> noKey(ActorRef<VisitReply> replyTo) {
    Refusal refusal =
        Refusal.unavailable("keys-unavailable", "the patient's keys cannot be loaded now");
    return Effect().reply(replyTo, (VisitReply) new VisitReply.Refused(refusal)).thenUnstashAll();
  }

  private ReplyEffect<VisitEvent, VisitState> pay(VisitState state) {
    returns.pay(state);
    return Effect().none().thenNoReply().thenUnstashAll();
  }

  private ReplyEffect<VisitEvent, VisitState> settle(
      VisitState state, VisitCommand.SlotReleased command, Instant now) {
    returns.succeeded(command.slot());
    VisitEvent event = VisitDecider.decide(state, command, now);
    return event == null ? Effect().noReply() : Effect().persist(event).thenNoReply();
  }

  private ReplyEffect<VisitEvent, VisitState> carryOut(
      Decision<VisitEvent, VisitReply> decision, ActorRef<VisitReply> replyTo) {
    return EntityEffects.carryOut(
        Effect(), decision, replyTo, VisitReply.Refused::new, returns::pay);
  }
}
