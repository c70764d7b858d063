package org.tabib.engine.queue;

/** What became of a visit, as far as it matters to its ticket. */
public enum VisitTurn {
  /** The consultation goes on: its patient is not to be called any more. */
  STARTED,
  COMPLETED,
  CANCELLED,
  /** To another start; the ticket was for the old one. */
  MOVED,
  NO_SHOW
}
