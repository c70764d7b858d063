package org.tabib.engine.queue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.QueueEvent.CommandUndone;
import org.tabib.engine.queue.QueueEvent.DayClosed;
import org.tabib.engine.queue.QueueEvent.DayOpened;
import org.tabib.engine.queue.QueueEvent.DayShown;
import org.tabib.engine.queue.QueueEvent.QueuePaused;
import org.tabib.engine.queue.QueueEvent.QueueResumed;
import org.tabib.engine.queue.QueueEvent.ServiceFinished;
import org.tabib.engine.queue.QueueEvent.ServiceStarted;
import org.tabib.engine.queue.QueueEvent.SetupChanged;
import org.tabib.engine.queue.QueueEvent.TicketCalled;
import org.tabib.engine.queue.QueueEvent.TicketEvent;
import org.tabib.engine.queue.QueueEvent.TicketIssued;
import org.tabib.engine.queue.QueueEvent.TicketLeft;
import org.tabib.engine.queue.QueueEvent.TicketMissed;
import org.tabib.engine.queue.QueueEvent.TicketNeared;
import org.tabib.engine.queue.QueueEvent.TicketRecalled;
import org.tabib.engine.queue.QueueEvent.TicketRetriaged;
import org.tabib.engine.queue.QueueEvent.TicketReturned;
import org.tabib.engine.queue.QueueEvent.TicketSkipped;
import org.tabib.engine.queue.QueueEvent.TicketTransferred;

/**
 * What a ClinicQueue remembers: one day.
 *
 * @param setup null until the day is opened
 * @param zone null until the day is opened
 * @param numbers the last number given out, by code: never goes back
 * @param tickets all of the day, by label
 * @param calls how many calls each service point has made: never goes back
 * @param passed per service point and urgency: {@link Line}'s count of those who were called first
 * @param pauses why each pausing service point pauses; {@link #EVERYWHERE} for all of them
 * @param changes what the latest commands did, oldest first
 */
