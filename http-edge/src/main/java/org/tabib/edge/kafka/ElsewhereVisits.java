package org.tabib.edge.kafka;

import akka.Done;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.tabib.edge.api.Entities;
import org.tabib.edge.kafka.ElsewherePatients.Person;
import org.tabib.edge.kafka.InboundEvent.BookedElsewhere;
import org.tabib.edge.kafka.InboundEvent.CancelledElsewhere;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.ScheduleCommand;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitReply;

/**
 * Books and cancels what other systems booked and cancelled, in the order in which staff's bookings
 * are made (the slot first). Every step may be repeated: an event that was interrupted anywhere is
 * completed by handling it again.
 */
final class ElsewhereVisits {
  private final Entities entities;
  private final ElsewherePatients patients;

  ElsewhereVisits(Entities entities, ElsewherePatients patients) {
    this.entities = entities;
    this.patients = patients;
  }

  CompletionStage<Done> book(PracticeConfig practice, BookedElsewhere event) {
    String visitId = ElsewhereIds.visit(practice.id(), event.visit());
    Doctor doctor =
        practice
            .doctor(event.doctorId())
            .orElseThrow(
                () ->
                    new Unusable("doctor-unknown", "/data/doctorId: no doctor of the practice")
                        .failure());
    String patientId = ElsewhereIds.patient(practice.id(), event.patient());
    return current(visitId)
        .thenCompose(
            before ->
                before.isPresent()
                    ? same(before.get(), patientId, doctor, event)
                    : first(practice, event, visitId, doctor));
  }

  /** Whoever comes again is answered by what is there; another booking needs another identifier. */
  private static CompletionStage<Done> same(
      VisitReply.Current current, String patientId, Doctor doctor, BookedElsewhere event) {
    VisitDetails details = current.details();
    return details.patientId().equals(patientId)
            && details.doctorId().equals(doctor.id())
            && details.slot().start().equals(event.start())
        ? CompletableFuture.completedStage(Done.getInstance())
        : CompletableFuture.failedStage(
            new Unusable(
                    "visit-booked-otherwise",
                    "/data/visit/identifier: stands for a visit of other details already")
                .failure());
  }

  private CompletionStage<Done> first(
      PracticeConfig practice, BookedElsewhere event, String visitId, Doctor doctor) {
    return patients
        .lookUp(practice, event)
        .thenCompose(
            known ->
                take(doctor, event, visitId)
                    .thenCompose(
                        slot ->
                            known
                                .<CompletionStage<Person>>map(CompletableFuture::completedStage)
                                .orElseGet(() -> patients.register(practice, event))
                                .thenCompose(who -> open(event, visitId, doctor, slot, who))
                                .exceptionallyCompose(
                                    failure -> givenBack(slot, visitId, failure))));
  }

  private CompletionStage<Slot> take(Doctor doctor, BookedElsewhere event, String visitId) {
    return entities
        .schedule(
            doctor.scheduleId(),
            replyTo -> new ScheduleCommand.Book(event.start(), visitId, null, replyTo))
        .thenApply(
            reply ->
                switch (reply) {
                  case ScheduleReply.Booked booked -> booked.slot();
                  case ScheduleReply.Taken taken ->
                      throw new Unusable("slot-taken", "/data/start: was given away here before")
                          .failure();
                  case ScheduleReply.Refused(Refusal refusal) -> throw Refusals.failure(refusal);
                  case ScheduleReply.Done r -> throw unexpected(r);
                  case ScheduleReply.Slots r -> throw unexpected(r);
                  case ScheduleReply.Held r -> throw unexpected(r);
                });
  }

  private CompletionStage<Done> open(
      BookedElsewhere event, String visitId, Doctor doctor, Slot slot, Person who) {
    VisitDetails details =
        new VisitDetails(
            who.patientId(),
            who.contactId(),
            null,
            doctor.id(),
            doctor.clinicId(),
            slot,
            event.specialty() == null ? doctor.specialties().getFirst() : event.specialty(),
            VisitDetails.BookedBy.STAFF);
    return entities
        .visit(visitId, replyTo -> new VisitCommand.Open(details, event.complaint(), replyTo))
        .thenApply(ElsewhereVisits::done);
  }

  /** A refusal is final, so the slot is free again. Anything else may have happened or not. */
  private CompletionStage<Done> givenBack(Slot slot, String visitId, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (!(cause instanceof Unusable.Failure)) {
      return CompletableFuture.failedStage(failure);
    }
    return entities
        .schedule(
            slot.scheduleId(),
            replyTo -> new ScheduleCommand.ReleaseBooking(slot.start(), visitId, replyTo))
        .thenCompose(released -> CompletableFuture.failedStage(failure));
  }

  /** As staff cancel: the visit owes its slot back to the schedule. */
  CompletionStage<Done> cancel(PracticeConfig practice, CancelledElsewhere event) {
    String visitId = ElsewhereIds.visit(practice.id(), event.visit());
    if (!Ids.practiceOf(visitId).equals(practice.id())) {
      return CompletableFuture.failedStage(
          new Unusable("visit-unknown", "/data/visit/visitId: no visit of the practice").failure());
    }
    return entities
        .visit(
            visitId,
            replyTo -> new VisitCommand.Cancel(VisitCommand.By.STAFF, event.reason(), replyTo))
        .thenApply(ElsewhereVisits::done);
  }

  private CompletionStage<Optional<VisitReply.Current>> current(String visitId) {
    return entities
        .visit(visitId, VisitCommand.Get::new)
        .thenApply(
            reply ->
                switch (reply) {
                  case VisitReply.Current current -> Optional.of(current);
                  case VisitReply.Refused(Refusal refusal) -> {
                    if (refusal.kind() != Refusal.Kind.NOT_FOUND) {
                      throw Refusals.failure(refusal);
                    }
                    yield Optional.empty();
                  }
                });
  }

  private static Done done(VisitReply reply) {
    return switch (reply) {
      case VisitReply.Current current -> Done.getInstance();
      case VisitReply.Refused(Refusal refusal) -> throw Refusals.failure(refusal);
    };
  }

  private static IllegalStateException unexpected(ScheduleReply reply) {
    return new IllegalStateException(
        "a schedule does not answer this with " + reply.getClass().getSimpleName());
  }
}
