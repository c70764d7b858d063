package org.tabib.engine.queue;

import static org.tabib.engine.queue.Verdict.forbids;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.QueueCommand.IssueTicket;
import org.tabib.engine.queue.QueueEvent.TicketIssued;

/** Who gets a number (QUEUE-1, QUEUE-2). */
final class IssueDecider {
  private IssueDecider() {}

  static Verdict decide(ClinicQueueState state, IssueTicket command, Mark mark) {
    QueueSetup setup = state.needSetup();
    ServicePoint point = setup.servicePoint(command.servicePointId()).orElse(null);
    if (point == null) {
      return forbids(QueueRefusals.unknownPoint(command.servicePointId(), setup));
    }
    if (setup.target(command.urgency()).isEmpty()) {
      return forbids(QueueRefusals.notQueued(command.urgency(), setup.scale()));
    }
    Refusal refusal = visitOf(state, command);
    if (refusal != null) {
      return forbids(refusal);
    }
    // First: who asks again after the doors have closed still has a ticket.
    Optional<Verdict> same = sameAgain(state, command);
    if (same.isPresent()) {
      return same.get();
    }
    refusal = notNow(state, mark.at());
    return refusal == null ? issued(state, command, point, mark) : forbids(refusal);
  }

  private static @Nullable Refusal visitOf(ClinicQueueState state, IssueTicket command) {
    Instant appointment = command.appointmentAt();
    if (appointment == null) {
      return command.holder().visitId() == null
          ? null
          : Refusal.invalid("appointment-missing", "a visit's ticket says when the visit begins");
    }
    LocalDate visit = LocalDate.ofInstant(appointment, state.needZone());
    LocalDate day = QueueId.parse(state.queueId()).date();
    return visit.equals(day) ? null : QueueRefusals.visitOnAnotherDay(visit, day);
  }

  private static Optional<Verdict> sameAgain(ClinicQueueState state, IssueTicket command) {
    String visit = command.holder().visitId();
    for (Ticket ticket : state.all()) {
      if (visit != null
          && visit.equals(ticket.holder().visitId())
          && ticket.status() != TicketStatus.LEFT) {
        return Optional.of(
            new Verdict.Shows(ticket, "this visit is checked in with ticket " + ticket.label()));
      }
    }
    return rival(state, command.holder(), command.servicePointId(), null)
        .map(ticket -> new Verdict.Shows(ticket, note(ticket)));
  }

  private static String note(Ticket ticket) {
    return switch (ticket.status()) {
      case WAITING -> "this patient already waits here with ticket " + ticket.label();
      case CALLED -> "this patient has been called with ticket " + ticket.label();
      case IN_SERVICE -> "this patient is being seen with ticket " + ticket.label();
      case MISSED ->
          "this patient was called and missed ticket " + ticket.label() + ": it can return";
      case SERVED, LEFT -> throw new IllegalStateException("no rival: " + ticket.status());
    };
  }

  /** The ticket that the same patient has at that service point and that is not over. */
  static Optional<Ticket> rival(
      ClinicQueueState state, TicketHolder holder, String point, @Nullable String except) {
    return state.all().stream()
        .filter(ticket -> ticket.isActive() || ticket.status() == TicketStatus.MISSED)
        .filter(ticket -> ticket.servicePointId().equals(point))
        .filter(ticket -> !ticket.label().equals(except))
        .filter(ticket -> same(holder, ticket.holder()))
        .findFirst();
  }

  /** One contact can come with several patients: the patient decides where it is known. */
  private static boolean same(TicketHolder one, TicketHolder other) {
    if (one.patientId() != null || other.patientId() != null) {
      return one.patientId() != null && one.patientId().equals(other.patientId());
    }
    return one.contactId() != null && one.contactId().equals(other.contactId());
  }

  private static @Nullable Refusal notNow(ClinicQueueState state, Instant now) {
    if (state.closed()) {
      return QueueRefusals.closed();
    }
    LocalDateTime local = LocalDateTime.ofInstant(now, state.needZone());
    LocalDate day = QueueId.parse(state.queueId()).date();
    if (!local.toLocalDate().equals(day)) {
      return QueueRefusals.anotherDay(local.toLocalDate(), day);
    }
    List<OpeningHours> hours = state.needSetup().hoursOf(day.getDayOfWeek());
    if (hours.isEmpty()) {
      return QueueRefusals.closedToday(day);
    }
    return state.needSetup().isOpen(local)
        ? null
        : QueueRefusals.outsideHours(local.toLocalTime(), hours);
  }

  private static Verdict issued(
      ClinicQueueState state, IssueTicket command, ServicePoint point, Mark mark) {
    int number = state.numbers().getOrDefault(point.code(), 0) + 1;
    QueueRules rules = state.needSetup().rules();
    Places.Place place = Places.of(command.urgency(), mark.at(), command.appointmentAt(), rules);
    Ticket ticket =
        new Ticket(
            point.label(number),
            TicketStatus.WAITING,
            command.holder(),
            point.id(),
            command.origin(),
            command.urgency(),
            command.patientType(),
            command.appointmentAt(),
            command.doctorId(),
            mark.at(),
            place.since(),
            place.earliest(),
            null,
            0,
            null,
            null,
            null,
            null,
            null,
            null,
            0,
            false);
    Standing standing = Standings.of(state.with(ticket), ticket, mark.at()).orElseThrow();
    // Whoever is near already is told so by the ticket itself: one message, not two.
    boolean near = standing.position() <= rules.nearAt() && place.earliest() == null;
    return Verdict.happens(
        new TicketIssued(mark, ticket.edit().near(near).done(), number, standing));
  }
}
