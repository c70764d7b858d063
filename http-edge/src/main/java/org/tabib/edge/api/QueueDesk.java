package org.tabib.edge.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.BookingPatient.Person;
import org.tabib.edge.api.BookingRequest.Who;
import org.tabib.engine.queue.Origin;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.Remark;
import org.tabib.engine.queue.TicketHolder;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitLifecycle;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.visit.VisitStatus;
import org.tabib.projections.conversation.ConversationQueries;

/**
 * Tickets at the desk: for who walks in, and for whose visit was booked. Every step may be
 * repeated: a request that was interrupted anywhere is completed by sending it again.
 */
final class QueueDesk {
  private final QueueAsks queues;
  private final Entities entities;
  private final Appointments appointments;
  private final VisitChanges changes;
  private final BookingPatient patients;
  private final ConversationQueries conversations;
  private final Executor blocking;

  QueueDesk(
      QueueAsks queues,
      Entities entities,
      Appointments appointments,
      VisitChanges changes,
      BookingPatient patients,
      ConversationQueries conversations,
      Executor blocking) {
    this.queues = queues;
    this.entities = entities;
    this.appointments = appointments;
    this.changes = changes;
    this.patients = patients;
    this.conversations = conversations;
    this.blocking = blocking;
  }

  /**
   * A visit whose patient has come.
   *
   * @param ticket none when the clinic has no queue, or gave out none
   * @param noTicket why it gave out none
   */
  record CheckedInView(
      @JsonUnwrapped Object appointment, @Nullable TicketView ticket, @Nullable String noTicket) {}

  /** A ticket or why there is none. */
  private record Given(QueueReply.@Nullable TicketState state, @Nullable String refusal) {}

  /** Somebody walks in: makes a new patient known first, so that no ticket is of nobody known. */
  CompletionStage<Reply> register(Call call, String clinicId, TicketRequest body) {
    ClinicDay day = queues.today(call, clinicId);
    TicketRequest.Checked request = body.checked();
    String point = day.servicePoint("servicePoint", request.servicePoint()).id();
    doctor(call, request.doctorId());
    String command = queues.id(call, "ticket");
    return holder(call, request.patient(), queues.id(call, "patient"))
        .thenCompose(
            holder ->
                queues.ticket(
                    day.queue(),
                    replyTo ->
                        new QueueCommand.IssueTicket(
                            command,
                            call.caller().staffId(),
                            point,
                            holder,
                            Origin.DESK,
                            request.urgency(),
                            request.patientType(),
                            null,
                            request.doctorId(),
                            replyTo)))
        .thenApply(state -> TicketView.of(day, state, command))
        .thenApply(
            view ->
                Reply.created(
                    view, ApiRoutes.PREFIX + "/queues/" + clinicId + "/tickets/" + view.label()));
  }

  private static void doctor(Call call, @Nullable String id) {
    if (id != null && call.practice().doctor(id).isEmpty()) {
      throw ApiProblem.unprocessable(
          "doctor-unknown", "doctorId", "is not a doctor of this practice");
    }
  }

  private CompletionStage<TicketHolder> holder(Call call, @Nullable Who who, String newId) {
    if (who == null) {
      return CompletableFuture.completedStage(TicketHolder.NOBODY);
    }
    String known = who.patientId();
    CompletionStage<Person> person =
        known != null
            ? patients.known(call, known)
            : patients.register(call, newId, Objects.requireNonNull(who.newPatient()));
    return person.thenCompose(
        found ->
            conversation(found.conversationId(), found.contactId())
                .thenApply(
                    talk ->
                        new TicketHolder(
                            found.patientId(), found.contactId(), talk.orElse(null), null)));
  }

  private CompletionStage<Optional<String>> conversation(@Nullable String known, String contactId) {
    return known != null
        ? CompletableFuture.completedStage(Optional.of(known))
        : CompletableFuture.supplyAsync(() -> conversations.ofContact(contactId), blocking);
  }

