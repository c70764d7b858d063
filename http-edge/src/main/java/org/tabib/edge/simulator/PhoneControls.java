package org.tabib.edge.simulator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How one phone behaves, as whoever holds it has set.
 *
 * @param receipts whether receipts come by themselves
 * @param delaySeconds how much later than usual messages are delivered
 * @param offline whether it has no connection: messages to it wait at WhatsApp's servers
 * @param clockOffsetSeconds how far the times of its messages are from the true one; negative is
 *     earlier
 * @param fault what happens to its next message on the way to the business
 */
record PhoneControls(
    Receipts receipts, int delaySeconds, boolean offline, long clockOffsetSeconds, Fault fault) {
  /** Longer than any rule of the engine waits for a receipt. */
  static final int MAX_DELAY_SECONDS = 3_600;

  /** A year: every rule about silence and windows lies within it. */
  static final long MAX_CLOCK_OFFSET_SECONDS = 366L * 24 * 3_600;

  static final PhoneControls USUAL = new PhoneControls(Receipts.AUTOMATIC, 0, false, 0, Fault.NONE);

  /** Whether messages are delivered without anybody doing something. */
  boolean delivers() {
    return receipts == Receipts.AUTOMATIC && !offline;
  }

  PhoneControls withoutFault() {
    return new PhoneControls(receipts, delaySeconds, offline, clockOffsetSeconds, Fault.NONE);
  }

  /** Who decides on receipts. */
  enum Receipts {
    AUTOMATIC,
    MANUAL;

    @JsonValue
    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What Meta's webhooks do at times: they come at least once and in no promised order. */
  enum Fault {
    NONE,
    /** The message's webhook comes two times. */
    TWICE,
    /** It comes after the following one. */
    SWAPPED,
    /** It comes {@link Wire#LATE} after it was sent. */
    LATE;

    @JsonValue
    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
