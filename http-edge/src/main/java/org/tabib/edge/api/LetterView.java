package org.tabib.edge.api;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.projections.letter.DeadLetter;

/**
 * A message that was given up, in the practice's time zone. What it says is shown with the
 * conversation's messages, under {@code messageId}.
 */
record LetterView(
    String id,
    String conversationId,
    String messageId,
    @Nullable String account,
    @Nullable String kind,
    @Nullable String author,
    String reason,
    int code,
    @Nullable Integer attempts,
    @Nullable OffsetDateTime firstTriedAt,
    OffsetDateTime abandonedAt,
    String state,
    @Nullable OffsetDateTime closedAt,
    @Nullable String closedBy,
    @Nullable String replayedAs,
    @Nullable String dropReason) {

  static LetterView of(DeadLetter letter, ClinicTime clock) {
    DeadLetter.End end = letter.end();
    Long replayedAs = end == null ? null : end.replayedAs();
    return new LetterView(
        new LetterId(letter.conversationId(), letter.number()).toString(),
        letter.conversationId(),
        OutboundMessage.idOf(letter.conversationId(), letter.number()),
        letter.account(),
        letter.kind(),
        letter.author(),
        letter.reason(),
        letter.code(),
        letter.attempts(),
        clock.atOrNull(letter.firstTriedAt()),
        clock.at(letter.abandonedAt()),
        Codes.of(letter.state()),
        end == null ? null : clock.at(end.at()),
        end == null ? null : end.by(),
        replayedAs == null ? null : OutboundMessage.idOf(letter.conversationId(), replayedAs),
        end == null ? null : end.dropReason());
  }
}
