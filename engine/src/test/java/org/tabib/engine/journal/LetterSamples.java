package org.tabib.engine.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.tabib.engine.conversation.AskedQuestions;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationState;
import org.tabib.engine.conversation.DeadLetters;
import org.tabib.engine.conversation.DeliveryMarks;
import org.tabib.engine.conversation.Outgoing;
import org.tabib.engine.conversation.Rapport;
import org.tabib.engine.conversation.SeenMessages;
import org.tabib.engine.conversation.StaffWords;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.privacy.Private;

/** A conversation with dead letters: one kept, one replayed, one let go. */
final class LetterSamples {
  private static final Instant AT = Instant.parse("2026-03-02T03:00:00.123456789Z");

  private LetterSamples() {}

  static ConversationState state(Private<OutboundContent> content) {
    return new ConversationState(
        "sehat.contact",
        "15550001111",
        new Private.Sealed<>("sehat.contact", new byte[] {1, 2, 3, 4}),
        null,
        null,
        null,
        new Private.Sealed<>("sehat.contact", new byte[] {1, 2, 3, 4}),
        List.of(),
        List.of(new Outbound(4, "text", content, "bot")),
        4,
        2,
        AT.plusSeconds(4),
        List.of(),
        SeenMessages.NONE,
        DeliveryMarks.NONE.with(3, DeliveryStatus.FAILED),
        null,
        null,
        null,
        Map.of(),
        null,
        Rapport.NONE,
        StaffWords.NONE,
        AskedQuestions.NONE,
        new DeadLetters(
            List.of(new DeadLetters.Letter(new Outbound(3, "buttons", content, "bot"), true)),
            List.of(
                new DeadLetters.Closed(1, true, 4, "command-2"),
                new DeadLetters.Closed(2, false, 0, null)),
            AT),
        Outgoing.NONE);
  }
}
