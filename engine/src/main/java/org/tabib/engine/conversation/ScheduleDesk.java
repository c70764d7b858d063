package org.tabib.engine.conversation;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.japi.function.Function;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.entity.Direct;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.schedule.DoctorSchedule;
import org.tabib.engine.schedule.ScheduleCommand;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;

/** Doctors' times, asked for, kept, booked and given back over the cluster. */
final class ScheduleDesk {
  /** A person waits: rather an apology than a long silence. */
  private static final Duration GATHERING = Duration.ofSeconds(3);

  private static final Duration PERFORMING = Duration.ofSeconds(10);

  /** One list on WhatsApp without paging. */
  private static final int OFFERED = 9;

  private final ClusterSharding sharding;
  private final InstantSource clock;

  ScheduleDesk(ClusterSharding sharding, InstantSource clock) {
    this.sharding = sharding;
    this.clock = clock;
  }

  CompletionStage<Fact> offers(Query.Offers asked, String conversationId) {
    Instant from = latest(asked.from(), clock.instant());
    return ask(
            asked.scheduleId(),
            replyTo -> new ScheduleCommand.Offer(from, OFFERED, conversationId, replyTo),
            GATHERING)
        .thenApply(
            reply ->
                switch (reply) {
                  case ScheduleReply.Slots(List<Slot> slots) -> new Fact.Offers(slots);
                  case ScheduleReply.Refused(Refusal refusal) ->
                      new Fact.Unavailable(refusal.code());
                  case ScheduleReply.Done r -> unexpected(r);
                  case ScheduleReply.Held r -> unexpected(r);
                  case ScheduleReply.Booked r -> unexpected(r);
                  case ScheduleReply.Taken r -> unexpected(r);
                });
  }

  CompletionStage<Fact> hold(Query.Hold asked, String conversationId) {
    Slot slot = asked.slot();
    return ask(
            slot.scheduleId(),
            replyTo ->
                new ScheduleCommand.Hold(slot.start(), asked.holdId(), conversationId, replyTo),
            GATHERING)
        .thenApply(
            reply ->
                switch (reply) {
                  case ScheduleReply.Held held -> new Fact.Held(held.slot());
                  case ScheduleReply.Taken taken -> new Fact.Taken(taken.next());
                  // The slot passed or left the hours since it was offered: as good as taken.
                  case ScheduleReply.Refused refused -> new Fact.Taken(List.of());
                  case ScheduleReply.Done r -> unexpected(r);
                  case ScheduleReply.Slots r -> unexpected(r);
                  case ScheduleReply.Booked r -> unexpected(r);
                });
  }

  CompletionStage<EffectOutcome> book(Slot slot, String visitId, String holdId) {
    return ask(
            slot.scheduleId(),
            replyTo -> new ScheduleCommand.Book(slot.start(), visitId, holdId, replyTo),
            PERFORMING)
        .thenApply(
            reply ->
                switch (reply) {
                  case ScheduleReply.Booked booked -> new EffectOutcome.Done();
                  case ScheduleReply.Taken taken -> new EffectOutcome.Taken(taken.next());
                  case ScheduleReply.Refused(Refusal refusal) -> EffectOutcome.of(refusal);
                  case ScheduleReply.Done r -> unexpected(r);
                  case ScheduleReply.Slots r -> unexpected(r);
                  case ScheduleReply.Held r -> unexpected(r);
                });
  }

  CompletionStage<ScheduleReply> giveBack(Slot slot, String visitId) {
    return ask(
        slot.scheduleId(),
        replyTo -> new ScheduleCommand.ReleaseBooking(slot.start(), visitId, replyTo),
        PERFORMING);
  }

  private CompletionStage<ScheduleReply> ask(
      String scheduleId,
      Function<ActorRef<ScheduleReply>, ScheduleCommand> command,
      Duration timeout) {
    CompletionStage<ScheduleReply> asked =
        sharding.entityRefFor(DoctorSchedule.TYPE_KEY, scheduleId).ask(command, timeout);
    return Direct.of(asked);
  }

  private static <T> T unexpected(ScheduleReply reply) {
    throw new IllegalStateException(
        "a schedule does not answer this with " + reply.getClass().getSimpleName());
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
