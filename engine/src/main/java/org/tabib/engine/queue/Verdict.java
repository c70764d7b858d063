package org.tabib.engine.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Refusal;

/** What one rule makes of a command, before the day is opened for it and the answer is made. */
sealed interface Verdict {

  /**
   * These happen.
   *
   * @param label the ticket to answer with; null when it is not about one
   * @param note what the sender should know
   */
  record Happens(List<QueueEvent> events, @Nullable String label, @Nullable String note)
      implements Verdict {
    public Happens {
      events = List.copyOf(events);
    }
  }

  /** Nothing changes. */
  record Says(QueueReply reply) implements Verdict {}

  /** Nothing changes: that ticket is the answer. */
  record Shows(Ticket ticket, String note) implements Verdict {}

  /** Nothing changes: a rule forbids it. */
  record Forbids(Refusal refusal) implements Verdict {}

  static Verdict happens(QueueEvent.TicketEvent event) {
    return new Happens(List.of(event), event.ticket().label(), null);
  }

  static Verdict forbids(Refusal refusal) {
    return new Forbids(refusal);
  }
}
