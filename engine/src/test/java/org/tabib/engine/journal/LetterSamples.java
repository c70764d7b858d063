package org.tabib.engine.journal;

import java.time.Instant;
import java.util.List;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationState;
import org.tabib.engine.conversation.DeadLetters;
import org.tabib.engine.conversation.DeliveryMarks;
import org.tabib.engine.conversation.Rewritten;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.privacy.Private;

/** A conversation with dead letters: one kept, one replayed, one let go. */
final class LetterSamples {
  private static final Instant AT = Instant.parse("2026-03-02T03:00:00.123456789Z");

  private LetterSamples() {}

  static ConversationState state(Private<OutboundContent> content) {
    return Rewritten.of("sehat.contact", "15550001111", sealed())
        .answers(sealed())
        .outbox(List.of(new Outbound(4, "text", content, "bot")))
        .lastNumber(4)
        .retry(2, AT.plusSeconds(4))
        .marks(DeliveryMarks.NONE.with(3, DeliveryStatus.FAILED))
        .letters(
            new DeadLetters(
                List.of(new DeadLetters.Letter(new Outbound(3, "buttons", content, "bot"), true)),
                List.of(
                    new DeadLetters.Closed(1, true, 4, "command-2"),
                    new DeadLetters.Closed(2, false, 0, null)),
                AT))
        .state();
  }

  private static <T> Private<T> sealed() {
    return new Private.Sealed<>("sehat.contact", new byte[] {1, 2, 3, 4});
  }
}
