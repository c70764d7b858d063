package org.tabib.projections.letter;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message that was given up, without what it says.
 *
 * @param number of the message within its conversation
 * @param account the channel account; none while the conversation is not listed yet
 * @param kind none while the message is not listed yet
 * @param author {@code bot} or a staff member's id; none as above
 * @param code the provider's; 0 when nobody answered
 * @param reason a {@link org.tabib.engine.delivery.LetterReason} as a word
 * @param attempts none in letters of older releases, like {@code firstTriedAt}
 * @param end none while it is open
 */
public record DeadLetter(
    String conversationId,
    long number,
    @Nullable String account,
    @Nullable String kind,
    @Nullable String author,
    int code,
    String reason,
    @Nullable Integer attempts,
    @Nullable Instant firstTriedAt,
    Instant abandonedAt,
    State state,
    @Nullable End end) {

  /** How a letter stands. */
  public enum State {
    OPEN,
    /** Queued again, as a message of its own. */
    REPLAYED,
    /** Let go. */
    DROPPED,
    /** One of the attempts had reached the provider after all. */
    DELIVERED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How it ended.
   *
   * @param by a staff member's id; none when no one decided it
   * @param replayedAs the number of the message that took its place
   * @param dropReason a {@link org.tabib.engine.conversation.DropReason} as a word, or {@code
   *     crowded-out}
   */
  public record End(
      Instant at, @Nullable String by, @Nullable Long replayedAs, @Nullable String dropReason) {}
}
