package org.tabib.edge.simulator;

import java.util.List;

/**
 * Why Meta could not deliver, from its page "Error codes" for the Cloud API.
 *
 * @param title in Meta's words
 */
record FailureCode(int code, String title) {
  /** Not on WhatsApp, or too old a client: reported by webhook after the call was accepted. */
  static final int UNDELIVERABLE = 131026;

  /** Codes have up to six digits. */
  static final int MAX = 999_999;

  /** Those that a business meets most. */
  static final List<FailureCode> USUAL =
      List.of(
          new FailureCode(UNDELIVERABLE, "Message undeliverable"),
          new FailureCode(131047, "Re-engagement message"),
          new FailureCode(
              131049, "This message was not delivered to maintain healthy ecosystem engagement."),
          new FailureCode(130472, "User's number is part of an experiment"),
          new FailureCode(131056, "(Business Account, Consumer Account) pair rate limit hit"),
          new FailureCode(131053, "Media upload error"),
          new FailureCode(131000, "Something went wrong"));

  /** The one with this code; any other number is told as something that went wrong. */
  static FailureCode of(int code) {
    return USUAL.stream()
        .filter(known -> known.code() == code)
        .findFirst()
        .orElseGet(() -> new FailureCode(code, "Something went wrong"));
  }
}
