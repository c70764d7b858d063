package org.tabib.edge.display;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.OpeningHours;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.QueueReply.QueueState;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.ServicePoint;
import org.tabib.engine.queue.Ticket;
import org.tabib.engine.queue.TicketStatus;

/** Makes a board of a day's queue: pure. What is not copied here is not shown. */
final class BoardView {
  private static final int CALLS = 12;
  private static final int NEXT = 5;
  private static final int MISSED = 6;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private BoardView() {}

  static Board of(Place place, QueueState queue, Instant now) {
    LocalDateTime local = LocalDateTime.ofInstant(now, place.zone());
    Board.State state = state(place.setup(), queue, local);
    return new Board(
        new Board.ClinicName(place.clinicId(), place.names(), place.zone().getId()),
        place.languages(),
        local.toLocalDate().toString(),
        state,
        state == Board.State.BEFORE ? opensAt(place.setup(), local) : null,
        points(place.setup(), queue),
        calls(place, queue),
        missed(queue));
  }

  private static Board.State state(QueueSetup setup, QueueState queue, LocalDateTime local) {
    if (queue.closed()) {
      return Board.State.CLOSED;
    }
    boolean somebodyIsThere =
        queue.points().stream().anyMatch(point -> !point.waiting().isEmpty())
            || queue.tickets().stream().anyMatch(ticket -> wasCalled(ticket));
    if (!somebodyIsThere && !setup.isOpen(local)) {
      return opensAt(setup, local) == null ? Board.State.CLOSED : Board.State.BEFORE;
    }
    boolean allPause =
        !queue.points().isEmpty()
            && queue.points().stream().allMatch(point -> point.paused() != null);
    return allPause ? Board.State.PAUSED : Board.State.OPEN;
  }

  /** Null when it does not open any more today. */
  private static @Nullable String opensAt(QueueSetup setup, LocalDateTime local) {
    Optional<LocalTime> next =
        setup.hoursOf(local.getDayOfWeek()).stream()
            .map(OpeningHours::from)
            .filter(from -> from.isAfter(local.toLocalTime()))
            .findFirst();
    return next.map(CLOCK::format).orElse(null);
  }

  private static List<Board.Point> points(QueueSetup setup, QueueState queue) {
    Map<String, QueueReply.Point> now =
        queue.points().stream()
            .collect(
                Collectors.toMap(
                    QueueReply.Point::servicePointId, Function.identity(), (one, same) -> one));
    return setup.servicePoints().stream()
        .map(
            point ->
                point(
                    point,
                    now.getOrDefault(
                        point.id(), new QueueReply.Point(point.id(), null, List.of()))))
        .toList();
  }

  private static Board.Point point(ServicePoint point, QueueReply.Point now) {
    return new Board.Point(
        point.id(),
        point.code(),
        point.names(),
        now.paused() != null,
        now.waiting().size(),
        now.waiting().stream().limit(NEXT).map(waiting -> waiting.ticket().label()).toList());
  }

  private static List<Board.Call> calls(Place place, QueueState queue) {
    return queue.tickets().stream()
        .filter(BoardView::wasCalled)
        .flatMap(ticket -> called(place, ticket).stream())
        .sorted(Comparator.comparing(Called::at).reversed())
        .limit(CALLS)
        .map(Called::call)
        .toList();
  }

  private record Called(Instant at, Board.Call call) {}

  private static Optional<Called> called(Place place, Ticket ticket) {
    String room = ticket.room();
    return Optional.ofNullable(ticket.calledAt())
        .map(
            at ->
                new Called(
                    at,
                    new Board.Call(
                        ticket.label(),
                        ticket.servicePointId(),
                        room == null ? "" : room,
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                            at.truncatedTo(ChronoUnit.MILLIS).atZone(place.zone())),
                        ticket.calls(),
                        ticket.status() == TicketStatus.CALLED)));
  }

  private static boolean wasCalled(Ticket ticket) {
    return switch (ticket.status()) {
      case CALLED, IN_SERVICE -> true;
      case WAITING, SERVED, MISSED, LEFT -> false;
    };
  }

  private static List<String> missed(QueueState queue) {
    return queue.tickets().stream()
        .filter(ticket -> ticket.status() == TicketStatus.MISSED)
        .sorted(
            Comparator.comparing(
                    Ticket::missedAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
                .reversed())
        .limit(MISSED)
        .map(Ticket::label)
        .toList();
  }
}
