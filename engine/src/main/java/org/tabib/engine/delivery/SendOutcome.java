package org.tabib.engine.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt to send. */
public sealed interface SendOutcome {

  /** The provider took it over and named it. */
  record Accepted(String providerId) implements SendOutcome {}

  /**
   * The provider said no, or nobody answered.
   *
   * @param code the provider's; 0 when there is none
   * @param retryAfter what the provider asked to wait, if it did
   */
  record Rejected(ErrorClass errorClass, int code, @Nullable Duration retryAfter)
      implements SendOutcome {}

  /**
   * It was not asked to, or the account was refused and not the message: the message stays where it
   * is and loses nothing by it. Not an attempt, nothing to write down.
   *
   * @param pause when it may be tried, positive; its place in the account's line is kept for it
   */
  record Held(Duration pause) implements SendOutcome {}

  /** What a provider's error means for what happens next. */
  enum ErrorClass {
    /** Passing trouble, and surely not taken over: try again with back-off. */
    RETRY,
    /** Nobody knows whether it was taken over: a receipt may tell, so wait for one first. */
    DOUBT,
    /** A limit of this message or this person: wait longer, then try again. */
    WAIT,
    /** A limit of the whole account: every message waits. */
    SLOW,
    /** Somebody must mend the account: every message waits until then. */
    ACCOUNT,
    /** The person last wrote too long ago: only a template may go out. */
    WINDOW,
    /** This message will never be delivered: dead letter, the line moves on. */
    STOP,
    /** Somebody must mend the request: dead letter and alarm. */
    FIX
  }
}
