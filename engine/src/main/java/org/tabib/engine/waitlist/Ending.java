package org.tabib.engine.waitlist;

/** Why somebody waits no longer. */
public enum Ending {
  /** A time of the list was booked for them. */
  BOOKED,
  /** They booked by themselves. */
  BOOKED_ELSEWHERE,
  /** The visit that was to come earlier was cancelled, moved to before, or is over. */
  VISIT_ENDED,
  /** The last day that would do is over. */
  TOO_LATE,
  /** They wished so. */
  WITHDREW,
  /** Staff took them off. */
  REMOVED,
  /** They were forgotten on request. */
  ERASED
}
