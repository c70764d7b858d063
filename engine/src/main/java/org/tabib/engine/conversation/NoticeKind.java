package org.tabib.engine.conversation;

/** What a person is told without having asked. */
public enum NoticeKind {
  VISIT_REMINDER_DAY,
  VISIT_REMINDER_HOUR,
  VISIT_MISSED,
  VISIT_CANCELLED,
  VISIT_MOVED,
  REVIEW_REQUEST,
  TICKET_ISSUED,
  TICKET_NEAR,
  TICKET_CALLED,
  TICKET_MISSED,
  QUEUE_CLOSED,
  SLOT_OFFER,
  DOSE_DUE,
  CARE_DUE
}
