package org.tabib.engine.waitlist;

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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Direct;
import org.tabib.engine.entity.EntityEffects;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.waitlist.WaitingDecider.Step;
import org.tabib.engine.waitlist.WaitingListState.Freed;
import org.tabib.engine.waitlist.WaitingListState.Offer;

/**
 * Who waits for a time at one clinic, and who is asked when one becomes free (BOOK-5). The rules
 * are in {@link WaitingDecider}; here the schedule is asked to keep a time before it is offered.
 * The entity's id is the clinic's.
 */
public final class WaitingList
    extends EventSourcedBehaviorWithEnforcedReplies<
        WaitingCommand, WaitingEvent, WaitingListState> {

  /** The entity type; its name is the first part of the persistence id. */
  public static final EntityTypeKey<WaitingCommand> TYPE_KEY =
      EntityTypeKey.create(WaitingCommand.class, "WaitingList");

  /** The one slice of the event stream that waiting lists use, for ever. */
  public static final String TAG = "waitlist-0";

  /** Nobody waits for a schedule for ever: then the caller is told to try again. */
  private static final Duration LONGEST_GATHERING = Duration.ofSeconds(8);

  /** What every list of a node goes by. @param practices practice id → its configuration */
  public record Equipment(
      InstantSource clock,
      Function<String, Optional<PracticeConfig>> practices,
      WaitingRules rules) {}

  private final String listId;
  private final Equipment equipment;
  private final SlotKeeping slots;
  private final ActorContext<WaitingCommand> context;
  private boolean gathering;

  private WaitingList(
      String listId, Equipment equipment, SlotKeeping slots, ActorContext<WaitingCommand> context) {
    super(PersistenceId.of(TYPE_KEY.name(), listId), EntityEffects.recoverAgain());
    this.listId = listId;
    this.equipment = equipment;
    this.slots = slots;
    this.context = context;
  }

  /** The list of a clinic. */
  public static String idOf(String clinicId) {
    return clinicId;
  }

  /** The clinic of a list. */
  public static String clinicOf(String listId) {
    return listId;
  }

  /** Makes this node able to host waiting lists. */
  public static ActorRef<ShardingEnvelope<WaitingCommand>> init(
      ClusterSharding sharding, Equipment equipment, OpenVisits visits) {
    return sharding.init(
        Entity.of(
                TYPE_KEY,
                entity ->
                    Behaviors.setup(
                        context ->
                            create(
                                entity.getEntityId(),
                                equipment,
                                new ShardedKeeping(
                                    context.getSystem(), sharding, visits, equipment.clock()))))
            .withStopMessage(WaitingCommand.Stop.INSTANCE));
  }

  /** The entity. */
  static Behavior<WaitingCommand> create(String listId, Equipment equipment, SlotKeeping slots) {
    return Behaviors.setup(context -> new WaitingList(listId, equipment, slots, context));
  }

  @Override
  public WaitingListState emptyState() {
    return WaitingListState.empty(listId);
  }

  @Override
  public CommandHandlerWithReply<WaitingCommand, WaitingEvent, WaitingListState> commandHandler() {
    return (state, command) ->
        switch (command) {
          case WaitingCommand.Stop c -> Effect().stop().thenNoReply();
          case WaitingCommand.Gathered c -> gathered(state, c);
          case WaitingCommand.Wake c -> Effect().none().thenNoReply().thenUnstashAll();
          case WaitingCommand.Asked asked when gathering -> Effect().stash();
          case WaitingCommand.Asked asked -> handle(state, asked);
        };
  }

  @Override
  public EventHandler<WaitingListState, WaitingEvent> eventHandler() {
    return WaitingListState::apply;
  }

  @Override
  public SignalHandler<WaitingListState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              // After a failed write too: whoever waited behind it is looked after.
              gathering = false;
              context.getSelf().tell(new WaitingCommand.Wake());
            })
        .build();
  }

  @Override
  public Set<String> tagsFor(WaitingEvent event) {
    return Set.of(TAG);
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return EntityEffects.snapshots();
  }

  private ReplyEffect<WaitingEvent, WaitingListState> handle(
      WaitingListState state, WaitingCommand.Asked command) {
    ClinicTerms terms = terms();
    if (terms == null) {
      return carryOut(
          state,
          Decision.refuse(Refusal.notFound("clinic-unknown", "there is no clinic " + listId)),
          command.replyTo());
    }
    return switch (step(state, command, terms)) {
      case Step.Decided(Decision<WaitingEvent, WaitingReply> decision) ->
          carryOut(state, decision, command.replyTo()).thenUnstashAll();
      case Step.Keep keep -> {
        gathering = true;
        context.pipeToSelf(
            Direct.of(slots.keep(listId + "/" + keep.freed().freedId(), keep, terms))
                .orTimeout(LONGEST_GATHERING.toMillis(), TimeUnit.MILLISECONDS),
            (found, failure) ->
                new WaitingCommand.Gathered(command, failure == null ? found : null));
        yield Effect().noReply();
      }
    };
  }

  private Step step(WaitingListState state, WaitingCommand.Asked command, ClinicTerms terms) {
    WaitingDecider decider = new WaitingDecider(state, terms, equipment.clock().instant());
    return switch (command) {
      case WaitingCommand.Join c -> decider.join(c);
      case WaitingCommand.Leave c -> decider.leave(c);
      case WaitingCommand.SlotFreed c -> decider.freed(c);
      case WaitingCommand.OfferTimedOut c -> decider.timedOut(c);
      case WaitingCommand.Accept c -> decider.accepted(c);
      case WaitingCommand.Decline c -> decider.declined(c);
      case WaitingCommand.ConfirmBooked c -> decider.booked(c);
      case WaitingCommand.ReturnOffer c -> decider.returned(c);
      case WaitingCommand.Get c -> decider.get(c);
    };
  }

  /** Decides again with what was found out: time has passed, and somebody else may be next now. */
  private ReplyEffect<WaitingEvent, WaitingListState> gathered(
      WaitingListState state, WaitingCommand.Gathered gathered) {
    gathering = false;
    WaitingCommand.Asked asked = gathered.asked();
    Found found = gathered.found();
    ClinicTerms terms = terms();
    if (found == null || terms == null) {
      return carryOut(
              state,
              Decision.refuse(
                  Refusal.unavailable("schedule-unavailable", "the schedule does not answer now")),
              asked.replyTo())
          .thenUnstashAll();
    }
    WaitingDecider decider = new WaitingDecider(state, terms, equipment.clock().instant());
    return switch (step(state, asked, terms)) {
      case Step.Decided(Decision<WaitingEvent, WaitingReply> decision) ->
          carryOut(state, decision, asked.replyTo()).thenUnstashAll();
      case Step.Keep keep ->
          switch (found) {
            case Found.Kept kept when kept.offerId().equals(keep.next().offerId()) ->
                carryOut(state, decider.kept(keep, kept), asked.replyTo()).thenUnstashAll();
            case Found.Kept other -> handle(state, asked);
            case Found.Gone(WaitingEvent.Why why) ->
                carryOut(state, decider.gone(keep, why), asked.replyTo()).thenUnstashAll();
            case Found.Over over -> over(decider.over(over), asked);
          };
    };
  }

  /** Somebody less waits: who is next is looked for anew. */
  private ReplyEffect<WaitingEvent, WaitingListState> over(
      List<WaitingEvent> events, WaitingCommand.Asked asked) {
    return Effect()
        .persist(events)
        .thenRun(state -> context.getSelf().tell(asked))
        .thenNoReply()
        .thenUnstashAll();
  }

  private ReplyEffect<WaitingEvent, WaitingListState> carryOut(
      WaitingListState before,
      Decision<WaitingEvent, WaitingReply> decision,
      ActorRef<WaitingReply> replyTo) {
    return EntityEffects.carryOut(
        Effect(), decision, replyTo, WaitingReply.Refused::new, after -> giveBack(before, after));
  }

  /** What was kept for somebody and is kept for nobody now. */
  private void giveBack(WaitingListState before, WaitingListState after) {
    for (Freed freed : before.freed()) {
      Offer offer = freed.offer();
      boolean open = after.freed(freed.freedId()).filter(f -> f.offer() != null).isPresent();
      if (offer != null && !open) {
        slots.release(freed.slot(), offer.offerId());
      }
    }
  }

  private @Nullable ClinicTerms terms() {
    return equipment
        .practices()
        .apply(Ids.practiceOf(listId))
        .flatMap(
            practice ->
                practice
                    .clinic(clinicOf(listId))
                    .map(clinic -> new ClinicTerms(practice, clinic.zone(), equipment.rules())))
        .orElse(null);
  }
}
