package org.tabib.engine.language;

/**
 * What a short message can answer to something that we told without being asked. Beside {@link
 * Word}, not part of it: "done" is a yes in a dialogue and a medicine taken after a reminder.
 */
public enum Reply {
  /** I will come. */
  CONFIRM,
  /** I am here. */
  HERE,
  /** Where am I in the queue? */
  POSITION,
  /** I want a number in the queue. */
  JOIN,
  /** I give my number up. */
  LEAVE,
  /** I missed my turn and am back. */
  REJOIN,
  /** Taken; or done already. */
  DONE,
  /** Remind me again. */
  LATER
}
