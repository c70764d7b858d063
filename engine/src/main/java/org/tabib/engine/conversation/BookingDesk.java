package org.tabib.engine.conversation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitEvent.Complaint;
import org.tabib.engine.visit.VisitReply;

/** What takes a time at a doctor's and a visit for it. Each step may be repeated. */
final class BookingDesk {
  private final ScheduleDesk schedules;
  private final PatientDesk patients;
  private final VisitDesk visits;

  BookingDesk(ScheduleDesk schedules, PatientDesk patients, VisitDesk visits) {
    this.schedules = schedules;
    this.patients = patients;
    this.visits = visits;
  }

  CompletionStage<EffectOutcome> book(Effect.BookSlot book) {
    return schedules.book(book.opens().details().slot(), book.opens().visitId(), book.holdId());
  }

  /** Books the time that a waiting list kept. */
  CompletionStage<EffectOutcome> book(Effect.OpenVisit opens, String offerId) {
    return schedules.book(opens.details().slot(), opens.visitId(), offerId);
  }

  CompletionStage<EffectOutcome> open(String contactId, Effect.OpenVisit open) {
    if (!(open.profile() instanceof Private.Clear<PatientProfile> profile)) {
      // The patient was erased between booking and opening: there is nobody to open it for.
      return CompletableFuture.completedFuture(new EffectOutcome.Refused("patient-erased"));
    }
    return patients
        .register(contactId, open.details().patientId(), profile.value())
        .thenCompose(
            registered ->
                registered instanceof EffectOutcome.Done
                    ? visits.tell(
                        open.visitId(),
                        replyTo ->
                            new VisitCommand.Open(
                                open.details(),
                                open.complaint().orElse(new Complaint("")).words(),
                                replyTo))
                    : CompletableFuture.completedFuture(registered));
  }

  CompletionStage<EffectOutcome> move(Effect.MoveVisit move) {
    return schedules
        .book(move.slot(), move.visitId(), move.holdId())
        .thenCompose(
            booked ->
                booked instanceof EffectOutcome.Done
                    ? visits
                        .tell(
                            move.visitId(),
                            replyTo ->
                                new VisitCommand.Reschedule(
                                    move.doctorId(),
                                    move.clinicId(),
                                    move.slot(),
                                    VisitCommand.By.PATIENT,
                                    replyTo))
                        .thenCompose(outcome -> giveBackIfRefused(move, outcome))
                    : CompletableFuture.completedFuture(booked));
  }

  private CompletionStage<EffectOutcome> giveBackIfRefused(
      Effect.MoveVisit move, EffectOutcome outcome) {
    if (!(outcome instanceof EffectOutcome.Refused)) {
      return CompletableFuture.completedFuture(outcome);
    }
    return schedules.giveBack(move.slot(), move.visitId()).thenApply(released -> outcome);
  }

  /** Unless the visit has the slot after all: an answer that was refused may have been late. */
  CompletionStage<EffectOutcome> release(Effect.ReleaseSlot release) {
    return visits
        .ask(release.visitId(), VisitCommand.Get::new)
        .thenCompose(
            reply ->
                switch (reply) {
                  case VisitReply.Current visit
                      when visit.details().slot().equals(release.slot()) ->
                      CompletableFuture.completedFuture(new EffectOutcome.Refused("visit-opened"));
                  case VisitReply.Refused(Refusal refusal)
                      when refusal.kind() == Refusal.Kind.UNAVAILABLE ->
                      throw new IllegalStateException("unavailable: " + refusal.code());
                  case VisitReply other ->
                      schedules
                          .giveBack(release.slot(), release.visitId())
                          .thenApply(released -> new EffectOutcome.Done());
                });
  }
}
