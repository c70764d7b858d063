package org.tabib.edge.simulator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the mark beside a bubble says. It only moves forward, whatever order receipts come in. */
enum Tick {
  /** Not accepted yet: the webhook has not been answered. */
  CLOCK,
  SENT,
  DELIVERED,
  READ,
  /** Given up. A later receipt supersedes it, since Meta may deliver after reporting a failure. */
  FAILED;

  boolean mayBecome(Tick next) {
    return switch (next) {
      case CLOCK -> false;
      case SENT -> this == CLOCK;
      case DELIVERED -> this == CLOCK || this == SENT || this == FAILED;
      case READ -> this != READ;
      case FAILED -> this == CLOCK || this == SENT;
    };
  }

  @JsonValue
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
