package org.tabib.edge.kafka;

import org.tabib.engine.entity.Refusal;

/** Tells a refusal that is final from one that waiting may help. */
final class Refusals {
  private Refusals() {}

  /** To be thrown: {@link Unusable.Failure} ends the event, anything else is tried again. */
  static RuntimeException failure(Refusal refusal) {
    return switch (refusal.kind()) {
      case NOT_FOUND, INVALID, CONFLICT, WRONG_STATE, FORBIDDEN -> Unusable.of(refusal).failure();
      case TOO_MANY, UNAVAILABLE -> new NotNow(refusal.code());
    };
  }

  /** Not now: to be tried again. */
  static final class NotNow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotNow(String code) {
      super(code);
    }
  }
}
