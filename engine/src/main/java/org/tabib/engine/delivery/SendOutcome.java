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
   * @param retryAfter what the provider asked to wait, if it did
   */
  record Rejected(ErrorClass errorClass, int code, @Nullable Duration retryAfter)
      implements SendOutcome {}

  /** What a provider's error means for what happens next. */
  enum ErrorClass {
    /** Passing trouble: try again with back-off. */
    RETRY,
    /** A limit: wait longer, then try again. */
    WAIT,
    /** This message will never be delivered: dead letter, the line moves on. */
    STOP,
    /** Somebody must mend the account or the request: dead letter and alarm. */
    FIX
  }
}
