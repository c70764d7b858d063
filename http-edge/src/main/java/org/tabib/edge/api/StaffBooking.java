package org.tabib.edge.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.BookingPatient.Person;
import org.tabib.edge.api.BookingRequest.Checked;
import org.tabib.edge.api.BookingRequest.NewPatient;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitReply;
import org.tabib.projections.appointment.Appointment;

/**
 * Books for a patient: holds the slot, makes the patient known, lets the visit take the slot and
 * open. All identifiers come from the caller's {@code Idempotency-Key}, and every step may be
 * repeated: a request that was interrupted anywhere is completed by sending it again. One that is
 * never sent again leaves no slot taken: the hold expires, and the visit owes back what it took.
 */
final class StaffBooking {
  /** Identifiers that depend on the key alone must not depend on when it was sent. */
  private static final Instant ALWAYS = Instant.EPOCH;

  private final Entities entities;
  private final Appointments appointments;
  private final Seats seats;
  private final BookingPatient patients;
  private final InstantSource clock;
  private final RandomGenerator random;

  StaffBooking(
      Entities entities,
      Appointments appointments,
      Seats seats,
      BookingPatient patients,
      InstantSource clock,
      RandomGenerator random) {
    this.entities = entities;
    this.appointments = appointments;
    this.seats = seats;
    this.patients = patients;
    this.clock = clock;
    this.random = random;
  }

  /**
   * @param newPatientId the identifier that a new patient gets
   */
  private record Plan(
      String visitId,
      Doctor doctor,
      Instant start,
      String newPatientId,
      @Nullable String knownPatientId,
      @Nullable NewPatient newPatient,
      @Nullable String complaint) {
    String patientId() {
      return knownPatientId == null ? newPatientId : knownPatientId;
    }
  }

  CompletionStage<Reply> book(Call call, BookingRequest request) {
    Plan plan = plan(call, request.checked());
    return appointments
        .current(plan.visitId())
        .thenCompose(
            before -> before.isPresent() ? repeated(plan, before.get()) : first(call, plan))
        .thenCompose(current -> appointments.view(call, current))
        .thenApply(view -> Reply.created(view, ApiRoutes.PREFIX + "/appointments/" + view.id()));
  }

  private Plan plan(Call call, Checked request) {
    String practice = call.practice().id();
    Doctor doctor =
        call.practice()
            .doctor(request.doctorId())
            .orElseThrow(
                () ->
                    ApiProblem.unprocessable(
                        "doctor-unknown", "doctorId", "is not a doctor of this practice"));
    String key = call.idempotencyKey();
    return new Plan(
        id(practice, call.caller(), key, "visit"),
        doctor,
        request.start().toInstant(),
        id(practice, call.caller(), key, "patient"),
        request.patient().patientId(),
        request.patient().newPatient(),
        request.complaint());
  }

  private String id(String practice, Caller caller, @Nullable String key, String what) {
    return key == null
        ? Ids.of(practice, clock.instant(), random.nextLong(), random.nextLong())
        : Ids.derived(practice, ALWAYS, "staff-booking", caller.staffId(), key, what);
  }

  private CompletionStage<VisitReply.Current> first(Call call, Plan plan) {
    return knownPerson(call, plan)
        .thenCompose(
            known ->
                seats
                    .hold(call.practice(), plan.doctor(), plan.start(), plan.visitId())
                    .thenCompose(slot -> openOrDrop(call, plan, known, slot)))
        .exceptionallyCompose(
            failure ->
                // The same request at the same moment may have won the slot.
                failure.getCause() instanceof ApiProblem problem && problem.status() == 409
                    ? appointments
                        .current(plan.visitId())
                        .thenCompose(
                            now ->
                                now.isPresent()
                                    ? repeated(plan, now.get())
                                    : CompletableFuture.failedStage(failure))
                    : CompletableFuture.failedStage(failure));
  }

  private CompletionStage<Optional<Person>> knownPerson(Call call, Plan plan) {
    String known = plan.knownPatientId();
    return known == null
        ? CompletableFuture.completedStage(Optional.empty())
        : patients.known(call, known).thenApply(Optional::of);
  }

  private CompletionStage<VisitReply.Current> openOrDrop(
      Call call, Plan plan, Optional<Person> known, Slot slot) {
    CompletionStage<Person> person =
        plan.newPatient() == null
            ? CompletableFuture.completedStage(known.orElseThrow())
            : patients.register(call, plan.newPatientId(), plan.newPatient());
    return person
        .thenCompose(who -> open(call, plan, who, slot))
        .thenApply(current -> sameAsAsked(plan, current))
        .exceptionallyCompose(
            failure ->
                // A refusal is final, so the slot is free again. Anything else may have happened
                // or not: only a repetition can tell, and it needs the hold.
                failure.getCause() instanceof ApiProblem problem && problem.status() != 503
                    ? seats
                        .drop(slot, plan.visitId())
                        .thenCompose(done -> CompletableFuture.failedStage(failure))
                    : CompletableFuture.failedStage(failure));
  }

  private CompletionStage<VisitReply.Current> open(Call call, Plan plan, Person who, Slot slot) {
    VisitDetails details =
        new VisitDetails(
            who.patientId(),
            who.contactId(),
            null,
            plan.doctor().id(),
            plan.doctor().clinicId(),
            slot,
            plan.doctor().specialties().getFirst(),
            VisitDetails.BookedBy.STAFF);
    return entities
        .visit(plan.visitId(), replyTo -> new VisitCommand.Book(details, plan.complaint(), replyTo))
        .thenCompose(
            reply ->
                switch (reply) {
                  case VisitReply.Current current -> CompletableFuture.completedStage(current);
                  case VisitReply.Refused(Refusal refusal) ->
                      seats.notBooked(call.practice(), plan.doctor(), plan.start(), refusal);
                });
  }

  /** The key was used before: the same request is answered the same, another one is refused. */
  private CompletionStage<VisitReply.Current> repeated(Plan plan, VisitReply.Current current) {
    if (current.details().patientId().equals(plan.patientId())
        && !current.details().slot().start().equals(plan.start())) {
      // Moved since then, or asked for another time: the read model knows which.
      return appointments
          .row(plan.visitId())
          .thenApply(
              row ->
                  row.map(Appointment::times).map(Appointment.Times::rescheduledAt).isPresent()
                      ? current
                      : sameAsAsked(plan, current));
    }
    return CompletableFuture.completedStage(current).thenApply(c -> sameAsAsked(plan, c));
  }

  private static VisitReply.Current sameAsAsked(Plan plan, VisitReply.Current current) {
    VisitDetails details = current.details();
    if (details.patientId().equals(plan.patientId())
        && details.doctorId().equals(plan.doctor().id())
        && details.slot().start().equals(plan.start())) {
      return current;
    }
    throw ApiProblem.unprocessable(
        "idempotency-key-reused", "Idempotency-Key", "was used for another booking before");
  }
}
