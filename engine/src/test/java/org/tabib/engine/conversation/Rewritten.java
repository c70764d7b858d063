package org.tabib.engine.conversation;

import org.jspecify.annotations.Nullable;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.privacy.Private;

/** States as time may have left them, which no event of today makes. */
final class Rewritten {
  private Rewritten() {}

  static ConversationState cursor(ConversationState state, Cursor cursor) {
    return of(state, cursor, state.answers(), state.letters());
  }

  static ConversationState answers(ConversationState state, Private<Answers> answers) {
    return of(state, state.cursor(), answers, state.letters());
  }

  static ConversationState letters(ConversationState state, DeadLetters letters) {
    return of(state, state.cursor(), state.answers(), letters);
  }

  private static ConversationState of(
      ConversationState s, @Nullable Cursor cursor, Private<Answers> answers, DeadLetters letters) {
    return new ConversationState(
        s.contactId(),
        s.account(),
        s.address(),
        s.language(),
        s.consent(),
        cursor,
        answers,
        s.patients(),
        s.outbox(),
        s.lastNumber(),
        s.attempt(),
        s.retryAt(),
        s.owed(),
        s.seen(),
        s.marks(),
        s.lastInboundAt(),
        s.attendedBy(),
        s.mergedInto(),
        s.deferred(),
        s.attendedAt(),
        s.rapport(),
        s.staffWords(),
        s.asked(),
        letters,
        s.outgoing());
  }
}
