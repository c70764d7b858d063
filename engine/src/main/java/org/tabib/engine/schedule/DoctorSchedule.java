package org.tabib.engine.schedule;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
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
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.EntityEffects;

/**
 * One doctor's bookable time at one clinic. The single writer of its slots: this is where double
 * booking is made impossible (BOOK-3). The rules are in {@link ScheduleDecider}.
 */
public final class DoctorSchedule
    extends EventSourcedBehaviorWithEnforcedReplies<ScheduleCommand, ScheduleEvent, ScheduleState> {

  /** The entity type; its name is the first part of the persistence id. */
  public static final EntityTypeKey<ScheduleCommand> TYPE_KEY =
      EntityTypeKey.create(ScheduleCommand.class, "DoctorSchedule");

  /** The one slice of the event stream that schedules use, for ever. */
  public static final String TAG = "schedule-0";

  /** News of a busy schedule go out at most this often; the last state always does. */
  static final Duration NEWS_EVERY = Duration.ofMillis(200);

  private final String scheduleId;
  private final InstantSource clock;
  private final Consumer<FreeCapacity> news;
  private final ActorContext<ScheduleCommand> context;
  private final TimerScheduler<ScheduleCommand> timers;
  private Offers offers = Offers.none();
  private boolean quiet;
  private boolean untold;

  private DoctorSchedule(
      String scheduleId,
      InstantSource clock,
      Consumer<FreeCapacity> news,
      ActorContext<ScheduleCommand> context,
      TimerScheduler<ScheduleCommand> timers) {
    super(PersistenceId.of(TYPE_KEY.name(), scheduleId), EntityEffects.recoverAgain());
    this.scheduleId = scheduleId;
    this.clock = clock;
    this.news = news;
    this.context = context;
    this.timers = timers;
  }

  /** Makes this node able to host schedules. */
  public static ActorRef<ShardingEnvelope<ScheduleCommand>> init(
      ClusterSharding sharding, InstantSource clock, Consumer<FreeCapacity> news) {
    return sharding.init(
        Entity.of(TYPE_KEY, entity -> create(entity.getEntityId(), clock, news))
            .withStopMessage(ScheduleCommand.Stop.INSTANCE));
  }

  /**
   * The entity.
   *
   * @param scheduleId the entity id
   * @param news where its free capacity goes after changes: the node's {@link AvailabilityIndex}
   */
  public static Behavior<ScheduleCommand> create(
      String scheduleId, InstantSource clock, Consumer<FreeCapacity> news) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new DoctorSchedule(scheduleId, clock, news, context, timers)));
  }

  @Override
  public ScheduleState emptyState() {
    return ScheduleState.undefined(scheduleId);
  }

  @Override
  public CommandHandlerWithReply<ScheduleCommand, ScheduleEvent, ScheduleState> commandHandler() {
    return (state, command) -> {
      Instant now = clock.instant();
      return switch (command) {
        case ScheduleCommand.Define c ->
            carryOut(ScheduleDecider.decide(state, c, now), c.replyTo());
        case ScheduleCommand.Free c -> carryOut(ScheduleDecider.decide(state, c, now), c.replyTo());
        case ScheduleCommand.Offer c -> offer(state, c, now);
        case ScheduleCommand.Hold c -> hold(state, c, now);
        case ScheduleCommand.ReleaseHold c ->
            carryOut(ScheduleDecider.decide(state, c, now), c.replyTo());
        case ScheduleCommand.Book c -> carryOut(ScheduleDecider.decide(state, c, now), c.replyTo());
        case ScheduleCommand.ReleaseBooking c ->
            carryOut(ScheduleDecider.decide(state, c, now), c.replyTo());
        case ScheduleCommand.Publish c -> publishAgain(state);
        case ScheduleCommand.Stop c -> Effect().stop().thenNoReply();
      };
    };
  }

  @Override
  public EventHandler<ScheduleState, ScheduleEvent> eventHandler() {
    return ScheduleState::apply;
  }

  @Override
  public SignalHandler<ScheduleState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              // A restart cancels the timers.
              quiet = false;
              changed(state);
            })
        .build();
  }

  @Override
  public Set<String> tagsFor(ScheduleEvent event) {
    return Set.of(TAG);
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return EntityEffects.snapshots();
  }

  private ReplyEffect<ScheduleEvent, ScheduleState> carryOut(
      Decision<ScheduleEvent, ScheduleReply> decision, ActorRef<ScheduleReply> replyTo) {
    return EntityEffects.carryOut(
        Effect(), decision, replyTo, ScheduleReply.Refused::new, this::changed);
  }

  private ReplyEffect<ScheduleEvent, ScheduleState> hold(
      ScheduleState state, ScheduleCommand.Hold command, Instant now) {
    Decision<ScheduleEvent, ScheduleReply> decision = ScheduleDecider.decide(state, command, now);
    if (decision instanceof Decision.Accept) {
      offers = offers.without(command.holder());
    }
    return carryOut(decision, command.replyTo());
  }

  private ReplyEffect<ScheduleEvent, ScheduleState> offer(
      ScheduleState state, ScheduleCommand.Offer command, Instant now) {
    Availability availability = state.availability();
    if (availability == null) {
      return Effect()
          .reply(command.replyTo(), new ScheduleReply.Refused(ScheduleDecider.undefined(state)));
    }
    List<Slot> free =
        FreeSlots.find(state, command.from(), Instant.MAX, offers.needed(command.count()), now);
    Offers.Offering offering =
        offers.offer(
            free,
            slot -> FreeSlots.places(state, availability, slot.start(), now),
            command.count(),
            command.holder(),
            now);
    offers = offering.offers();
    changed(state);
    return Effect().reply(command.replyTo(), new ScheduleReply.Slots(offering.slots()));
  }

  private ReplyEffect<ScheduleEvent, ScheduleState> publishAgain(ScheduleState state) {
    quiet = false;
    if (untold) {
      changed(state);
    }
    return Effect().noReply();
  }

  private void changed(ScheduleState state) {
    Availability availability = state.availability();
    untold = quiet;
    if (quiet || availability == null) {
      return;
    }
    quiet = true;
    timers.startSingleTimer(ScheduleCommand.Publish.INSTANCE, NEWS_EVERY);
    Instant now = clock.instant();
    news.accept(
        FreeCapacity.of(
            scheduleId,
            lastSequenceNumber(context),
            now,
            availability.slotLength(),
            FreeSlots.find(state, now, Instant.MAX, FreeCapacity.LISTED + 1, now),
            offers.outstanding(now)));
  }
}
