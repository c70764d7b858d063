package org.tabib.engine.queue;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.ClinicQueueState.Change;

/** A state of which a few fields are about to change; for use within one expression. */
final class ClinicQueueEdit {
  private final ClinicQueueState from;
  private @Nullable QueueSetup setup;
  private @Nullable ZoneId zone;
  private Map<String, Integer> numbers;
  private Map<String, Ticket> tickets;
  private Map<String, Integer> calls;
  private Map<String, Map<Urgency, Integer>> passed;
  private Map<String, Remark> pauses;
  private List<Change> changes;
  private ServiceTimes times;
  private boolean closed;

  ClinicQueueEdit(ClinicQueueState from) {
    this.from = from;
    setup = from.setup();
    zone = from.zone();
    numbers = from.numbers();
    tickets = from.tickets();
    calls = from.calls();
    passed = from.passed();
    pauses = from.pauses();
    changes = from.changes();
    times = from.times();
    closed = from.closed();
  }

  ClinicQueueEdit setup(QueueSetup current) {
    setup = current;
    return this;
  }

  ClinicQueueEdit zone(ZoneId current) {
    zone = current;
    return this;
  }

  /** Labels are unique by code: so is the counter, whichever service point uses it. */
  ClinicQueueEdit number(QueueEvent.TicketIssued event) {
    numbers = new LinkedHashMap<>(numbers);
    numbers.merge(Labels.code(event.ticket().label()), event.number(), Math::max);
    return this;
  }

  ClinicQueueEdit ticket(Ticket ticket) {
    tickets = new LinkedHashMap<>(tickets);
    tickets.put(ticket.label(), ticket);
    return this;
  }

  ClinicQueueEdit called(ClinicQueueState before, QueueEvent.TicketCalled event) {
    String point = event.ticket().servicePointId();
    calls = new LinkedHashMap<>(calls);
    calls.merge(point, 1, Integer::sum);
    passed = new LinkedHashMap<>(passed);
    passed.put(point, Line.at(before, point, event.at()).passedAfter(event.ticket()));
    return this;
  }

  ClinicQueueEdit change(QueueEvent event, @Nullable String label, @Nullable Ticket before) {
    changes = new ArrayList<>(changes);
    changes.add(
        new Change(
            event.mark().commandId(),
            event.mark().by(),
            label,
            event.getClass().getSimpleName(),
            before,
            false));
    changes = ClinicQueueState.bounded(changes);
    return this;
  }

  /** The undone change stands no more; the undoing itself is remembered, but changes nothing. */
  ClinicQueueEdit undone(QueueEvent.CommandUndone event) {
    List<Change> next = new ArrayList<>();
    for (Change change : changes) {
      next.add(
          change.commandId().equals(event.undoes())
              ? new Change(
                  change.commandId(), change.by(), change.label(), change.what(), null, true)
              : change);
    }
    next.add(
        new Change(
            event.mark().commandId(),
            event.mark().by(),
            event.ticket().label(),
            "CommandUndone",
            null,
            true));
    changes = ClinicQueueState.bounded(next);
    return this;
  }

  ClinicQueueEdit paused(String point, Remark reason) {
    pauses = new LinkedHashMap<>(pauses);
    pauses.put(point, reason);
    return this;
  }

  /** All go on when all are told to, also those that paused by themselves. */
  ClinicQueueEdit resumed(String point) {
    pauses = new LinkedHashMap<>(pauses);
    if (point.equals(ClinicQueueState.EVERYWHERE)) {
      pauses.clear();
    } else {
      pauses.remove(point);
    }
    return this;
  }

  ClinicQueueEdit closed(List<Ticket> left) {
    closed = true;
    for (Ticket ticket : left) {
      ticket(ticket);
    }
    return this;
  }

  ClinicQueueEdit times(ServiceTimes learned) {
    times = learned;
    return this;
  }

  ClinicQueueState done() {
    return new ClinicQueueState(
        from.queueId(),
        setup,
        zone,
        numbers,
        tickets,
        calls,
        passed,
        pauses,
        changes,
        times,
        closed);
  }
}
