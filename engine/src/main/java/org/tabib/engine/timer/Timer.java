package org.tabib.engine.timer;

import java.time.Instant;

/**
 * Something that is to be done once, at an instant, whatever happens to nodes in between. It is
 * done at least once and at most {@code expires}; who receives it does nothing twice.
 *
 * @param id the same whenever the same thing is decided again, so that a repeat replaces it; begins
 *     with {@link TimerTask#subject} and a slash; at most 400 characters, no personal data
 * @param due when it is to be done
 * @param expires from when on it is dropped instead: too late is worse than never
 */
public record Timer(String id, Instant due, Instant expires, TimerTask task) {
  /** Ids are short: they are keys of an index. */
  public static final int LONGEST_ID = 400;

  /** For what is never too late: who receives it decides. */
  public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  public Timer {
    if (id.length() > LONGEST_ID || !id.startsWith(task.subject() + "/")) {
      throw new IllegalArgumentException("a timer's id begins with its subject and a slash");
    }
    if (!expires.isAfter(due)) {
      throw new IllegalArgumentException("a timer expires after it is due");
    }
  }

  /** A timer about the task's own subject. */
  public static Timer of(String name, Instant due, Instant expires, TimerTask task) {
    return new Timer(task.subject() + "/" + name, due, expires, task);
  }

  /** Whether it may no longer be done. */
  public boolean expired(Instant now) {
    return !now.isBefore(expires);
  }

  /**
   * Whether it must not be written again once it has fired. Receivers of what never expires tell
   * early, late and repeated ones apart themselves.
   */
  public boolean remembered() {
    return expires.isBefore(NEVER);
  }

  /** What receivers know it by: however often it is delivered, its notice is told once. */
  public String noticeId() {
    return "timer/" + id;
  }
}
