package org.tabib.engine.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.QueueReply.Waiting;

/** Where everybody who waits at one service point stands, and for how long. */
final class Standings {
  /** A room that called nobody for that long does not count as working. */
  private static final Duration WORKING = Duration.ofMinutes(45);

  /** How far back the rate of those who come is measured. */
  private static final Duration RATE = Duration.ofMinutes(60);

  private final ClinicQueueState state;
  private final ServicePoint point;
  private final Instant now;
  private final List<Line.Entry> order;
  private final int rooms;
  private final List<Ticket> current;
  private final Expectation expectation;
  private final Map<String, Service> services = new HashMap<>();

  private Standings(ClinicQueueState state, ServicePoint point, Instant now) {
    this.state = state;
    this.point = point;
    this.now = now;
    this.order = Line.at(state, point.id(), now).order();
    this.rooms = rooms();
    this.expectation =
        new Expectation(state.times(), point, state.needSetup().rules(), state.needZone());
    this.current = state.all().stream().filter(this::isCurrent).toList();
  }

  static Standings at(ClinicQueueState state, ServicePoint point, Instant now) {
    return new Standings(state, point, now);
  }

  /** That waiting ticket's place; empty when it does not wait. */
  static Optional<Standing> of(ClinicQueueState state, Ticket ticket, Instant now) {
    if (ticket.status() != TicketStatus.WAITING) {
      return Optional.empty();
    }
    return state
        .needSetup()
        .servicePoint(ticket.servicePointId())
        .flatMap(point -> at(state, point, now).of(ticket.label()));
  }

  /** The place of the waiting ticket with that label. */
  Optional<Standing> of(String label) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).ticket().label().equals(label)) {
        return Optional.of(standing(i));
      }
    }
    return Optional.empty();
  }

  /** Everybody, in order. */
  List<Waiting> all() {
    List<Waiting> all = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      all.add(new Waiting(order.get(i).ticket(), standing(i)));
    }
    return all;
  }

  /** The first ones who can be called now. */
  List<Waiting> first(int count) {
    List<Waiting> first = new ArrayList<>();
    for (int i = 0; i < Math.min(count, order.size()); i++) {
      if (order.get(i).callable()) {
        first.add(new Waiting(order.get(i).ticket(), standing(i)));
      }
    }
    return first;
  }

  private Standing standing(int index) {
    Line.Entry entry = order.get(index);
    return new Standing(index + 1, index, range(index), Reason.of(entry, state, now));
  }

  private @Nullable WaitRange range(int index) {
    Ticket ticket = order.get(index).ticket();
    if (ticket.urgency() == Urgency.RED || state.paused(point.id()).isPresent() || state.closed()) {
      return null;
    }
    WaitRange range = WaitEstimate.of(load(index));
    Instant earliest = ticket.notBefore();
    return earliest == null ? range : notBefore(range, earliest);
  }

  /** Who came early waits at least until being called is possible. */
  private WaitRange notBefore(WaitRange range, Instant earliest) {
    long minutes = Duration.between(now, earliest).toMinutes();
    Duration least = Duration.ofMinutes(Math.ceilDiv(Math.max(0, minutes), 5L) * 5);
    Duration from = range.from().compareTo(least) < 0 ? least : range.from();
    Duration to = from.plusMinutes(5);
    return new WaitRange(from, range.to().compareTo(to) < 0 ? to : range.to());
  }

  private WaitEstimate.Load load(int index) {
    Ticket ticket = order.get(index).ticket();
    String doctor = ticket.doctorId();
    List<WaitEstimate.Current> busy = new ArrayList<>();
    for (Ticket other : current) {
      if (doctor == null || doctor.equals(other.seenBy())) {
        busy.add(current(other));
      }
    }
    double chance = expectation.showChance();
    List<WaitEstimate.Ahead> ahead = new ArrayList<>();
    for (Line.Entry entry : order.subList(0, index)) {
      Ticket other = entry.ticket();
      if (doctor == null || other.doctorId() == null || doctor.equals(other.doctorId())) {
        // Of those whom any doctor may see, one's own doctor sees a part.
        double share = doctor == null || other.doctorId() != null ? 1 : 1.0 / rooms;
        ahead.add(new WaitEstimate.Ahead(service(other.doctorId()), chance, share));
      }
    }
    return new WaitEstimate.Load(
        busy, ahead, expectation.absence(), doctor == null ? rooms : 1, passing(ticket.urgency()));
  }

  private WaitEstimate.Current current(Ticket ticket) {
    Service service = service(ticket.seenBy());
    Instant taken = ticket.roomTakenAt();
    if (ticket.status() == TicketStatus.IN_SERVICE && taken != null) {
      return new WaitEstimate.Current(service, since(taken), 0, 1);
    }
    Instant called = state.times().waitedForSince(ticket);
    double waited = called == null ? 0 : since(called);
    return new WaitEstimate.Current(service, 0, waited, expectation.showChance());
  }

  private double since(Instant then) {
    return Duration.between(then, now).toSeconds();
  }

  private Service service(@Nullable String doctor) {
    return services.computeIfAbsent(
        doctor == null ? "" : doctor, any -> expectation.service(doctor, now));
  }

  private boolean isCurrent(Ticket ticket) {
    return ticket.servicePointId().equals(point.id())
        && (ticket.status() == TicketStatus.CALLED || ticket.status() == TicketStatus.IN_SERVICE);
  }

  /** The rooms that work; before the first call, all that there are. */
  private int rooms() {
    Set<String> working = new HashSet<>();
    for (Ticket ticket : state.all()) {
      String room = ticket.room();
      Instant called = ticket.calledAt();
      if (room != null
          && called != null
          && ticket.servicePointId().equals(point.id())
          && (isCurrent(ticket) || called.plus(WORKING).isAfter(now) || finishedLately(ticket))) {
        working.add(room);
      }
    }
    boolean begun = state.callsOf(point.id()) > 0;
    return Math.max(1, begun ? working.size() : point.rooms().size());
  }

  private boolean finishedLately(Ticket ticket) {
    Instant finished = ticket.finishedAt();
    return finished != null && finished.plus(WORKING).isAfter(now);
  }

  /** What share of the rooms' time those take who come later and are more urgent. */
  private double passing(Urgency urgency) {
    long came = 0;
    double hours = 0;
    for (Ticket ticket : state.all()) {
      if (ticket.servicePointId().equals(point.id())) {
        hours = Math.max(hours, since(ticket.issuedAt()) / RATE.toSeconds());
        boolean passes = ticket.urgency().compareTo(urgency) < 0;
        came += passes && ticket.issuedAt().plus(RATE).isAfter(now) ? 1 : 0;
      }
    }
    double anHour = expectation.passing(urgency, now, came, Math.min(hours, 1));
    return anHour * service(null).mean() / RATE.toSeconds() / rooms;
  }
}
