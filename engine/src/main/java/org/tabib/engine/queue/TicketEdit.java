package org.tabib.engine.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A ticket of which a few fields are about to change; for use within one expression. */
final class TicketEdit {
  private final Ticket from;
  private TicketStatus status;
  private String servicePointId;
  private Urgency urgency;
  private @Nullable String doctorId;
  private Instant placeFrom;
  private @Nullable Instant notBefore;
  private @Nullable Integer heldUntil;
  private int calls;
  private @Nullable Instant calledAt;
  private @Nullable String room;
  private @Nullable String seenBy;
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;
  private @Nullable Instant missedAt;
  private int returns;
  private boolean near;

  TicketEdit(Ticket from) {
    this.from = from;
    status = from.status();
    servicePointId = from.servicePointId();
    urgency = from.urgency();
    doctorId = from.doctorId();
    placeFrom = from.placeFrom();
    notBefore = from.notBefore();
    heldUntil = from.heldUntil();
    calls = from.calls();
    calledAt = from.calledAt();
    room = from.room();
    seenBy = from.seenBy();
    startedAt = from.startedAt();
    finishedAt = from.finishedAt();
    missedAt = from.missedAt();
    returns = from.returns();
    near = from.near();
  }

  /** Waits as if it had never been called. */
  TicketEdit waiting() {
    status = TicketStatus.WAITING;
    heldUntil = null;
    calls = 0;
    calledAt = null;
    room = null;
    seenBy = null;
    startedAt = null;
    return this;
  }

  TicketEdit place(Instant since, @Nullable Instant earliest) {
    placeFrom = since;
    notBefore = earliest;
    return this;
  }

  TicketEdit heldUntil(@Nullable Integer call) {
    heldUntil = call;
    return this;
  }

  TicketEdit called(String into, @Nullable String doctor, Instant at) {
    status = TicketStatus.CALLED;
    heldUntil = null;
    calls = 1;
    calledAt = at;
    room = into;
    seenBy = doctor;
    return this;
  }

  TicketEdit calledAgain(Instant at) {
    calls++;
    calledAt = at;
    return this;
  }

  TicketEdit missed(Instant at) {
    status = TicketStatus.MISSED;
    missedAt = at;
    return this;
  }

  TicketEdit returned() {
    returns++;
    return this;
  }

  TicketEdit started(Instant at) {
    status = TicketStatus.IN_SERVICE;
    startedAt = at;
    return this;
  }

  TicketEdit seenBy(@Nullable String doctor) {
    seenBy = doctor;
    return this;
  }

  TicketEdit served(Instant at) {
    status = TicketStatus.SERVED;
    finishedAt = at;
    return this;
  }

  TicketEdit left() {
    status = TicketStatus.LEFT;
    return this;
  }

  TicketEdit urgency(Urgency now) {
    urgency = now;
    return this;
  }

  TicketEdit movedTo(String point) {
    servicePointId = point;
    doctorId = null;
    return this;
  }

  TicketEdit near(boolean knows) {
    near = knows;
    return this;
  }

  Ticket done() {
    return new Ticket(
        from.label(),
        status,
        from.holder(),
        servicePointId,
        from.origin(),
        urgency,
        from.patientType(),
        from.appointmentAt(),
        doctorId,
        from.issuedAt(),
        placeFrom,
        notBefore,
        heldUntil,
        calls,
        calledAt,
        room,
        seenBy,
        startedAt,
        finishedAt,
        missedAt,
        returns,
        near);
  }
}
