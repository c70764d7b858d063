package org.tabib.edge.api;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.waitlist.Ending;
import org.tabib.engine.waitlist.EntryStatus;
import org.tabib.engine.waitlist.WaitingCommand;
import org.tabib.engine.waitlist.WaitingList;
import org.tabib.engine.waitlist.WaitingReply;
import org.tabib.engine.waitlist.Wanted;
import org.tabib.projections.conversation.ConversationQueries;

/**
 * Waiting lists by staff: on whose behalf, and off again. The entry's id comes from the caller's
 * {@code Idempotency-Key}: a repeated request answers the same.
 */
final class StaffWaiting {
  private static final Instant ALWAYS = Instant.EPOCH;
  private static final int DAYS = 14;

  private final Entities entities;
  private final BookingPatient patients;
  private final ConversationQueries conversations;
  private final Executor queries;
  private final InstantSource clock;
  private final RandomGenerator random;

  StaffWaiting(
      Entities entities,
      BookingPatient patients,
      ConversationQueries conversations,
      Executor queries,
      InstantSource clock,
      RandomGenerator random) {
    this.entities = entities;
    this.patients = patients;
    this.conversations = conversations;
    this.queries = queries;
    this.clock = clock;
    this.random = random;
  }

  /** Where and for which specialty somebody waits. */
  private record Place(String clinicId, @Nullable String doctorId, String specialty) {}

  CompletionStage<Reply> join(Call call, WaitingRequest request) {
    WaitingRequest.Checked checked = request.checked();
    return patients
        .known(call, checked.patientId())
        .thenCompose(
            person ->
                conversation(person.contactId())
                    .thenCompose(
                        conversationId ->
                            visit(call, request)
                                .thenCompose(
                                    visit ->
                                        join(
                                            call,
                                            request,
                                            checked,
                                            person,
                                            conversationId,
                                            visit))));
  }

  private CompletionStage<Reply> join(
      Call call,
      WaitingRequest request,
      WaitingRequest.Checked checked,
      BookingPatient.Person person,
      String conversationId,
      Optional<VisitReply.Current> visit) {
    Place place = place(call, request, visit);
    LocalDate today =
        LocalDate.ofInstant(
            clock.instant(), ClinicTime.of(call.practice(), place.clinicId()).zone());
    LocalDate earliest = request.earliest() == null ? today : request.earliest();
    Wanted wanted =
        new Wanted(
            person.patientId(),
            person.contactId(),
            conversationId,
            place.doctorId(),
            place.specialty(),
            earliest,
            request.latest() == null ? earliest.plusDays(DAYS) : request.latest(),
            checked.parts(),
            checked.urgency(),
            visit
                .map(v -> new Wanted.BookedVisit(v.visitId(), v.details().slot().start()))
                .orElse(null));
    return entities
        .waitingList(
            WaitingList.idOf(place.clinicId()),
            replyTo ->
                new WaitingCommand.Join(entryId(call), wanted, WaitingCommand.By.STAFF, replyTo))
        .thenApply(reply -> joined(call, place.clinicId(), reply));
  }

  private static Reply joined(Call call, String clinicId, WaitingReply reply) {
    return switch (reply) {
      case WaitingReply.Entry entry ->
          new Reply(201, WaitingView.of(call.practice(), clinicId, entry), null);
      case WaitingReply.Refused(Refusal refusal) -> throw ApiProblem.of(refusal);
      case WaitingReply.Done r -> throw unexpected(r);
      case WaitingReply.Accepted r -> throw unexpected(r);
    };
  }

  private String entryId(Call call) {
    String key = call.idempotencyKey();
    String practice = call.practice().id();
    return key == null
        ? Ids.of(practice, clock.instant(), random.nextLong(), random.nextLong())
        : Ids.derived(practice, ALWAYS, "staff-waiting", call.caller().staffId(), key);
  }

  /** Where the person is asked: without a conversation nobody could be. */
  private CompletionStage<String> conversation(String contactId) {
    return CompletableFuture.supplyAsync(
        () ->
            conversations
                .ofContact(contactId)
                .orElseThrow(
                    () ->
                        ApiProblem.unprocessable(
                            "conversation-unknown",
                            "patientId",
                            "is nobody who has written to the practice: they could not be asked")),
        queries);
  }

