package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tabib.engine.conversation.ConversationEvent.Outbound;

/** Notices in the outbox that nobody wants to read any more. Pure. */
final class NoticeLapse {
  private NoticeLapse() {}

  /** Those that are not worth sending at that moment. */
  static List<Long> at(ConversationState state, Instant now) {
    if (state.notices().told().isEmpty()) {
      return List.of();
    }
    return state.outbox().stream()
        .map(Outbound::number)
        .filter(number -> expiry(state, number).filter(at -> !at.isAfter(now)).isPresent())
        .toList();
  }

  /** Whatever waits, the outbox is looked at again when the next notice lapses. */
  static SendRules.Next inTime(ConversationState state, SendRules.Next next) {
    if (!(next instanceof SendRules.Next.Later later) || state.notices().told().isEmpty()) {
      return next;
    }
    return state.outbox().stream()
        .flatMap(message -> expiry(state, message.number()).stream())
        .min(Instant::compareTo)
        .filter(first -> first.isBefore(later.at()))
        .<SendRules.Next>map(SendRules.Next.Later::new)
        .orElse(next);
  }

  private static Optional<Instant> expiry(ConversationState state, long number) {
    return state.notices().expiry(number);
  }
}
