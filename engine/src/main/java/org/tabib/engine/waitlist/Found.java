package org.tabib.engine.waitlist;

import java.time.Instant;

/** What was found out about the next person and the time that they are to be offered. */
sealed interface Found {
  /** The schedule keeps the time for the offer. */
  record Kept(String offerId, Instant until) implements Found {}

  /** The time is somebody's already, or can no longer be had. */
  record Gone(WaitingEvent.Why why) implements Found {}

  /** The person needs it no longer. */
  record Over(String entryId, Ending ending) implements Found {}
}
