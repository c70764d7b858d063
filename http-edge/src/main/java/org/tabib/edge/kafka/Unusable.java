package org.tabib.edge.kafka;

import org.tabib.engine.entity.Refusal;

/**
 * Why an event goes to the dead letters: trying it again cannot help.
 *
 * @param reason stable code, a metric's tag
 * @param detail what was wrong where; never what the event says
 */
record Unusable(String reason, String detail) {
  static Unusable of(Refusal refusal) {
    return new Unusable(refusal.code(), refusal.message());
  }

  /** The same as a failure, for the middle of a chain of steps. */
  Failure failure() {
    return new Failure(this);
  }

  /** Ends a chain of steps for good. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Unusable why;

    private Failure(Unusable why) {
      super(why.reason(), null, false, false);
      this.why = why;
    }

    Unusable why() {
      return why;
    }
  }
}
