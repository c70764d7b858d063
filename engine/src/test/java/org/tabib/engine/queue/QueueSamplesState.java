package org.tabib.engine.queue;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A queue's state with every field filled, for those who look at how it is stored. */
public final class QueueSamplesState {
  private QueueSamplesState() {}

  /** The state as the first releases stored it. */
  public static ClinicQueueState state(QueueSetup setup, Ticket ticket, Remark reason) {
    return state(setup, ticket, reason, Map.of(), Map.of(), Shown.NOTHING);
  }

  /** With what earlier days showed, and calls for which a room waits. */
  public static ClinicQueueState learned(
      QueueSetup setup, Ticket ticket, Remark reason, Shown earlier) {
    return state(
        setup,
        ticket,
        reason,
        Map.of("general", new Tally(1, 180, 32_400)),
        Map.of("general|2", new ServiceTimes.Call("A7", ticket.issuedAt())),
        earlier);
  }

  private static ClinicQueueState state(
      QueueSetup setup,
      Ticket ticket,
      Remark reason,
      Map<String, Tally> absences,
      Map<String, ServiceTimes.Call> calls,
      Shown earlier) {
    return new ClinicQueueState(
        "afya.clinic.2026-11-23",
        setup,
        ZoneId.of("Africa/Nairobi"),
        Map.of("A", 7),
        Map.of("A7", ticket),
        Map.of("general", 5),
        Map.of("general", Map.of(Urgency.YELLOW, 2)),
        Map.of("general", reason),
        List.of(
            new ClinicQueueState.Change(
                "command", "staff-1", "A7", "TicketSkipped", ticket, false)),
        new ServiceTimes(
            Map.of("general", new Tally(2, 900, 450_000)),
            Map.of("general", 2),
            Map.of("general", 1),
            absences,
            calls,
            earlier),
        true);
  }
}
