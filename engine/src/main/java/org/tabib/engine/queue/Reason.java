package org.tabib.engine.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says in English why a ticket stands where it stands: "orange, 12 of 10 minutes". */
final class Reason {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private Reason() {}

  static String of(Line.Entry entry, ClinicQueueState state, Instant now) {
    Ticket ticket = entry.ticket();
    QueueSetup setup = state.needSetup();
    ZoneId zone = state.needZone();
    StringBuilder text = new StringBuilder(level(ticket.urgency(), setup));
    if (ticket.urgency() == Urgency.RED) {
      text.append(", at once");
    } else {
      long waited = Math.max(0, Duration.between(ticket.placeFrom(), now).toMinutes());
      text.append(", %d of %d minutes".formatted(waited, Places.target(ticket, setup).toMinutes()));
    }
    if (setup.rules().bonus().getOrDefault(ticket.patientType(), 0.0) > 0) {
      text.append(", ").append(ticket.patientType().name().toLowerCase(Locale.ROOT));
    }
    Instant appointment = ticket.appointmentAt();
    if (appointment != null) {
      boolean kept = !ticket.placeFrom().isAfter(appointment);
      text.append(kept ? ", booked for " : ", late for ").append(clock(appointment, zone));
    }
    Instant earliest = ticket.notBefore();
    if (!entry.callable() && earliest != null) {
      text.append(", not before ").append(clock(earliest, zone));
    }
    if (entry.turn()) {
      text.append(", has waited longest");
    }
    Integer held = ticket.heldUntil();
    int others = held == null ? 0 : held - state.callsOf(ticket.servicePointId());
    if (others > 0) {
      text.append(", skipped: after ").append(others).append(others == 1 ? " other" : " others");
    }
    return text.toString();
  }

  static String level(Urgency urgency, QueueSetup setup) {
    return setup
        .scale()
        .level(urgency)
        .map(TriageScale.Level::name)
        .orElseGet(() -> urgency.name().toLowerCase(Locale.ROOT));
  }

  private static String clock(Instant time, ZoneId zone) {
    return CLOCK.format(time.atZone(zone));
  }
}
