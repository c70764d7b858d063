package org.tabib.projections.integration;

/**
 * Every integration event, in its current version. A version never changes its meaning and never
 * loses a field: what has to is the next version, published beside the old one for a while
 * (docs/events.md).
 */
public enum EventType {
  CONVERSATION_STARTED(EventStream.CONVERSATION, "conversation.started", 1),
  CONVERSATION_MESSAGE_RECEIVED(EventStream.CONVERSATION, "conversation.message-received", 1),
  CONVERSATION_MESSAGE_EDITED(EventStream.CONVERSATION, "conversation.message-edited", 1),
  CONVERSATION_MESSAGE_DELETED(EventStream.CONVERSATION, "conversation.message-deleted", 1),
  CONVERSATION_MESSAGE_QUEUED(EventStream.CONVERSATION, "conversation.message-queued", 1),
  CONVERSATION_MESSAGE_WITHDRAWN(EventStream.CONVERSATION, "conversation.message-withdrawn", 1),
  CONVERSATION_MESSAGE_SENT(EventStream.CONVERSATION, "conversation.message-sent", 1),
  CONVERSATION_MESSAGE_DELIVERED(EventStream.CONVERSATION, "conversation.message-delivered", 1),
  CONVERSATION_MESSAGE_READ(EventStream.CONVERSATION, "conversation.message-read", 1),
  CONVERSATION_MESSAGE_PLAYED(EventStream.CONVERSATION, "conversation.message-played", 1),
  CONVERSATION_MESSAGE_FAILED(EventStream.CONVERSATION, "conversation.message-failed", 1),
  CONVERSATION_LANGUAGE_CHANGED(EventStream.CONVERSATION, "conversation.language-changed", 1),
  CONVERSATION_CONSENT_GIVEN(EventStream.CONVERSATION, "conversation.consent-given", 1),
  CONVERSATION_CONSENT_WITHDRAWN(EventStream.CONVERSATION, "conversation.consent-withdrawn", 1),
  CONVERSATION_EMERGENCY_SEEN(EventStream.CONVERSATION, "conversation.emergency-seen", 1),
  CONVERSATION_HUMAN_CALLED(EventStream.CONVERSATION, "conversation.human-called", 1),
  CONVERSATION_HANDED_OVER(EventStream.CONVERSATION, "conversation.handed-over", 1),
  CONVERSATION_HANDED_BACK(EventStream.CONVERSATION, "conversation.handed-back", 1),
  CONVERSATION_PATIENT_ADDED(EventStream.CONVERSATION, "conversation.patient-added", 1),
  CONVERSATION_FLOW_ENDED(EventStream.CONVERSATION, "conversation.flow-ended", 1),
  CONVERSATION_FILE_KEPT(EventStream.CONVERSATION, "conversation.file-kept", 1),
  CONVERSATION_FILE_REFUSED(EventStream.CONVERSATION, "conversation.file-refused", 1),
  CONVERSATION_FILES_ADDED(EventStream.CONVERSATION, "conversation.files-added", 1),
  CONVERSATION_ADDRESS_CHANGED(EventStream.CONVERSATION, "conversation.address-changed", 1),
  CONVERSATION_MERGED(EventStream.CONVERSATION, "conversation.merged", 1),
  VISIT_BOOKED(EventStream.VISIT, "visit.booked", 1),
  VISIT_CONFIRMED(EventStream.VISIT, "visit.confirmed", 1),
  VISIT_CHECKED_IN(EventStream.VISIT, "visit.checked-in", 1),
  VISIT_STARTED(EventStream.VISIT, "visit.started", 1),
  VISIT_COMPLETED(EventStream.VISIT, "visit.completed", 1),
  VISIT_NO_SHOW(EventStream.VISIT, "visit.no-show", 1),
  VISIT_CANCELLED(EventStream.VISIT, "visit.cancelled", 1),
  VISIT_RESCHEDULED(EventStream.VISIT, "visit.rescheduled", 1),
  SCHEDULE_DEFINED(EventStream.SCHEDULE, "schedule.availability-defined", 1),
  SLOT_BOOKED(EventStream.SCHEDULE, "slot.booked", 1),
  SLOT_RELEASED(EventStream.SCHEDULE, "slot.released", 1),
  PATIENT_REGISTERED(EventStream.PATIENT, "patient.registered", 1),
  PATIENT_UPDATED(EventStream.PATIENT, "patient.updated", 1),
  PRACTICE_CHANGED(EventStream.PRACTICE, "practice.changed", 1),
  QUEUE_OPENED(EventStream.QUEUE, "queue.opened", 1),
  QUEUE_SETUP_CHANGED(EventStream.QUEUE, "queue.setup-changed", 1),
  QUEUE_PAUSED(EventStream.QUEUE, "queue.paused", 1),
  QUEUE_RESUMED(EventStream.QUEUE, "queue.resumed", 1),
  QUEUE_CLOSED(EventStream.QUEUE, "queue.closed", 1),
  TICKET_ISSUED(EventStream.QUEUE, "ticket.issued", 1),
  TICKET_CALLED(EventStream.QUEUE, "ticket.called", 1),
  TICKET_RECALLED(EventStream.QUEUE, "ticket.recalled", 1),
  TICKET_SKIPPED(EventStream.QUEUE, "ticket.skipped", 1),
  TICKET_MISSED(EventStream.QUEUE, "ticket.missed", 1),
  TICKET_RETURNED(EventStream.QUEUE, "ticket.returned", 1),
  TICKET_STARTED(EventStream.QUEUE, "ticket.started", 1),
  TICKET_SERVED(EventStream.QUEUE, "ticket.served", 1),
  TICKET_RETRIAGED(EventStream.QUEUE, "ticket.retriaged", 1),
  TICKET_TRANSFERRED(EventStream.QUEUE, "ticket.transferred", 1),
  TICKET_LEFT(EventStream.QUEUE, "ticket.left", 1),
  TICKET_NEAR(EventStream.QUEUE, "ticket.near", 1),
  TICKET_UNDONE(EventStream.QUEUE, "ticket.undone", 1),
  REMINDER_PLANNED(EventStream.REMINDER, "reminder.planned", 1),
  REMINDER_CHANGED(EventStream.REMINDER, "reminder.changed", 1),
  REMINDER_STOPPED(EventStream.REMINDER, "reminder.stopped", 1),
  REMINDER_TOLD(EventStream.REMINDER, "reminder.told", 1),
  REMINDER_DONE(EventStream.REMINDER, "reminder.done", 1),
  REMINDER_SNOOZED(EventStream.REMINDER, "reminder.snoozed", 1),
  REMINDER_DROPPED(EventStream.REMINDER, "reminder.dropped", 1),
  WAITING_ADDED(EventStream.WAITING, "waiting.added", 1),
  WAITING_LEFT(EventStream.WAITING, "waiting.left", 1),
  WAITING_OFFERED(EventStream.WAITING, "waiting.offered", 1),
  WAITING_ACCEPTED(EventStream.WAITING, "waiting.accepted", 1),
  WAITING_DECLINED(EventStream.WAITING, "waiting.declined", 1),
  WAITING_EXPIRED(EventStream.WAITING, "waiting.expired", 1),
  WAITING_LOST(EventStream.WAITING, "waiting.lost", 1);

  private final EventStream stream;
  private final String id;
  private final int version;

  EventType(EventStream stream, String id, int version) {
    this.stream = stream;
    this.id = id;
    this.version = version;
  }

  /** Where it is published. */
  public EventStream stream() {
    return stream;
  }

  /** Its name without a version: {@code visit.booked}. */
  public String id() {
    return id;
  }

  /** Of its schema, from 1. */
  public int version() {
    return version;
  }

  /** The CloudEvents {@code type}: {@code org.tabib.visit.booked.v1}. */
  public String type() {
    return "org.tabib." + id + ".v" + version;
  }

  /** What the schema of its data calls itself ({@code $id}). */
  public String schema() {
    return "urn:tabib:event:" + id + ":v" + version;
  }

  /** Where the schema of its data is on the class path. */
  public String schemaResource() {
    return "/events/" + id + ".v" + version + ".schema.json";
  }
}
