package org.tabib.engine.queue;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tabib.engine.entity.Refusal;

/** What a queue refuses, each with a name that callers can rely on. */
final class QueueRefusals {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private QueueRefusals() {}

  static Refusal unknownPoint(String id, QueueSetup setup) {
    return Refusal.notFound(
        "service-point-unknown",
        "no service point "
            + id
            + ": there are "
            + setup.servicePoints().stream()
                .map(ServicePoint::id)
                .collect(Collectors.joining(", ")));
  }

  static Refusal unknownRoom(String room, ServicePoint point) {
    return Refusal.invalid(
        "room-unknown",
        "%s has no room %s: there are %s"
            .formatted(point.id(), room, String.join(", ", point.rooms())));
  }

  static Refusal unknownTicket(String label) {
    return Refusal.notFound("ticket-unknown", "no ticket " + label + " was issued that day");
  }

  static Refusal left(String label) {
    return Refusal.wrongState("ticket-left", "ticket " + label + " has left the queue");
  }

  static Refusal wrongState(Ticket ticket, Class<? extends QueueEvent> event) {
    return Refusal.wrongState(
        "ticket-wrong-state",
        "ticket %s is %s: that needs %s"
            .formatted(ticket.label(), ticket.status(), TicketLifecycle.statusesOf(event)));
  }

  static Refusal notCalled(Ticket ticket) {
    return Refusal.wrongState(
        "ticket-wrong-state",
        "ticket %s is %s: that needs %s"
            .formatted(ticket.label(), ticket.status(), TicketStatus.CALLED));
  }

  static Refusal closed() {
    return Refusal.wrongState("queue-closed", "the day has been closed: no more tickets");
  }

  static Refusal paused(String why) {
    return Refusal.wrongState("queue-paused", "nobody is called at the moment: " + why);
  }

  static Refusal noReason() {
    return Refusal.invalid("reason-missing", "say why: the reason is kept");
  }

  static Refusal notQueued(Urgency urgency, TriageScale scale) {
    return Refusal.invalid(
        "urgency-not-queued",
        "nobody of %s waits on %s: there are %s"
            .formatted(
                urgency,
                scale,
                scale.levels().stream()
                    .map(level -> level.urgency().name())
                    .collect(Collectors.joining(", "))));
  }

  static Refusal anotherDay(LocalDate today, LocalDate day) {
    return Refusal.invalid(
        "queue-of-another-day", "this is the queue of " + day + ", and today is " + today);
  }

  static Refusal visitOnAnotherDay(LocalDate visit, LocalDate day) {
    return Refusal.invalid(
        "visit-on-another-day", "the visit is on " + visit + ", and this is the queue of " + day);
  }

  static Refusal closedToday(LocalDate day) {
    return Refusal.wrongState(
        "clinic-closed-today", "the clinic is closed on " + day + ", a " + day.getDayOfWeek());
  }

  static Refusal outsideHours(LocalTime now, List<OpeningHours> hours) {
    return Refusal.wrongState(
        "outside-opening-hours",
        "it is %s: tickets are given out %s"
            .formatted(
                CLOCK.format(now),
                hours.stream()
                    .map(open -> CLOCK.format(open.from()) + "–" + CLOCK.format(open.to()))
                    .collect(Collectors.joining(", "))));
  }

  static Refusal alreadyWaits(Ticket other) {
    return Refusal.conflict(
        "already-waiting", "this patient already waits here with ticket " + other.label());
  }
}