public record ClinicQueueState(
    String queueId,
    @Nullable QueueSetup setup,
    @Nullable ZoneId zone,
    Map<String, Integer> numbers,
    Map<String, Ticket> tickets,
    Map<String, Integer> calls,
    Map<String, Map<Urgency, Integer>> passed,
    Map<String, Remark> pauses,
    List<Change> changes,
    ServiceTimes times,
    boolean closed) {

  /** Stands for all service points among the pauses. */
  static final String EVERYWHERE = "*";

  /** Repetitions come within seconds, or minutes after an outage: hours of a busy desk. */
  static final int REMEMBERED = 400;

  /**
   * What one command did.
   *
   * @param label null when it was not about a ticket
   * @param what the event's name, for those who are told
   * @param before the ticket until then; null when it was issued, and for what cannot be undone
   */
  record Change(
      String commandId,
      String by,
      @Nullable String label,
      String what,
      @Nullable Ticket before,
      boolean undone) {}

  public ClinicQueueState {
    numbers = kept(numbers);
    tickets = kept(tickets);
    calls = kept(calls);
    passed = kept(passed);
    pauses = kept(pauses);
    changes = List.copyOf(changes);
  }

  static ClinicQueueState unopened(String queueId) {
    return new ClinicQueueState(
        queueId,
        null,
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        ServiceTimes.NONE,
        false);
  }

  ClinicQueueState apply(QueueEvent event) {
    return switch (event) {
      case DayOpened e ->
          edit().setup(e.setup()).zone(e.zone()).times(times.after(e.earlierDays())).done();
      case SetupChanged e -> edit().setup(e.setup()).done();
      case TicketIssued e ->
          edit().number(e).ticket(e.ticket()).change(e, e.ticket().label(), null).done();
      case TicketCalled e ->
          moved(e).called(this, e).times(times.called(e.ticket(), e.at())).done();
      case TicketRecalled e -> moved(e).done();
      case TicketSkipped e -> moved(e).done();
      case TicketMissed e -> moved(e).times(times.missed(e.ticket())).done();
      case TicketReturned e -> moved(e).done();
      case ServiceStarted e -> moved(e).times(times.came(e.ticket().servicePointId(), 1)).done();
      case ServiceFinished e -> moved(e).times(served(before(e), e.at())).done();
      case TicketRetriaged e -> moved(e).done();
      case TicketTransferred e -> moved(e).times(served(before(e), e.at())).done();
      case TicketLeft e -> moved(e).done();
      case TicketNeared e -> edit().ticket(e.ticket()).done();
      case CommandUndone e -> edit().ticket(e.ticket()).undone(e).times(unlearned(e)).done();
      case QueuePaused e ->
          edit().paused(point(e.servicePointId()), e.reason()).change(e, null, null).done();
      case QueueResumed e -> edit().resumed(point(e.servicePointId())).change(e, null, null).done();
      case DayClosed e -> edit().closed(e.left()).change(e, null, null).done();
      case DayShown e -> this;
    };
  }

  /** The day's setup. */
  QueueSetup needSetup() {
    return Objects.requireNonNull(setup, "the day has not been opened");
  }

  /** The clinic's time zone. */
  ZoneId needZone() {
    return Objects.requireNonNull(zone, "the day has not been opened");
  }

  Optional<Ticket> ticket(String label) {
    return Optional.ofNullable(tickets.get(label));
  }

  /** What that command did; empty when it is not remembered. */
  Optional<Change> change(String commandId) {
    return changes.stream().filter(change -> change.commandId().equals(commandId)).findFirst();
  }

  /** The latest change of that ticket that stands. */
  Optional<Change> newestOf(String label) {
    return changes.reversed().stream()
        .filter(change -> label.equals(change.label()) && !change.undone())
        .findFirst();
  }

  /** Why that service point calls nobody; empty when it does. */
  Optional<Remark> paused(String servicePointId) {
    return Optional.ofNullable(pauses.get(EVERYWHERE))
        .or(() -> Optional.ofNullable(pauses.get(servicePointId)));
  }

  int callsOf(String servicePointId) {
    return calls.getOrDefault(servicePointId, 0);
  }

  /** The same with that ticket as it would be; nothing else is different. */
  ClinicQueueState with(Ticket ticket) {
    return edit().ticket(ticket).done();
  }

  Collection<Ticket> all() {
    return tickets.values();
  }

  private ClinicQueueEdit moved(TicketEvent event) {
    Ticket before = before(event);
    return edit().ticket(event.ticket()).change(event, before.label(), before);
  }

  private Ticket before(TicketEvent event) {
    return Objects.requireNonNull(tickets.get(event.ticket().label()), "a ticket is issued first");
  }

  private ServiceTimes served(Ticket before, Instant until) {
    Instant taken = before.roomTakenAt();
    return before.status() == TicketStatus.IN_SERVICE && taken != null
        ? times.with(before.servicePointId(), before.seenBy(), taken, until, needZone())
        : times;
  }

  /** What the undone change had taught. */
  private ServiceTimes unlearned(CommandUndone e) {
    Ticket after = e.ticket();
    Instant taken = after.roomTakenAt();
    String point = after.servicePointId();
    return switch (after.status()) {
      case IN_SERVICE -> {
        Instant until =
            e.before().finishedAt() == null ? e.before().placeFrom() : e.before().finishedAt();
        yield taken == null || until == null
            ? times
            : times.without(point, after.seenBy(), taken, until, needZone());
      }
      case CALLED ->
          switch (e.before().status()) {
            case IN_SERVICE -> times.came(point, -1);
            case MISSED -> times.notMissed(e.before());
            case WAITING, CALLED, SERVED, LEFT -> times;
          };
      case WAITING, SERVED, MISSED, LEFT -> times;
    };
  }

  private static String point(@Nullable String servicePointId) {
    return servicePointId == null ? EVERYWHERE : servicePointId;
  }

  private ClinicQueueEdit edit() {
    return new ClinicQueueEdit(this);
  }

  /** In the order in which things came, also after a restart. */
  private static <V> Map<String, V> kept(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  static List<Change> bounded(List<Change> changes) {
    int over = changes.size() - REMEMBERED;
    return over <= 0 ? changes : new ArrayList<>(changes.subList(over, changes.size()));
  }
}
