package org.tabib.engine.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationState;
import org.tabib.engine.conversation.Effect;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.conversation.NoticeWords;
import org.tabib.engine.conversation.Notices;
import org.tabib.engine.conversation.Rewritten;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.Urgency;

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

  /** Everything that is owed to visits and queues. */
  static ConversationEvent.TurnTaken turn(Private<PatientProfile> profile) {
    return new ConversationEvent.TurnTaken(
        new ConversationEvent.Inbound(
            "wamid.in",
            "choice",
            AT,
            new Private.Sealed<>("sehat.contact", new byte[] {1, 2, 3, 4}),
            null),
        null,
        List.of(new ConversationEvent.Change.TicketTaken("sehat.clinic.2026-03-02", "A7")),
        List.of(),
        List.of(
            new Effect.ConfirmVisit("15-confirm", "sehat.visit", AT),
            new Effect.CheckInVisit("15-check-in", "sehat.conversation", "sehat.visit"),
            new Effect.JoinQueue(
                "15-join",
                "sehat.conversation",
                "sehat.clinic.2026-03-02",
                "general",
                "sehat.patient",
                profile,
                Urgency.YELLOW,
                PatientType.CHILD),
            new Effect.LeaveQueue(
                "15-leave", "sehat.conversation", "sehat.clinic.2026-03-02", "A7"),
            new Effect.ReturnToQueue(
                "15-rejoin", "sehat.conversation", "sehat.clinic.2026-03-02", "A7")),
        AT);
  }

  static ConversationState state(Private<NoticeWords> words) {
    return state(words, List.of());
  }

  static ConversationState tickets(Private<NoticeWords> words) {
    return state(words, List.of(new Notices.Ticket("sehat.clinic.2026-03-02", "A7")));
  }

  private static ConversationState state(Private<NoticeWords> words, List<Notices.Ticket> tickets) {
    return Rewritten.of(
            "sehat.contact",
            "15550001111",
            new Private.Sealed<>("sehat.contact", new byte[] {1, 2, 3, 4}))
        .answers(new Private.Sealed<>("sehat.contact", new byte[] {1, 2, 3, 4}))
        .lastNumber(14)
        .notices(
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
                tickets))
        .state();
  }
}
