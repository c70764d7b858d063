package org.tabib.engine.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.NoticeFacts;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.queue.Origin;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.queue.QueueEvent.DayClosed;
import org.tabib.engine.queue.QueueEvent.DayOpened;
import org.tabib.engine.queue.QueueEvent.TicketCalled;
import org.tabib.engine.queue.QueueEvent.TicketIssued;
import org.tabib.engine.queue.QueueEvent.TicketMissed;
import org.tabib.engine.queue.QueueEvent.TicketNeared;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.Standing;
import org.tabib.engine.queue.Ticket;
import org.tabib.engine.queue.TicketHolder;
import org.tabib.engine.queue.WaitRange;

/**
 * What follows from a queue's events in time (QUEUE-4): at most one notice for each change of a
 * ticket's state, stale after minutes; and the end of the day. Who joined by WhatsApp was told the
 * number there. A recall, a skip and a return are no news to whom they concern.
 */
public final class TicketTimers {
  // How long each is of use. Somebody who is called late hears it from the screen.
  private static final Duration ISSUED = Duration.ofMinutes(15);
  private static final Duration NEAR = Duration.ofMinutes(10);
  private static final Duration CALLED = Duration.ofMinutes(5);
  private static final Duration MISSED = Duration.ofMinutes(30);
  private static final Duration CLOSED = Duration.ofHours(2);

  /** A queue whose end nobody told is told it a week long. */
  private static final Duration CLOSING = Duration.ofDays(7);

  private TicketTimers() {}

  /**
   * The timers that follow from an event. They take the place of whatever waited about the same
   * ticket.
   *
   * @param number of the event in the queue's journal
   */
  public static List<Timer> of(QueueId queue, long number, QueueEvent event) {
    return switch (event) {
      case DayOpened e -> List.of(end(queue, e));
      case TicketIssued e ->
          e.ticket().origin() == Origin.WHATSAPP
              ? List.of()
              : tell(queue, number, NoticeKind.TICKET_ISSUED, e.ticket(), e.standing(), e, ISSUED);
      case TicketNeared e ->
          tell(queue, number, NoticeKind.TICKET_NEAR, e.ticket(), e.standing(), e, NEAR);
      case TicketCalled e ->
          tell(queue, number, NoticeKind.TICKET_CALLED, e.ticket(), null, e, CALLED);
      case TicketMissed e ->
          tell(queue, number, NoticeKind.TICKET_MISSED, e.ticket(), null, e, MISSED);
      case DayClosed e -> {
        List<Timer> all = new ArrayList<>();
        for (Ticket ticket : e.left()) {
          all.addAll(tell(queue, number, NoticeKind.QUEUE_CLOSED, ticket, null, e, CLOSED));
        }
        yield List.copyOf(all);
      }
      case QueueEvent.TicketRecalled e -> List.of();
      case QueueEvent.TicketSkipped e -> List.of();
      case QueueEvent.TicketReturned e -> List.of();
      case QueueEvent.ServiceStarted e -> List.of();
      case QueueEvent.ServiceFinished e -> List.of();
      case QueueEvent.TicketRetriaged e -> List.of();
      case QueueEvent.TicketTransferred e -> List.of();
      case QueueEvent.TicketLeft e -> List.of();
      case QueueEvent.CommandUndone e -> List.of();
      case QueueEvent.SetupChanged e -> List.of();
      case QueueEvent.QueuePaused e -> List.of();
      case QueueEvent.QueueResumed e -> List.of();
      case QueueEvent.DayShown e -> List.of();
    };
  }

  /** The ticket about which nothing older is worth telling after the event. */
  public static Optional<Ticket> superseded(QueueEvent event) {
    return switch (event) {
      case QueueEvent.TicketRecalled e -> Optional.empty();
      case QueueEvent.TicketRetriaged e -> Optional.empty();
      case QueueEvent.TicketEvent e -> Optional.of(e.ticket());
      case DayOpened e -> Optional.empty();
      case DayClosed e -> Optional.empty();
      case QueueEvent.SetupChanged e -> Optional.empty();
      case QueueEvent.QueuePaused e -> Optional.empty();
      case QueueEvent.QueueResumed e -> Optional.empty();
      case QueueEvent.DayShown e -> Optional.empty();
    };
  }

  private static Timer end(QueueId queue, DayOpened opened) {
    Instant midnight = queue.date().plusDays(1).atStartOfDay(opened.zone()).toInstant();
    return Timer.of(
        "end", midnight, midnight.plus(CLOSING), new TimerTask.CloseQueueDay(queue.text()));
  }

  private static List<Timer> tell(
      QueueId queue,
      long number,
      NoticeKind kind,
      Ticket ticket,
      @Nullable Standing standing,
      QueueEvent event,
      Duration useful) {
    TicketHolder holder = ticket.holder();
    if (holder.contactId() == null && holder.conversationId() == null) {
      return List.of();
    }
    TimerTask.TellTicket task =
        new TimerTask.TellTicket(
            queue.text(),
            ticket.label(),
            kind,
            holder.contactId(),
            holder.conversationId(),
            facts(queue, ticket, standing));
    return List.of(Timer.of("told/" + number, event.at(), event.at().plus(useful), task));
  }

  private static Map<String, String> facts(
      QueueId queue, Ticket ticket, @Nullable Standing standing) {
    Map<String, String> facts = new HashMap<>();
    facts.put(NoticeFacts.CLINIC, queue.clinicId());
    facts.put(NoticeFacts.QUEUE, queue.text());
    facts.put(NoticeFacts.TICKET, ticket.label());
    facts.put(NoticeFacts.SERVICE_POINT, ticket.servicePointId());
    put(facts, NoticeFacts.ROOM, ticket.room());
    put(facts, NoticeFacts.PATIENT, ticket.holder().patientId());
    put(facts, NoticeFacts.VISIT, ticket.holder().visitId());
    put(facts, NoticeFacts.DOCTOR, ticket.doctorId());
    if (standing != null) {
      facts.put(NoticeFacts.AHEAD, Integer.toString(standing.ahead()));
      facts.put(NoticeFacts.POSITION, Integer.toString(standing.position()));
      WaitRange range = standing.range();
      if (range != null) {
        facts.put(NoticeFacts.WAIT_FROM, Long.toString(range.from().toMinutes()));
        facts.put(NoticeFacts.WAIT_TO, Long.toString(range.to().toMinutes()));
      }
    }
    return Map.copyOf(facts);
  }

  private static void put(Map<String, String> facts, String name, @Nullable String value) {
    if (value != null) {
      facts.put(name, value);
    }
  }
}
