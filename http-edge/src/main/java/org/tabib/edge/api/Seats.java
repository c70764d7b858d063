package org.tabib.edge.api;

import akka.Done;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.ScheduleCommand;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitReply;

/** Takes a doctor's slot for a visit, and gives it back. */
final class Seats {
  private final Entities entities;

  Seats(Entities entities) {
    this.entities = entities;
  }

  /** Fails with 409 and what is free next when it is taken, 422 when there is no such slot. */
  CompletionStage<Slot> take(
      PracticeConfig practice, Doctor doctor, Instant start, String visitId) {
    return entities
        .schedule(
            doctor.scheduleId(), replyTo -> new ScheduleCommand.Book(start, visitId, null, replyTo))
        .thenApply(
            reply ->
                switch (reply) {
                  case ScheduleReply.Booked booked -> booked.slot();
                  case ScheduleReply.Taken taken ->
                      throw ApiProblem.slotTaken(next(practice, doctor, taken.next()));
                  case ScheduleReply.Refused(Refusal refusal) -> throw refused(refusal);
                  case ScheduleReply.Done r -> throw unexpected(r);
                  case ScheduleReply.Slots r -> throw unexpected(r);
                  case ScheduleReply.Held r -> throw unexpected(r);
                });
  }

  /**
   * Gives back a slot that was taken in vain. Repeating it does no harm.
   *
   * @param now how the visit stands: a request at the same moment may have won the same slot for it
   */
  CompletionStage<Done> giveBackUnlessHeld(
      Slot slot, String visitId, Optional<VisitReply.Current> now) {
    if (now.filter(visit -> visit.details().slot().equals(slot)).isPresent()) {
      return CompletableFuture.completedStage(Done.getInstance());
    }
    return entities
        .schedule(
            slot.scheduleId(),
            replyTo -> new ScheduleCommand.ReleaseBooking(slot.start(), visitId, replyTo))
        .thenApply(reply -> Done.getInstance());
  }

  private static List<SlotView> next(PracticeConfig practice, Doctor doctor, List<Slot> slots) {
    ClinicTime time = ClinicTime.of(practice, doctor.clinicId());
    return slots.stream().map(slot -> SlotView.of(doctor, time, slot)).toList();
  }

  private static ApiProblem refused(Refusal refusal) {
    return refusal.kind() == Refusal.Kind.INVALID
        ? ApiProblem.unprocessable(refusal.code(), "start", refusal.message())
        : ApiProblem.of(refusal);
  }

  private static IllegalStateException unexpected(ScheduleReply reply) {
    return new IllegalStateException(
        "a schedule does not answer this with " + reply.getClass().getSimpleName());
  }
}
