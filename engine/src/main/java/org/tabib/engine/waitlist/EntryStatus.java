package org.tabib.engine.waitlist;

/** Where an entry of a waiting list stands. */
public enum EntryStatus {
  WAITING,
  /** A time is kept for them and they were asked. */
  OFFERED,
  /** They took it; it is being booked. */
  ACCEPTED,
  /** The wait is over. */
  ENDED
}
