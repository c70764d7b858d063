package org.tabib.engine.waitlist;

import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Direct;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.schedule.DoctorSchedule;
import org.tabib.engine.schedule.ScheduleCommand;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.waitlist.WaitingDecider.Step.Keep;

/** Asks the sharded schedules, and the read model of visits. */
final class ShardedKeeping implements SlotKeeping {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ActorSystem<?> system;
  private final ClusterSharding sharding;
  private final OpenVisits visits;
  private final InstantSource clock;

  ShardedKeeping(
      ActorSystem<?> system, ClusterSharding sharding, OpenVisits visits, InstantSource clock) {
    this.system = system;
    this.sharding = sharding;
    this.visits = visits;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Found> keep(String holder, Keep keep, ClinicTerms terms) {
    Wanted wanted = keep.next().entry().wanted();
    return Direct.of(visits.of(wanted.contactId(), clock.instant()))
        .thenCompose(
            open -> {
              Ending over = StillNeeded.ending(wanted, keep.freed().slot(), open, terms);
              return over == null
                  ? hold(holder, keep)
                  : CompletableFuture.completedFuture(
                      new Found.Over(keep.next().entry().entryId(), over));
            });
  }

  private CompletionStage<Found> hold(String holder, Keep keep) {
    Slot slot = keep.freed().slot();
    Instant until = keep.next().until().plus(WaitingDecider.BOOKING_TIME);
    CompletionStage<ScheduleReply> asked =
        sharding
            .entityRefFor(DoctorSchedule.TYPE_KEY, slot.scheduleId())
            .ask(
                replyTo ->
                    new ScheduleCommand.Hold(
                        slot.start(),
                        keep.next().offerId(),
                        holder,
                        Duration.between(clock.instant(), until),
                        replyTo),
                TIMEOUT);
    return Direct.of(asked).thenApply(ShardedKeeping::found);
  }

  private static Found found(ScheduleReply reply) {
    return switch (reply) {
      case ScheduleReply.Held held -> new Found.Kept(held.holdId(), held.until());
      case ScheduleReply.Taken taken -> new Found.Gone(WaitingEvent.Why.TAKEN);
      case ScheduleReply.Refused(Refusal refusal) when refusal.kind() == Refusal.Kind.UNAVAILABLE ->
          throw new IllegalStateException("unavailable: " + refusal.code());
      case ScheduleReply.Refused refused -> new Found.Gone(WaitingEvent.Why.UNAVAILABLE);
      case ScheduleReply.Done r -> throw unexpected(r);
      case ScheduleReply.Slots r -> throw unexpected(r);
      case ScheduleReply.Booked r -> throw unexpected(r);
    };
  }

  private static IllegalStateException unexpected(ScheduleReply reply) {
    return new IllegalStateException(
        "a schedule does not answer this with " + reply.getClass().getSimpleName());
  }

  @Override
  public void release(Slot slot, String offerId) {
    sharding
        .entityRefFor(DoctorSchedule.TYPE_KEY, slot.scheduleId())
        .tell(new ScheduleCommand.ReleaseHold(offerId, system.ignoreRef()));
  }

  /** Whether somebody's wish was fulfilled in another way since they joined. */
  static final class StillNeeded {
    private StillNeeded() {}

    /** Why the wait is over; null when it is not. */
    static @Nullable Ending ending(
        Wanted wanted, Slot slot, List<OpenVisits.OpenVisit> open, ClinicTerms terms) {
      Wanted.BookedVisit mine = wanted.visit();
      if (mine == null) {
        boolean booked =
            open.stream()
                .filter(visit -> visit.patientId().equals(wanted.patientId()))
                .flatMap(visit -> terms.practice().doctor(visit.doctorId()).stream())
                .anyMatch(doctor -> doctor.specialties().contains(wanted.specialty()));
        return booked ? Ending.BOOKED_ELSEWHERE : null;
      }
      return open.stream()
              .anyMatch(
                  visit ->
                      visit.visitId().equals(mine.visitId()) && visit.start().isAfter(slot.start()))
          ? null
          : Ending.VISIT_ENDED;
    }
  }
}
