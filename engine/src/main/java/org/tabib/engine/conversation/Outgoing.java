package org.tabib.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.TokenBucket;

/**
 * What is known of the messages in the outbox beside themselves.
 *
 * @param queued one for each of them
 * @param closed the person was silent for too long: nothing but a template goes out until they
 *     write
 * @param pair what the provider still lets through to this person, as far as events tell
 */
public record Outgoing(List<Queued> queued, boolean closed, TokenBucket pair) {
  /**
   * WhatsApp, "pair rate limit": one message to one person every 6 seconds; a burst of 45 borrows
   * from later.
   */
  static final TokenBucket.Rate PAIR = new TokenBucket.Rate(45, Duration.ofSeconds(6));

  /** Nothing waits, nothing was sent. */
  public static final Outgoing NONE = new Outgoing(List.of(), false, TokenBucket.FULL);

  public Outgoing {
    queued = List.copyOf(queued);
  }

  /**
   * A message that waits.
   *
   * @param since when it came into the outbox
   * @param until while the person's silence holds it back: when it becomes a dead letter
   */
  public record Queued(long number, Instant since, @Nullable Instant until) {}

  Optional<Queued> of(long number) {
    return queued.stream().filter(message -> message.number() == number).findFirst();
  }

  Outgoing with(List<Outbound> messages, Instant since) {
    List<Queued> more = new ArrayList<>(queued);
    messages.forEach(message -> more.add(new Queued(message.number(), since, null)));
    return new Outgoing(more, closed, pair);
  }

  Outgoing without(List<Long> numbers) {
    return queued.isEmpty()
        ? this
        : new Outgoing(
            queued.stream().filter(message -> !numbers.contains(message.number())).toList(),
            closed,
            pair);
  }

  /** They wait for the person, until then. */
  Outgoing holding(List<Long> numbers, Instant until, Instant at) {
    Outgoing rest = without(numbers);
    List<Queued> all = new ArrayList<>(rest.queued());
    numbers.forEach(
        number -> all.add(new Queued(number, of(number).map(Queued::since).orElse(at), until)));
    return new Outgoing(all, true, pair);
  }

  /** The person wrote. */
  Outgoing reopened() {
    return new Outgoing(
        queued.stream().map(q -> new Queued(q.number(), q.since(), null)).toList(), false, pair);
  }

  /** The provider was asked to take a message over. */
  Outgoing tried(Instant at) {
    return new Outgoing(queued, closed, pair.take(PAIR, at));
  }
}
