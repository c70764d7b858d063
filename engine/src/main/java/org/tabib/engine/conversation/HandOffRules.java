package org.tabib.engine.conversation;

import java.time.Duration;
import java.time.Instant;

/**
 * When a human is called without being asked for, and how long the bot is silent then (CONV-10).
 *
 * @param unanswered how long after a call the bot waits for staff who do not answer
 * @param afterStaff how long after staff last did something the bot stays silent
 * @param misunderstandings how many answers in a row that make no sense call a human
 * @param onEmergency whether a red flag calls a human too; staff are alerted in any case
 */
public record HandOffRules(
    Duration unanswered, Duration afterStaff, int misunderstandings, boolean onEmergency) {

  /** What holds unless a practice's operator decides otherwise. */
  public static final HandOffRules STANDARD =
      new HandOffRules(Duration.ofMinutes(30), Duration.ofHours(8), 3, false);

  public HandOffRules {
    if (unanswered.isNegative() || afterStaff.isNegative() || misunderstandings < 1) {
      throw new IllegalArgumentException(
          "waits are not negative, and one misunderstanding is least");
    }
  }

  /**
   * Whether the bot answers a message although staff attend. Decided by the time of the message: no
   * timer has to run for it.
   */
  boolean isOver(ConversationState state, Instant sentAt) {
    String by = state.attendedBy();
    Instant since = state.attendedAt();
    if (by == null || since == null) {
      return by == null;
    }
    Duration wait = by.equals(ConversationState.CALLED) ? unanswered : afterStaff;
    return sentAt.isAfter(since.plus(wait));
  }
}
