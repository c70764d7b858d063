package org.tabib.engine.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.tabib.engine.conversation.AskedQuestions;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationState;
import org.tabib.engine.conversation.DeadLetters;
import org.tabib.engine.conversation.DeliveryMarks;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.conversation.NoticeWords;
import org.tabib.engine.conversation.Notices;
import org.tabib.engine.conversation.Outgoing;
import org.tabib.engine.conversation.Rapport;
import org.tabib.engine.conversation.SeenMessages;
import org.tabib.engine.conversation.StaffWords;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.privacy.Private;

/** A conversation that was told two things, one of them with words about the person. */
final class NoticeSamples {
  private static final Instant AT = Instant.parse("2026-03-02T03:00:00.123456789Z");
  private static final Map<String, String> FACTS =
      Map.of("reminder", "sehat.reminder", "occurrence", "2026-03-02T03:00:00Z");

  private NoticeSamples() {}

  static ConversationEvent.Notified notified(
      Private<OutboundContent> content, Private<NoticeWords> words) {
    return new ConversationEvent.Notified(
        "sehat.reminder/1",
        NoticeKind.DOSE_DUE,
        FACTS,
        words,
        new Outbound(13, "buttons", content, "bot"),
        AT.plusSeconds(3600),
        AT);
  }

  static ConversationState state(Private<NoticeWords> words) {
    return new ConversationState(
        "sehat.contact",
        "15550001111",
        new Private.Sealed<>("sehat.contact", new byte[] {1, 2, 3, 4}),
        null,
        null,
        null,
        new Private.Sealed<>("sehat.contact", new byte[] {1, 2, 3, 4}),
        List.of(),
        List.of(),
        14,
        0,
        null,
        List.of(),
        SeenMessages.NONE,
        DeliveryMarks.NONE,
        null,
        null,
        null,
        Map.of(),
        null,
        Rapport.NONE,
        StaffWords.NONE,
        AskedQuestions.NONE,
        DeadLetters.NONE,
        Outgoing.NONE,
        new Notices(
            List.of(
                new Notices.Told(42, 13, AT.plusSeconds(3600)),
                new Notices.Told(-43, 14, AT.plusSeconds(7200))),
            List.of(
                new Notices.Open(
                    "sehat.reminder/1", NoticeKind.DOSE_DUE, FACTS, words, 13, AT, 1234),
                new Notices.Open(
                    "sehat.visit/day",
                    NoticeKind.VISIT_REMINDER_DAY,
                    Map.of("visit", "sehat.visit"),
                    null,
                    14,
                    AT.plusSeconds(86_400),
                    0)),
            List.of()));
  }
}
