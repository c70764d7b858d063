package org.tabib.engine.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One patient's ticket, as it is after an event: events carry it whole, so that nobody who reads
 * them has to look back.
 *
 * @param label letters of the service point where it was issued, and a number: never changes
 * @param appointmentAt when the booked visit begins; null for walk-ins
 * @param doctorId the doctor it waits for; null when any will do
 * @param issuedAt when it was issued: the arrival
 * @param placeFrom since when it counts as waiting; may lie ahead for who came early
 * @param notBefore when it can be called at the earliest; null: at once
 * @param heldUntil it was skipped: not called before the service point has made that many calls
 * @param calls how often it was called since it last waited, the first time and recalls
 * @param calledAt when it was last called
 * @param room where it was called to; kept when it was served
 * @param seenBy the doctor who is in that room, if that is known
 * @param missedAt when it was last given up
 * @param returns how often it came back after being missed
 * @param near whether its holder knows to be near
 */
public record Ticket(
    String label,
    TicketStatus status,
    TicketHolder holder,
    String servicePointId,
    Origin origin,
    Urgency urgency,
    PatientType patientType,
    @Nullable Instant appointmentAt,
    @Nullable String doctorId,
    Instant issuedAt,
    Instant placeFrom,
    @Nullable Instant notBefore,
    @Nullable Integer heldUntil,
    int calls,
    @Nullable Instant calledAt,
    @Nullable String room,
    @Nullable String seenBy,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant missedAt,
    int returns,
    boolean near) {

  /** Whether it is still on its way through the queue: waiting, called or in service. */
  public boolean isActive() {
    return switch (status) {
      case WAITING, CALLED, IN_SERVICE -> true;
      case SERVED, MISSED, LEFT -> false;
    };
  }

  /** Since when it keeps a room busy: nobody else can be called there while its holder walks in. */
  @Nullable Instant roomTakenAt() {
    return calledAt == null || (startedAt != null && startedAt.isBefore(calledAt))
        ? startedAt
        : calledAt;
  }

  TicketEdit edit() {
    return new TicketEdit(this);
  }
}
