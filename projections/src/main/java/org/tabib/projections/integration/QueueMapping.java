package org.tabib.projections.integration;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.Remark;
import org.tabib.engine.queue.Standing;
import org.tabib.engine.queue.Ticket;
import org.tabib.engine.queue.WaitRange;
import org.tabib.projections.integration.EventData.PersonalReason;
import org.tabib.projections.run.Recorded;

/**
 * What others are told of clinics' queues. Urgency is a code of triage; what sort of patient
 * somebody is (a child, pregnant …) stays inside.
 */
final class QueueMapping {
  private final Recorded<QueueEvent> recorded;
  private final QueueId queue;
  private final String id;
  private final String by;
  private final Opening opening;

  private QueueMapping(Recorded<QueueEvent> recorded, Opening opening) {
    this.recorded = recorded;
    this.queue = QueueId.parse(recorded.entityId());
    this.id = recorded.entityId();
    this.by = recorded.event().mark().by();
    this.opening = opening;
  }

  static List<IntegrationEvent> map(Recorded<QueueEvent> recorded, Opening opening) {
    return new QueueMapping(recorded, opening).told();
  }

  private List<IntegrationEvent> told() {
    return switch (recorded.event()) {
      case QueueEvent.DayOpened e ->
          one(EventType.QUEUE_OPENED, setup(e.setup(), e.zone().getId()));
      case QueueEvent.SetupChanged e -> one(EventType.QUEUE_SETUP_CHANGED, setup(e.setup(), null));
      case QueueEvent.QueuePaused e ->
          one(
              EventType.QUEUE_PAUSED,
              new EventData.QueuePaused(id, by, e.servicePointId(), reason(e.reason())));
      case QueueEvent.QueueResumed e ->
          one(EventType.QUEUE_RESUMED, new EventData.QueueResumed(id, by, e.servicePointId()));
      case QueueEvent.DayClosed e ->
          one(
              EventType.QUEUE_CLOSED,
              new EventData.QueueClosed(
                  id, by, e.left().stream().map(Ticket::label).toList(), reason(e.reason())));
      case QueueEvent.DayShown e -> List.of();
      case QueueEvent.TicketIssued e ->
          one(
              EventType.TICKET_ISSUED,
              new EventData.TicketPlaced(id, by, ticket(e.ticket()), place(e.standing())));
      case QueueEvent.TicketCalled e ->
          one(
              EventType.TICKET_CALLED,
              new EventData.TicketCalled(
                  id, by, ticket(e.ticket()), e.override() != null, reason(e.override())));
      case QueueEvent.TicketRecalled e -> one(EventType.TICKET_RECALLED, moved(e));
      case QueueEvent.TicketSkipped e ->
          one(
              EventType.TICKET_SKIPPED,
              new EventData.TicketSkipped(id, by, ticket(e.ticket()), e.places()));
      case QueueEvent.TicketMissed e -> one(EventType.TICKET_MISSED, moved(e));
      case QueueEvent.TicketReturned e ->
          one(
              EventType.TICKET_RETURNED,
              new EventData.TicketReturned(
                  id, by, ticket(e.ticket()), e.placeKept(), place(e.standing())));
      case QueueEvent.ServiceStarted e -> one(EventType.TICKET_STARTED, moved(e));
      case QueueEvent.ServiceFinished e -> one(EventType.TICKET_SERVED, moved(e));
      case QueueEvent.TicketRetriaged e ->
          one(
              EventType.TICKET_RETRIAGED,
              new EventData.TicketRetriaged(
                  id,
                  by,
                  ticket(e.ticket()),
                  code(e.before()),
                  e.standing() == null ? null : place(e.standing()),
                  reason(e.reason())));
      case QueueEvent.TicketTransferred e ->
          one(
              EventType.TICKET_TRANSFERRED,
              new EventData.TicketTransferred(
                  id, by, ticket(e.ticket()), e.fromServicePointId(), place(e.standing())));
      case QueueEvent.TicketLeft e ->
          one(
              EventType.TICKET_LEFT,
              new EventData.TicketLeft(id, by, ticket(e.ticket()), reason(e.reason())));
      case QueueEvent.TicketNeared e ->
          one(
              EventType.TICKET_NEAR,
              new EventData.TicketPlaced(id, by, ticket(e.ticket()), place(e.standing())));
      case QueueEvent.CommandUndone e -> one(EventType.TICKET_UNDONE, moved(e));
    };
  }

  private List<IntegrationEvent> one(EventType type, EventData data) {
    return Made.one(id, recorded.number(), recorded.event().at(), type, data);
  }

  private EventData moved(QueueEvent.TicketEvent event) {
    return new EventData.TicketMoved(id, by, ticket(event.ticket()));
  }

  private EventData setup(QueueSetup setup, @Nullable String zone) {
    return new EventData.QueueSetup(
        id,
        queue.clinicId(),
        queue.date(),
        zone,
        code(setup.scale()),
        setup.servicePoints().stream()
            .map(point -> new EventData.ServicePoint(point.id(), point.code(), point.rooms()))
            .toList());
  }

  private EventData.Ticket ticket(Ticket ticket) {
    return new EventData.Ticket(
        queue.ticketId(ticket.label()),
        ticket.label(),
        code(ticket.status()),
        ticket.servicePointId(),
        code(ticket.urgency()),
        code(ticket.origin()),
        ticket.issuedAt(),
        ticket.calls(),
        ticket.room(),
        ticket.holder().patientId(),
        ticket.holder().contactId(),
        ticket.holder().conversationId(),
        ticket.holder().visitId(),
        ticket.doctorId(),
        ticket.appointmentAt());
  }

  private static EventData.Place place(Standing standing) {
    WaitRange range = standing.range();
    return new EventData.Place(
        standing.position(),
        standing.ahead(),
        range == null ? null : minutes(range.from()),
        range == null ? null : minutes(range.to()));
  }

  private static int minutes(Duration wait) {
    return (int) wait.toMinutes();
  }

  /** What the program itself says is told by who did it; words in clear are older than keys. */
  private @Nullable PersonalReason reason(@Nullable Remark remark) {
    Private<Remark.Words> words = remark == null ? null : remark.words();
    Remark.Words opened = words == null ? null : opening.open(words, Remark.Words.class);
    return opened == null ? null : new PersonalReason(opened.text());
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