  private CompletionStage<Optional<VisitReply.Current>> visit(Call call, WaitingRequest request) {
    String visitId = request.visitId();
    if (visitId == null) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    return entities
        .visit(call.own(visitId, "appointment"), VisitCommand.Get::new)
        .thenApply(
            reply ->
                reply instanceof VisitReply.Current current
                        && current.details().patientId().equals(request.patientId())
                    ? Optional.of(current)
                    : Optional.<VisitReply.Current>empty())
        .thenApply(
            found ->
                Optional.of(
                    found.orElseThrow(
                        () ->
                            ApiProblem.unprocessable(
                                "appointment-unknown",
                                "visitId",
                                "is not an appointment of this patient"))));
  }

  private static Place place(
      Call call, WaitingRequest request, Optional<VisitReply.Current> visit) {
    String asked = request.doctorId();
    String doctorId =
        asked == null && request.specialty() == null
            ? visit.map(v -> v.details().doctorId()).orElse(null)
            : asked;
    if (doctorId != null) {
      Doctor doctor =
          call.practice()
              .doctor(doctorId)
              .orElseThrow(
                  () ->
                      ApiProblem.unprocessable(
                          "doctor-unknown", "doctorId", "is not a doctor of this practice"));
      String specialty = request.specialty();
      return new Place(
          doctor.clinicId(),
          doctorId,
          specialty == null ? doctor.specialties().getFirst() : specialty);
    }
    String specialty = request.specialty();
    if (specialty == null) {
      throw new IllegalStateException("what is missing was reported before");
    }
    List<String> clinics =
        call.practice().doctors().stream()
            .filter(doctor -> doctor.specialties().contains(specialty))
            .map(Doctor::clinicId)
            .filter(id -> request.clinicId() == null || id.equals(request.clinicId()))
            .distinct()
            .toList();
    if (clinics.size() != 1) {
      throw ApiProblem.unprocessable(
          clinics.isEmpty() ? "specialty-unknown" : "clinic-needed",
          clinics.isEmpty() ? "specialty" : "clinicId",
          clinics.isEmpty() ? "is treated by nobody there" : "is one of " + clinics);
    }
    return new Place(clinics.getFirst(), null, specialty);
  }

  /** Takes somebody off whichever list they are on. */
  CompletionStage<Reply> remove(Call call, String id) {
    String entryId = call.own(id, "waiting-entry");
    return find(entryId, call.practice().clinics().iterator())
        .thenCompose(
            found ->
                entities
                    .waitingList(
                        WaitingList.idOf(found.clinicId()),
                        replyTo -> new WaitingCommand.Leave(entryId, Ending.REMOVED, replyTo))
                    .thenApply(reply -> removed(call, found, reply)));
  }

  private record Found(String clinicId, WaitingReply.Entry entry) {}

  private static Reply removed(Call call, Found found, WaitingReply reply) {
    return switch (reply) {
      case WaitingReply.Done done -> {
        WaitingReply.Entry entry = found.entry();
        yield Reply.ok(
            WaitingView.of(
                call.practice(),
                found.clinicId(),
                new WaitingReply.Entry(
                    entry.entryId(), EntryStatus.ENDED, entry.wanted(), entry.since(), null)));
      }
      case WaitingReply.Refused(Refusal refusal) -> throw ApiProblem.of(refusal);
      case WaitingReply.Entry r -> throw unexpected(r);
      case WaitingReply.Accepted r -> throw unexpected(r);
    };
  }

  /**
   * The lists themselves are asked: whoever has just joined is on one before a read model knows.
   */
  private CompletionStage<Found> find(String entryId, Iterator<Clinic> clinics) {
    if (!clinics.hasNext()) {
      return CompletableFuture.failedStage(ApiProblem.notFound("waiting-entry"));
    }
    String clinicId = clinics.next().id();
    return entities
        .waitingList(
            WaitingList.idOf(clinicId), replyTo -> new WaitingCommand.Get(entryId, replyTo))
        .thenCompose(
            reply ->
                switch (reply) {
                  case WaitingReply.Entry entry ->
                      CompletableFuture.completedStage(new Found(clinicId, entry));
                  case WaitingReply.Refused(Refusal refusal)
                      when refusal.kind() == Refusal.Kind.UNAVAILABLE ->
                      CompletableFuture.failedStage(ApiProblem.of(refusal));
                  case WaitingReply other -> find(entryId, clinics);
                });
  }

  private static IllegalStateException unexpected(WaitingReply reply) {
    return new IllegalStateException(
        "a waiting list does not answer this with " + reply.getClass().getSimpleName());
  }
}
