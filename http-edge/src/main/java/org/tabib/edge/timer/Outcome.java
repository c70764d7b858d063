package org.tabib.edge.timer;

import java.time.Instant;
import java.util.Locale;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.timer.Timer;

/** What came of a timer. */
sealed interface Outcome {
  /** It did what it says. */
  record Done() implements Outcome {}

  /**
   * It did what it says, and comes back.
   *
   * @param next takes its place
   */
  record Repeated(Timer next) implements Outcome {}

  /** It is not to be done any more. */
  record Dropped(Reason reason) implements Outcome {}

  /** Not yet. */
  record Later(Instant at) implements Outcome {}

  /**
   * Somebody did not answer.
   *
   * @param code who or why, in a word; no personal data
   */
  record TryAgain(String code) implements Outcome {}

  /** Why nothing is done. */
  enum Reason {
    /** Too late. */
    STALE,
    /** What it is about is not so any more: moved, cancelled, served. */
    MOOT,
    /** The person has no conversation. */
    NOBODY,
    /** The entity will not, whenever it is asked: no consent, opted out, erased. */
    REFUSED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Outcome DONE = new Done();
  Outcome MOOT = new Dropped(Reason.MOOT);

  /** A refusal is final, unless somebody was just not there. */
  static Outcome of(Refusal refusal, Reason last) {
    return switch (refusal.kind()) {
      case UNAVAILABLE, TOO_MANY -> new TryAgain(refusal.code());
      case NOT_FOUND, INVALID, CONFLICT, WRONG_STATE, FORBIDDEN -> new Dropped(last);
    };
  }
}
