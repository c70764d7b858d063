package org.tabib.edge.api;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.ScheduleCommand;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;

/**
 * Keeps a doctor's slot for a visit. Nothing here outlives the request: a hold expires by itself,
 * and it is the visit that takes the slot and owes it.
 */
final class Seats {
  /** How many free times are named beside one that is taken. */
  private static final int ALTERNATIVES = 3;

  private final Entities entities;

  Seats(Entities entities) {
    this.entities = entities;
  }

  /**
   * Keeps the slot under the visit's own id. Fails with 409 and what is free next when it is taken,
   * 422 when there is no such slot.
   */
  CompletionStage<Slot> hold(
      PracticeConfig practice, Doctor doctor, Instant start, String visitId) {
    return entities
        .schedule(
            doctor.scheduleId(),
            replyTo -> new ScheduleCommand.Hold(start, visitId, visitId, replyTo))
        .thenApply(
            reply ->
                switch (reply) {
                  case ScheduleReply.Held held -> held.slot();
                  case ScheduleReply.Taken taken ->
                      throw ApiProblem.slotTaken(next(practice, doctor, taken.next()));
                  case ScheduleReply.Refused(Refusal refusal) -> throw refused(refusal);
                  case ScheduleReply.Done r -> throw unexpected(r);
                  case ScheduleReply.Slots r -> throw unexpected(r);
                  case ScheduleReply.Booked r -> throw unexpected(r);
                });
  }

  /** Gives a hold back that is of no use any more; without this it expires. */
  CompletionStage<ScheduleReply> drop(Slot slot, String visitId) {
    return entities.schedule(
        slot.scheduleId(), replyTo -> new ScheduleCommand.ReleaseHold(visitId, replyTo));
  }

  /** A slot of the doctor, whether or not there is one. */
  static Slot at(Doctor doctor, Instant start) {
    return new Slot(doctor.scheduleId(), start, doctor.availability().slotLength());
  }

  /** What a visit says that could not have its slot: 409 with what is free next, or 422. */
  <T> CompletionStage<T> notBooked(
      PracticeConfig practice, Doctor doctor, Instant start, Refusal refusal) {
    if (!refusal.code().equals("slot-taken")) {
      return CompletableFuture.failedStage(refused(refusal));
    }
    return entities
        .schedule(
            doctor.scheduleId(),
            replyTo -> new ScheduleCommand.Free(start, Instant.MAX, ALTERNATIVES, replyTo))
        .thenApply(
            reply -> {
              throw ApiProblem.slotTaken(
                  next(
                      practice,
                      doctor,
                      reply instanceof ScheduleReply.Slots(List<Slot> free) ? free : List.of()));
            });
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
