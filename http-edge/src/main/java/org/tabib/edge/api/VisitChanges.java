package org.tabib.edge.api;

import akka.actor.typed.ActorRef;
import akka.japi.function.Function;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitCommand.Advance.Step;
import org.tabib.engine.visit.VisitLifecycle;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.visit.VisitStatus;

/** What staff do to a visit that exists. Each may be repeated: the answer is the same. */
final class VisitChanges {
  private final Entities entities;
  private final Appointments appointments;
  private final Seats seats;

  VisitChanges(Entities entities, Appointments appointments, Seats seats) {
    this.entities = entities;
    this.appointments = appointments;
    this.seats = seats;
  }

  CompletionStage<Reply> advance(Call call, String id, Step step) {
    return tell(call.own(id, "appointment"), replyTo -> new VisitCommand.Advance(step, replyTo))
        .thenCompose(current -> shown(call, current));
  }

  /** Only on the visit's day at its clinic. */
  CompletionStage<Reply> checkIn(Call call, String id) {
    String visitId = call.own(id, "appointment");
    return appointments
        .current(visitId)
        .thenApply(found -> found.orElseThrow(() -> ApiProblem.notFound("appointment")))
        .thenCompose(
            current ->
                tell(
                    visitId,
                    replyTo ->
                        new VisitCommand.CheckIn(
                            ClinicTime.of(call.practice(), current.details().clinicId()).zone(),
                            replyTo)))
        .thenCompose(current -> shown(call, current));
  }

  CompletionStage<Reply> cancel(Call call, String id, CancelRequest request) {
    request.check();
    return tell(
            call.own(id, "appointment"),
            replyTo -> new VisitCommand.Cancel(VisitCommand.By.STAFF, request.reason(), replyTo))
        .thenCompose(current -> shown(call, current));
  }

  /** The visit takes the new slot first, so that the patient is never without one. */
  CompletionStage<Reply> reschedule(Call call, String id, RescheduleRequest request) {
    String visitId = call.own(id, "appointment");
    OffsetDateTime start = request.start();
    if (start == null) {
      throw ApiProblem.field("start", "is missing");
    }
    return appointments
        .current(visitId)
        .thenApply(found -> found.orElseThrow(() -> ApiProblem.notFound("appointment")))
        .thenCompose(current -> move(call, current, doctor(call, request, current), start))
        .thenCompose(moved -> shown(call, moved));
  }

  private static Doctor doctor(Call call, RescheduleRequest request, VisitReply.Current current) {
    String id = request.doctorId() == null ? current.details().doctorId() : request.doctorId();
    return call.practice()
        .doctor(id)
        .orElseThrow(
            () ->
                ApiProblem.unprocessable(
                    "doctor-unknown", "doctorId", "is not a doctor of this practice"));
  }

  private CompletionStage<VisitReply.Current> move(
      Call call, VisitReply.Current current, Doctor doctor, OffsetDateTime start) {
    String visitId = current.visitId();
    if (!VisitLifecycle.after(current.status()).contains(VisitStatus.BOOKED)) {
      return CompletableFuture.failedStage(notPossible(current));
    }
    Slot slot = Seats.at(doctor, start.toInstant());
    return entities
        .visit(
            visitId,
            replyTo ->
                new VisitCommand.Reschedule(
                    doctor.id(), doctor.clinicId(), slot, VisitCommand.By.STAFF, replyTo))
        .thenCompose(
            reply ->
                switch (reply) {
                  case VisitReply.Current moved -> CompletableFuture.completedStage(moved);
                  case VisitReply.Refused refused ->
                      switch (refused.refusal().kind()) {
                        case INVALID, CONFLICT ->
                            seats.notBooked(
                                call.practice(), doctor, slot.start(), refused.refusal());
                        case NOT_FOUND, WRONG_STATE, FORBIDDEN, TOO_MANY, UNAVAILABLE ->
                            refused(visitId, refused);
                      };
                });
  }

  private CompletionStage<VisitReply.Current> tell(
      String visitId, Function<ActorRef<VisitReply>, VisitCommand> command) {
    return entities
        .visit(visitId, command)
        .thenCompose(
            reply ->
                switch (reply) {
                  case VisitReply.Current current -> CompletableFuture.completedStage(current);
                  case VisitReply.Refused refused -> refused(visitId, refused);
                });
  }

  /** What was refused because of the visit's state says which state that is. */
  private CompletionStage<VisitReply.Current> refused(String visitId, VisitReply.Refused refused) {
    Refusal refusal = refused.refusal();
    return switch (refusal.kind()) {
      case NOT_FOUND -> CompletableFuture.failedStage(ApiProblem.notFound("appointment"));
      case WRONG_STATE ->
          appointments
              .current(visitId)
              .thenApply(
                  found -> {
                    throw found
                        .map(current -> withState(ApiProblem.of(refusal), current))
                        .orElseGet(() -> ApiProblem.notFound("appointment"));
                  });
      case INVALID, CONFLICT, FORBIDDEN, TOO_MANY, UNAVAILABLE ->
          CompletableFuture.failedStage(ApiProblem.of(refusal));
    };
  }

  private static ApiProblem notPossible(VisitReply.Current current) {
    return withState(
        ApiProblem.of(
            409,
            "visit-not-in-that-state",
            "a visit that is " + Codes.of(current.status()) + " cannot be moved"),
        current);
  }

  private static ApiProblem withState(ApiProblem problem, VisitReply.Current current) {
    return problem.withState(
        Codes.of(current.status()), Codes.of(VisitLifecycle.after(current.status())));
  }

  private CompletionStage<Reply> shown(Call call, VisitReply.Current current) {
    return appointments.view(call, current).thenApply(Reply::ok);
  }
}
