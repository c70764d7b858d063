package org.tabib.projections.live;

import java.util.Locale;

/** What somebody can watch. */
public enum LiveKind {
  /** A clinic's queue of a day; the subject is the queue. */
  QUEUE,
  /** Visits; the subject is the visit. */
  SCHEDULE,
  /** Conversations with people; the subject is the conversation. */
  INBOX;

  /** As clients know it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
