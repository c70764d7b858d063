package org.tabib.engine.conversation;

import static org.tabib.engine.conversation.NextState.joined;

import java.time.Instant;
import java.util.List;
import org.tabib.engine.conversation.ConversationEvent.Advance;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.LetterReason;

/** What events make of our messages: waiting in order, handed over, held, given up. Used once. */
final class NextOutbox {
  private final ConversationEdit next;

  NextOutbox(ConversationEdit next) {
    this.next = next;
  }

  void say(List<Outbound> outbound, Instant at) {
    if (!outbound.isEmpty()) {
      next.outgoing = next.outgoing.with(outbound, at);
      next.outbox = joined(next.outbox, outbound);
      next.lastNumber = outbound.getLast().number();
    }
  }

  void withdraw(List<Long> numbers) {
    if (!numbers.isEmpty()) {
      next.outbox = next.outbox.stream().filter(m -> !numbers.contains(m.number())).toList();
      next.outgoing = next.outgoing.without(numbers);
    }
  }

  void dispatched(ConversationEvent.Dispatched e) {
    settle(e.number());
    next.outgoing = next.outgoing.tried(e.at());
    next.marks = next.marks.with(e.number(), DeliveryStatus.SENT);
    sentAs(e.number(), e.providerId());
  }

  void deferred(ConversationEvent.SendDeferred e) {
    next.attempt = e.attempt();
    next.retryAt = e.retryAt();
    if (next.letters.failingSince() == null) {
      next.letters = next.letters.failingSince(e.at());
    }
    next.outgoing = next.outgoing.tried(e.at());
  }

  /** The message is kept aside: somebody may want it sent after all. */
  void abandoned(ConversationEvent.SendAbandoned e) {
    if (e.crowdedOut() != null) {
      next.letters = next.letters.without(e.crowdedOut(), 0, null);
    }
    // Nobody said a final no: any attempt whose answer was lost may have succeeded.
    boolean spent =
        LetterReason.POLICY_SPENT.word().equals(e.reason())
            || LetterReason.HELD_TOO_LONG.word().equals(e.reason())
            || (LetterReason.WINDOW_CLOSED.word().equals(e.reason()) && e.code() == 0);
    next.outbox.stream()
        .filter(message -> message.number() == e.number())
        .findFirst()
        .ifPresent(
            message -> next.letters = next.letters.with(new DeadLetters.Letter(message, spent)));
    settle(e.number());
    next.marks = next.marks.with(e.number(), DeliveryStatus.FAILED);
  }

  void replayed(ConversationEvent.LetterReplayed e) {
    next.letters = next.letters.without(e.number(), e.outbound().number(), e.commandId());
    next.asked = next.asked.again(e.number(), e.outbound().number());
    say(List.of(e.outbound()), e.at());
  }

  void windowClosed(ConversationEvent.WindowClosed e) {
    next.outgoing = next.outgoing.holding(e.waiting(), e.until(), e.at());
    if (e.invitation() != null) {
      say(List.of(e.invitation()), e.at());
      // Before all that waits: it is what opens the way for them.
      next.outbox =
          joined(List.of(next.outbox.getLast()), next.outbox.subList(0, next.outbox.size() - 1));
      startAfresh();
    }
    letPass();
  }

  void windowReopened(ConversationEvent.WindowReopened e) {
    withdraw(e.withdrawn());
    next.outgoing = next.outgoing.reopened();
    startAfresh();
  }

  void notified(ConversationEvent.Notified e) {
    say(List.of(e.outbound()), e.at());
    letPass();
    next.notices = next.notices.with(e);
  }

  void lapsed(ConversationEvent.NoticesLapsed e) {
    boolean head = !next.outbox.isEmpty() && e.numbers().contains(next.outbox.getFirst().number());
    withdraw(e.numbers());
    next.notices = next.notices.without(e.numbers());
    if (head) {
      startAfresh();
      next.letters = next.letters.failingSince(null);
    }
  }

  void advanced(Advance advance) {
    if (next.letters.isProvenBy(advance.number(), advance.status())
        && next.letters.letter(advance.number()).isPresent()) {
      next.letters = next.letters.without(advance.number(), 0, null);
    }
    settle(advance.number());
    next.marks = next.marks.with(advance.number(), advance.status());
    if (advance.providerId() != null) {
      sentAs(advance.number(), advance.providerId());
    }
  }

  private void sentAs(long number, String providerId) {
    next.asked = next.asked.sentAs(number, providerId);
    next.notices = next.notices.sentAs(number, providerId);
  }

  /** What waits for the person to write keeps nothing else waiting. */
  private void letPass() {
    List<Long> held =
        next.outgoing.queued().stream()
            .filter(queued -> queued.until() != null)
            .map(Outgoing.Queued::number)
            .toList();
    if (held.isEmpty() || held.size() == next.outbox.size()) {
      return;
    }
    long head = next.outbox.getFirst().number();
    next.outbox =
        joined(
            next.outbox.stream().filter(m -> !held.contains(m.number())).toList(),
            next.outbox.stream().filter(m -> held.contains(m.number())).toList());
    if (next.outbox.getFirst().number() != head) {
      startAfresh();
    }
  }

  /** A message left the outbox: the next one starts with a fresh count of attempts. */
  private void settle(long number) {
    if (next.outbox.isEmpty()) {
      return;
    }
    if (next.outbox.getFirst().number() == number) {
      startAfresh();
      next.letters =
          next.letters.failingSince() == null ? next.letters : next.letters.failingSince(null);
    }
    next.outbox = next.outbox.stream().filter(message -> message.number() != number).toList();
    next.outgoing = next.outgoing.without(List.of(number));
  }

  private void startAfresh() {
    next.attempt = 0;
    next.retryAt = null;
  }
}
