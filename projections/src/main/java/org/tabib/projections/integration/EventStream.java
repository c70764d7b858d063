package org.tabib.projections.integration;

import java.util.Locale;

/** What an event speaks about, and so the topic that it is published on. */
public enum EventStream {
  CONVERSATION,
  VISIT,
  SCHEDULE,
  PATIENT,
  PRACTICE,
  QUEUE,
  REMINDER,
  WAITING;

  /** As it stands in topics and identifiers: lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
