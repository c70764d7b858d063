package org.tabib.engine.queue;

import static org.tabib.engine.queue.TicketStatus.CALLED;
import static org.tabib.engine.queue.TicketStatus.IN_SERVICE;
import static org.tabib.engine.queue.TicketStatus.LEFT;
import static org.tabib.engine.queue.TicketStatus.MISSED;
import static org.tabib.engine.queue.TicketStatus.SERVED;
import static org.tabib.engine.queue.TicketStatus.WAITING;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Lifecycle;
import org.tabib.engine.entity.Lifecycle.Transition;
import org.tabib.engine.queue.QueueEvent.DayClosed;
import org.tabib.engine.queue.QueueEvent.ServiceFinished;
import org.tabib.engine.queue.QueueEvent.ServiceStarted;
import org.tabib.engine.queue.QueueEvent.TicketCalled;
import org.tabib.engine.queue.QueueEvent.TicketIssued;
import org.tabib.engine.queue.QueueEvent.TicketLeft;
import org.tabib.engine.queue.QueueEvent.TicketMissed;
import org.tabib.engine.queue.QueueEvent.TicketRecalled;
import org.tabib.engine.queue.QueueEvent.TicketRetriaged;
import org.tabib.engine.queue.QueueEvent.TicketReturned;
import org.tabib.engine.queue.QueueEvent.TicketSkipped;
import org.tabib.engine.queue.QueueEvent.TicketTransferred;

/**
 * The life of a ticket (QUEUE-3); drawn in {@code docs/lifecycles/ticket.md}. Undoing is not in it:
 * it goes back along the line that was taken last, and a ticket whose issue is undone has LEFT.
 */
public final class TicketLifecycle {
  static final Lifecycle<TicketStatus, Class<? extends QueueEvent>> TABLE =
      new Lifecycle<>(
          List.of(
              on(null, TicketIssued.class, WAITING),
              on(WAITING, TicketCalled.class, CALLED),
              on(WAITING, TicketSkipped.class, WAITING),
              on(WAITING, TicketRetriaged.class, WAITING),
              on(WAITING, TicketTransferred.class, WAITING),
              on(WAITING, TicketLeft.class, LEFT),
              on(WAITING, DayClosed.class, LEFT),
              on(CALLED, TicketRecalled.class, CALLED),
              on(CALLED, TicketMissed.class, MISSED),
              on(CALLED, TicketSkipped.class, WAITING),
              on(CALLED, TicketRetriaged.class, CALLED),
              on(CALLED, TicketTransferred.class, WAITING),
              on(CALLED, TicketLeft.class, LEFT),
              on(CALLED, ServiceStarted.class, IN_SERVICE),
              // The visit was begun, or was over, without the ticket: never by the desk.
              on(WAITING, ServiceStarted.class, IN_SERVICE),
              on(MISSED, ServiceStarted.class, IN_SERVICE),
              on(IN_SERVICE, ServiceFinished.class, SERVED),
              on(IN_SERVICE, TicketTransferred.class, WAITING),
              on(MISSED, TicketReturned.class, WAITING),
              // Somebody at the door, called by hand.
              on(MISSED, TicketCalled.class, CALLED),
              on(MISSED, TicketLeft.class, LEFT)));

  private TicketLifecycle() {}

  /** Whether that may happen to a ticket of that status. */
  public static boolean allows(TicketStatus from, Class<? extends QueueEvent> event) {
    return TABLE.next(from, event).isPresent();
  }

  /** The statuses in which that may happen, for those who are told that it may not. */
  static String statusesOf(Class<? extends QueueEvent> event) {
    return TABLE.table().stream()
        .filter(line -> line.event().equals(event) && line.from() != null)
        .map(line -> String.valueOf(line.from()))
        .collect(Collectors.joining(" or "));
  }

  private static Transition<TicketStatus, Class<? extends QueueEvent>> on(
      @Nullable TicketStatus from, Class<? extends QueueEvent> event, TicketStatus to) {
    return new Transition<>(from, event, to);
  }
}
