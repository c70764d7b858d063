package org.tabib.engine.queue;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A queue's state with every field filled, for those who look at how it is stored. */
public final class QueueSamplesState {
  private QueueSamplesState() {}

  /** The state. */
  public static ClinicQueueState state(QueueSetup setup, Ticket ticket, Remark reason) {
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
            Map.of("general", 1)),
        true);
  }
}
