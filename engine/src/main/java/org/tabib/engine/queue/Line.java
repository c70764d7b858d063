package org.tabib.engine.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a service point calls those who wait (QUEUE-2), at one moment. Pure: the same
 * tickets give the same order. The formula and why nobody starves are in {@code docs/queue.md}:
 *
 * <ol>
 *   <li>red, by arrival;
 *   <li>then by urgency, and within it by waiting time over target time;
 *   <li>but every n-th call is the turn of who has waited longest of all and over target, at most
 *       one level below the highest that waits.
 * </ol>
 */
final class Line {
  private final QueueSetup setup;
  private final Instant now;
  private final Map<Urgency, List<Ticket>> lanes = new EnumMap<>(Urgency.class);
  private final List<Ticket> early = new ArrayList<>();
  private final Map<Urgency, Integer> passed = new EnumMap<>(Urgency.class);
  private int calls;

  private Line(ClinicQueueState state, String servicePointId, Instant now) {
    this.setup = state.needSetup();
    this.now = now;
    this.calls = state.callsOf(servicePointId);
    passed.putAll(state.passed().getOrDefault(servicePointId, Map.of()));
  }

  /**
   * One place in the order.
   *
   * @param turn whether it is there because it has waited too long, not because of its urgency
   * @param callable whether it can be called now: not who came too early
   */
  record Entry(Ticket ticket, boolean turn, boolean callable) {}

  /** Who waits at that service point. */
  static Line at(ClinicQueueState state, String servicePointId, Instant now) {
    return at(state, servicePointId, null, now);
  }

  /**
   * Who waits at that service point and may see that doctor.
   *
   * @param doctorId null: any
   */
  static Line at(
      ClinicQueueState state, String servicePointId, @Nullable String doctorId, Instant now) {
    Line line = new Line(state, servicePointId, now);
    for (Ticket ticket : state.all()) {
      if (ticket.status() == TicketStatus.WAITING
          && ticket.servicePointId().equals(servicePointId)
          && (doctorId == null
              || ticket.doctorId() == null
              || doctorId.equals(ticket.doctorId()))) {
        line.add(ticket);
      }
    }
    line.sort();
    return line;
  }

  private void add(Ticket ticket) {
    Instant earliest = ticket.notBefore();
    if (earliest != null && earliest.isAfter(now)) {
      early.add(ticket);
    } else {
      lanes.computeIfAbsent(ticket.urgency(), urgency -> new ArrayList<>()).add(ticket);
    }
  }

  private void sort() {
    Comparator<Ticket> order =
        Comparator.<Ticket, Instant>comparing(ticket -> Places.compared(ticket, setup))
            .thenComparing(Ticket::issuedAt)
            .thenComparing(Ticket::label, Labels.ORDER);
    lanes.values().forEach(lane -> lane.sort(order));
    early.sort(
        Comparator.<Ticket, Instant>comparing(Line::earliest)
            .thenComparing(Ticket::urgency)
            .thenComparing(order));
  }

  /** Who is called next; empty when nobody can be called now. */
  Optional<Ticket> next() {
    return Optional.ofNullable(pick()).map(Entry::ticket);
  }

  /** When the first of those who came too early can be called. */
  Optional<Instant> firstEarly() {
    return early.stream().findFirst().map(Line::earliest);
  }

  private static Instant earliest(Ticket ticket) {
    Instant earliest = ticket.notBefore();
    return earliest == null ? ticket.placeFrom() : earliest;
  }

  /** Everybody in the order in which they would be called, if nobody else came. */
  List<Entry> order() {
    List<Entry> order = new ArrayList<>();
    for (Entry entry = pick(); entry != null; entry = pick()) {
      order.add(entry);
      passed.putAll(passedAfter(entry.ticket()));
      calls++;
      lane(entry.ticket().urgency()).remove(entry.ticket());
    }
    early.forEach(ticket -> order.add(new Entry(ticket, false, false)));
    return order;
  }

  /**
   * How many calls of more urgent ones each urgency has let pass since its own last call while one
   * of it was over target; after that ticket has been called.
   */
  Map<Urgency, Integer> passedAfter(Ticket called) {
    Map<Urgency, Integer> after = new EnumMap<>(Urgency.class);
    after.putAll(passed);
    if (called.urgency() == Urgency.RED) {
      return after;
    }
    after.put(called.urgency(), 0);
    for (Urgency less : Urgency.values()) {
      if (less.compareTo(called.urgency()) > 0
          && lane(less).stream().anyMatch(ticket -> Places.isOverdue(ticket, setup, now))) {
        after.merge(less, 1, Integer::sum);
      }
    }
    return after;
  }

  private @Nullable Entry pick() {
    for (Urgency urgency : Urgency.values()) {
      Ticket head = lane(urgency).stream().filter(this::isFree).findFirst().orElse(null);
      if (head != null) {
        Ticket turn = urgency == Urgency.RED ? null : turn(urgency);
        return turn == null ? new Entry(head, false, true) : new Entry(turn, true, true);
      }
    }
    return skipped();
  }

  /** Who comes before that urgency for once, because of the time that has passed. */
  private @Nullable Ticket turn(Urgency top) {
    if (top.ordinal() + 1 >= Urgency.values().length) {
      return null;
    }
    Urgency below = Urgency.values()[top.ordinal() + 1];
    if (passed.getOrDefault(below, 0) < setup.rules().turnEvery() - 1) {
      return null;
    }
    Ticket longest = longest(below);
    Ticket rival = longest(top);
    return longest != null
            && Places.isOverdue(longest, setup, now)
            && (rival == null || longest.placeFrom().isBefore(rival.placeFrom()))
        ? longest
        : null;
  }

  private @Nullable Ticket longest(Urgency urgency) {
    return lane(urgency).stream()
        .filter(this::isFree)
        .min(
            Comparator.comparing(Ticket::placeFrom)
                .thenComparing(Ticket::issuedAt)
                .thenComparing(Ticket::label, Labels.ORDER))
        .orElse(null);
  }

  /** Only skipped ones are left: they do not wait for others who are not there. */
  private @Nullable Entry skipped() {
    return lanes.values().stream()
        .flatMap(List::stream)
        .min(
            Comparator.<Ticket>comparingInt(ticket -> held(ticket))
                .thenComparing(Ticket::urgency)
                .thenComparing(Ticket::issuedAt)
                .thenComparing(Ticket::label, Labels.ORDER))
        .map(ticket -> new Entry(ticket, false, true))
        .orElse(null);
  }

  private boolean isFree(Ticket ticket) {
    return held(ticket) <= calls;
  }

  private static int held(Ticket ticket) {
    Integer until = ticket.heldUntil();
    return until == null ? 0 : until;
  }

  private List<Ticket> lane(Urgency urgency) {
    return lanes.computeIfAbsent(urgency, none -> new ArrayList<>());
  }
}
