package org.tabib.edge.timer;

import java.time.Instant;
import java.util.List;
import org.tabib.projections.timer.TimerStore.Due;

/**
 * What one look at the tables of timers saw.
 *
 * @param waiting about how many there are in all
 */
record Backlog(List<Due> due, long waiting, Instant at) {
  Backlog {
    due = List.copyOf(due);
  }

  /** In a few words, for whoever operates. */
  String text() {
    long total = due.stream().mapToLong(Due::due).sum();
    long late = due.stream().mapToLong(Due::overdue).sum();
    return "about %d wait, %d are due, %d late".formatted(waiting, total, late);
  }
}