  /**
   * The patient of a booked visit has come: takes the ticket first and checks the visit in then.
   * Interrupted in between, the patient waits in the queue all the same, and the start of the
   * consultation checks in what was not.
   */
  CompletionStage<Reply> checkIn(Call call, String id, TicketRequest.CheckIn body) {
    String visitId = call.own(id, "appointment");
    return appointments
        .current(visitId)
        .thenApply(found -> found.orElseThrow(() -> ApiProblem.notFound("appointment")))
        .thenCompose(
            current ->
                day(call, current)
                    .map(day -> withTicket(call, day, current, body))
                    .orElseGet(() -> changes.checkIn(call, visitId)));
  }

  /** Today's queue, if the clinic has one and the visit could be checked in there now. */
  private Optional<ClinicDay> day(Call call, VisitReply.Current visit) {
    VisitDetails details = visit.details();
    boolean hasQueue =
        call.practice()
            .clinic(details.clinicId())
            .map(clinic -> clinic.queue() != null)
            .orElse(false);
    if (!hasQueue
        || (visit.status() != VisitStatus.CHECKED_IN
            && !VisitLifecycle.after(visit.status()).contains(VisitStatus.CHECKED_IN))) {
      return Optional.empty();
    }
    ClinicDay day = queues.today(call, details.clinicId());
    LocalDate of = LocalDate.ofInstant(details.slot().start(), day.clinic().zone());
    return of.equals(day.date()) ? Optional.of(day) : Optional.empty();
  }

  private CompletionStage<Reply> withTicket(
      Call call, ClinicDay day, VisitReply.Current visit, TicketRequest.CheckIn body) {
    VisitDetails details = visit.details();
    String asked = body.servicePoint();
    String point =
        asked == null
            ? day.setup().servicePointFor(details.doctorId(), details.specialty()).id()
            : day.servicePoint("servicePoint", asked).id();
    String command = queues.id(call, "check-in");
    return conversation(details.conversationId(), details.contactId())
        .thenCompose(
            talk ->
                entities.queue(
                    day.queue().text(),
                    replyTo ->
                        new QueueCommand.IssueTicket(
                            command,
                            call.caller().staffId(),
                            point,
                            new TicketHolder(
                                details.patientId(),
                                details.contactId(),
                                talk.orElse(null),
                                visit.visitId()),
                            Origin.CHECK_IN,
                            TicketRequest.urgency(body.urgency()),
                            TicketRequest.patientType(body.patientType()),
                            details.slot().start(),
                            details.doctorId(),
                            replyTo)))
        .thenApply(QueueDesk::given)
        .thenCompose(given -> arrived(call, day, visit.visitId(), given, command));
  }

  /** A closed queue keeps nobody from being checked in; one that cannot be asked does. */
  private static Given given(QueueReply reply) {
    if (reply instanceof QueueReply.Refused refused) {
      return switch (refused.refusal().kind()) {
        case UNAVAILABLE, INVALID, NOT_FOUND -> throw ApiProblem.of(refused.refusal());
        case CONFLICT, WRONG_STATE, FORBIDDEN, TOO_MANY ->
            new Given(null, refused.refusal().message());
      };
    }
    return new Given(QueueAsks.expected(reply, QueueReply.TicketState.class), null);
  }

  private CompletionStage<Reply> arrived(
      Call call, ClinicDay day, String visitId, Given given, String command) {
    QueueReply.TicketState state = given.state();
    return changes
        .checkIn(call, visitId)
        .exceptionallyCompose(
            failure ->
                state != null
                        && failure.getCause() instanceof ApiProblem refused
                        && refused.status() == 409
                    ? takenBack(call, day, state.label(), command)
                        .thenCompose(done -> CompletableFuture.failedStage(failure))
                    : CompletableFuture.failedStage(failure))
        .thenApply(
            reply ->
                Reply.ok(
                    new CheckedInView(
                        reply.body(),
                        state == null ? null : TicketView.of(day, state, command),
                        given.refusal())));
  }

  /** The visit was cancelled in this very moment: its ticket must not wait for anybody. */
  private CompletionStage<QueueReply> takenBack(
      Call call, ClinicDay day, String label, String command) {
    return entities.queue(
        day.queue().text(),
        replyTo ->
            new QueueCommand.LeaveQueue(
                command + "-back",
                call.caller().staffId(),
                label,
                Remark.Fixed.NO_CHECK_IN,
                replyTo));
  }
}
