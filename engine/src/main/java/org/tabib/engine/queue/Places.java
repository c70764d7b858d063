package org.tabib.engine.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when a ticket counts as waiting. Who has an appointment and comes early, or within the
 * grace period after it, stands as if they had come at the appointment; who comes later stands
 * where a walk-in of that moment stands. Red never waits for an appointment.
 */
final class Places {
  private Places() {}

  /**
   * A place.
   *
   * @param since when the waiting began; ahead for who came early
   * @param earliest when the ticket can be called at the earliest; null: at once
   */
  record Place(Instant since, @Nullable Instant earliest) {}

  static Place of(
      Urgency urgency, Instant arrival, @Nullable Instant appointment, QueueRules rules) {
    if (appointment == null
        || urgency == Urgency.RED
        || arrival.isAfter(appointment.plus(rules.grace()))) {
      return new Place(arrival, null);
    }
    Instant earliest = appointment.minus(rules.earlyBy());
    return new Place(appointment, arrival.isBefore(earliest) ? earliest : null);
  }

  /** What the ticket's place is compared by within its urgency: bonuses are time waited before. */
  static Instant compared(Ticket ticket, QueueSetup setup) {
    Duration target = target(ticket, setup);
    double share = setup.rules().bonus().getOrDefault(ticket.patientType(), 0.0);
    if (ticket.placeFrom().equals(ticket.appointmentAt())) {
      share += setup.rules().bookedBonus();
    }
    return ticket.placeFrom().minusSeconds(Math.round(target.toSeconds() * share));
  }

  /** A level that the clinic gave up in the course of the day keeps the longest time there is. */
  static Duration target(Ticket ticket, QueueSetup setup) {
    return setup
        .target(ticket.urgency())
        .orElseGet(() -> setup.target(setup.scale().levels().getLast().urgency()).orElseThrow());
  }

  /** Whether it has waited as long as its urgency may. */
  static boolean isOverdue(Ticket ticket, QueueSetup setup, Instant now) {
    return !ticket.placeFrom().plus(target(ticket, setup)).isAfter(now);
  }
}
