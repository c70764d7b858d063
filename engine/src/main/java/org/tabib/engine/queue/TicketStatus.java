package org.tabib.engine.queue;

/** Where a ticket is in its life; {@link TicketLifecycle} says how it gets there. */
public enum TicketStatus {
  WAITING,
  CALLED,
  IN_SERVICE,
  SERVED,
  /** Called as often as the rules say, and not there. May return. */
  MISSED,
  /** Gone without having been served, or still waiting when the day was closed. */
  LEFT
}
