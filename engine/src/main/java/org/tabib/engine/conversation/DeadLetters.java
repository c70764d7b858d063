package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.DeliveryStatus;

/**
 * Messages that were given up, kept so that they can be sent after all; and what became of the
 * latest of those that are not kept any more.
 *
 * @param open oldest first
 * @param closed oldest first
 * @param failingSince when the head of the outbox was tried in vain for the first time
 */
public record DeadLetters(List<Letter> open, List<Closed> closed, @Nullable Instant failingSince) {
  /** A conversation that is given up more often than this has trouble that no replay mends. */
  static final int KEPT = 16;

  /** A repeated command comes within minutes, a late receipt within days: far fewer letters. */
  static final int REMEMBERED = 32;

  /** None. */
  public static final DeadLetters NONE = new DeadLetters(List.of(), List.of(), null);

  public DeadLetters {
    open = List.copyOf(open);
    closed = List.copyOf(closed);
  }

  /**
   * A message that was given up.
   *
   * @param spent whether it was tried until the policy was spent: then any attempt whose answer was
   *     lost may have succeeded
   */
  public record Letter(Outbound message, boolean spent) {}

  /**
   * A letter that is not open any more.
   *
   * @param replayedAs the number of the message that took its place; 0 when there is none
   * @param commandId what closed it; none when a receipt did, or newer letters
   */
  public record Closed(long number, boolean spent, long replayedAs, @Nullable String commandId) {}

  /** The open letter with that number. */
  Optional<Letter> letter(long number) {
    return open.stream().filter(letter -> letter.message().number() == number).findFirst();
  }

  /** What became of the letter with that number. */
  Optional<Closed> closed(long number) {
    return closed.stream().filter(letter -> letter.number() == number).findFirst();
  }

  /** The message that took this one's place; 0 when there is none. */
  long replayOf(long number) {
    return closed(number).map(Closed::replayedAs).orElse(0L);
  }

  /**
   * Whether a receipt proves that a message that was given up has reached the provider after all:
   * one of its attempts succeeded and the answer was lost. That it was sent says so only where no
   * attempt was answered with a final no.
   */
  boolean isProvenBy(long number, DeliveryStatus status) {
    return letter(number)
        .map(Letter::spent)
        .or(() -> closed(number).filter(c -> c.replayedAs() != 0).map(Closed::spent))
        .map(spent -> spent && status == DeliveryStatus.SENT || supersedesFailure(status))
        .orElse(false);
  }

  private static boolean supersedesFailure(DeliveryStatus status) {
    return DeliveryStatus.FAILED.movesTo(status);
  }

  /** The letter that makes room when one more is added; 0 when there is room. */
  long oldestBeyond() {
    return open.size() < KEPT ? 0 : open.getFirst().message().number();
  }

  DeadLetters with(Letter letter) {
    List<Letter> more = new ArrayList<>(open);
    more.add(letter);
    return new DeadLetters(more, closed, failingSince);
  }

  /** A letter that is not open any more; one that was never kept is remembered all the same. */
  DeadLetters without(long number, long replayedAs, @Nullable String commandId) {
    boolean spent = letter(number).map(Letter::spent).orElse(false);
    List<Closed> more = new ArrayList<>(closed);
    more.removeIf(c -> c.number() == number);
    more.add(new Closed(number, spent, replayedAs, commandId));
    return new DeadLetters(
        open.stream().filter(letter -> letter.message().number() != number).toList(),
        more.subList(Math.max(0, more.size() - REMEMBERED), more.size()),
        failingSince);
  }

  DeadLetters failingSince(@Nullable Instant since) {
    return new DeadLetters(open, closed, since);
  }
}
