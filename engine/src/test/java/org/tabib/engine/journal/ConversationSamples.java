package org.tabib.engine.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Advance;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.Inbound;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationState;
import org.tabib.engine.conversation.DeliveryMarks;
import org.tabib.engine.conversation.Effect;
import org.tabib.engine.conversation.Outgoing;
import org.tabib.engine.conversation.Rewritten;
import org.tabib.engine.conversation.SeenMessages;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.TokenBucket;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitDetails;

/** One of everything that conversations store, every field filled, every variant there. */
final class ConversationSamples {
  private static final Instant AT = Instant.parse("2026-03-02T03:00:00.123456789Z");
  private static final Slot SLOT =
      new Slot("sehat.schedule", Instant.parse("2026-03-02T03:30:00Z"), Duration.ofMinutes(15));
  private static final Cursor CURSOR = new Cursor("booking", 1, "confirm", 7);
  private static final String CONTACT = "sehat.contact";
  private static final String PATIENT = "sehat.patient";

  private ConversationSamples() {}

  static List<Object> all() {
    Inbound inbound = new Inbound("wamid.in", "text", AT, sealed(CONTACT), "wamid.quoted");
    Move move = new Move(CURSOR, sealed(PATIENT));
    List<Outbound> outbound =
        List.of(
            new Outbound(7, "text", sealed(CONTACT), "bot"),
            new Outbound(8, "buttons", sealed(CONTACT), "bot"));
    return List.of(
        new ConversationEvent.ConversationStarted(CONTACT, "15550001111", sealed(CONTACT), AT),
        new ConversationEvent.TurnTaken(inbound, move, changes(), outbound, effects(), AT),
        new ConversationEvent.EffectSettled(
            "7-book", "done", move, changes(), outbound, effects(), AT),
        new ConversationEvent.EffectDeferred(
            "sehat.attachment", 3, "http-503", AT.plusSeconds(20), AT),
        new ConversationEvent.Dispatched(7, "wamid.out", AT),
        new ConversationEvent.SendDeferred(7, 2, 130_429, AT.plusSeconds(30), AT),
        new ConversationEvent.SendAbandoned(7, 131_026, AT),
        new ConversationEvent.ReceiptsAdvanced(
            List.of(
                new Advance(7, "wamid.out", DeliveryStatus.FAILED, AT, 131_026),
                new Advance(8, null, DeliveryStatus.PLAYED, AT, null)),
            AT),
        new ConversationEvent.AddressChanged(sealed(CONTACT), AT),
        new ConversationEvent.MergedInto("sehat.other", AT),
        new ConversationEvent.TakenOver("sehat.staff-1", AT),
        new ConversationEvent.HandedBack("sehat.staff-1", AT),
        new ConversationEvent.StaffSpoke(
            "command-1", new Outbound(9, "text", sealed(CONTACT), "sehat.staff-1"), AT),
        new ConversationEvent.StaffEchoed(
            "wamid.echo",
            new Outbound(10, "image", sealed(CONTACT), "phone"),
            AT,
            AT.plusSeconds(1)),
        new ConversationEvent.Delayed(new Outbound(11, "text", sealed(CONTACT), "bot"), AT),
        new ConversationEvent.LetterReplayed(
            7, "command-2", "sehat.staff-1", new Outbound(12, "text", sealed(CONTACT), "bot"), AT),
        new ConversationEvent.LetterDropped(7, "command-3", "told-otherwise", "sehat.staff-1", AT),
        new ConversationEvent.WindowClosed(
            List.of(7L, 8L),
            new Outbound(12, "template", sealed(CONTACT), "bot"),
            AT.plusSeconds(604_800),
            AT),
        new ConversationEvent.WindowReopened(List.of(7L, 8L), List.of(12L), AT),
        NoticeSamples.notified(sealed(CONTACT), sealed(CONTACT)),
        new ConversationEvent.NoticesLapsed(List.of(13L), AT),
        Rewritten.of(CONTACT, "15550001111", sealed(CONTACT))
            .language("hi")
            .consent("2026-01")
            .cursor(CURSOR)
            .answers(new Private.Erased<>(PATIENT))
            .patients(List.of(CONTACT, PATIENT))
            .outbox(outbound)
            .lastNumber(8)
            .retry(2, AT.plusSeconds(30))
            .owed(effects())
            .seen(SeenMessages.NONE.with("wamid.1", 20_513).with("wamid.2", 20_514))
            .marks(DeliveryMarks.NONE.with(5, DeliveryStatus.READ).with(6, DeliveryStatus.FAILED))
            .lastInboundAt(AT)
            .attendedBy("sehat.staff-1")
            .mergedInto("sehat.other")
            .state());
  }

  /** What was added to stored forms later: file name → sample. */
  static Map<String, Object> additions() {
    Effect.FetchMedia fetch =
        new Effect.FetchMedia(
            "sehat.attachment",
            "wamid.in",
            "audio",
            true,
            "1234567890",
            "15550001111",
            "q83vEg==",
            "audio/ogg; codecs=opus",
            sealed(CONTACT),
            PATIENT,
            "sehat.visit",
            AT);
    Effect.OpenVisit open = (Effect.OpenVisit) effects().get(1);
    Effect.OpenVisit withFiles =
        new Effect.OpenVisit(
            open.id(),
            open.visitId(),
            open.details(),
            open.profile(),
            open.complaint(),
            List.of("sehat.attachment"));
    Map<String, Object> additions =
        new HashMap<>(
            Map.of(
                "conversation.send-abandoned-1-letter",
                new ConversationEvent.SendAbandoned(
                    7, 131_000, AT, 18, "policy-spent", AT.minusSeconds(7200), 3L),
                "conversation.state-1-notices",
                NoticeSamples.state(sealed(CONTACT)),
                "conversation.state-1-letters",
                LetterSamples.state(sealed(CONTACT)),
                "conversation.turn-taken-1-files",
                new ConversationEvent.TurnTaken(
                    new Inbound("wamid.in", "audio", AT, sealed(CONTACT), null),
                    null,
                    List.of(),
                    List.of(),
                    List.of(fetch, withFiles),
                    AT),
                "conversation.effect-settled-1-files",
                new ConversationEvent.EffectSettled(
                    "sehat.attachment",
                    "kept",
                    null,
                    List.of(
                        new Change.FileKept(
                            "sehat.attachment", "audio/ogg", 48_213, "00ff", "sehat/attachment"),
                        new Change.FileRefused("sehat.attachment", "too-large"),
                        new Change.FilesAdded("sehat.visit", List.of("sehat.attachment"))),
                    List.of(),
                    List.of(),
                    AT),
                "conversation.effect-settled-1-released",
                new ConversationEvent.EffectSettled(
                    "7-book-open",
                    "patient-erased",
                    null,
                    List.of(),
                    List.of(),
                    List.of(new Effect.ReleaseSlot("7-book-open-release", "sehat.visit", SLOT)),
                    AT),
                "conversation.state-1-outgoing",
                Rewritten.of(CONTACT, "15550001111", sealed(CONTACT))
                    .answers(sealed(CONTACT))
                    .outbox(List.of(new Outbound(7, "text", sealed(CONTACT), "bot")))
                    .lastNumber(7)
                    .lastInboundAt(AT)
                    .outgoing(
                        new Outgoing(
                            List.of(new Outgoing.Queued(7, AT, AT.plusSeconds(604_800))),
                            true,
                            new TokenBucket(AT.plusSeconds(6))))
                    .state(),
                "conversation.state-1-files",
                Rewritten.of(CONTACT, "15550001111", sealed(CONTACT))
                    .answers(sealed(CONTACT))
                    .owed(List.of(fetch))
                    .deferred(Map.of("sehat.attachment", new ConversationState.Deferral(2, AT)))
                    .state()));
    additions.put("conversation.turn-taken-1-queue", NoticeSamples.turn(sealed(CONTACT)));
    additions.put("conversation.state-1-tickets", NoticeSamples.tickets(sealed(CONTACT)));
    return additions;
  }

  private static List<Change> changes() {
    return List.of(
        new Change.LanguageChosen("hi"),
        new Change.ConsentGiven("2026-01"),
        new Change.ConsentWithdrawn(),
        new Change.EmergencySeen("chest-pain"),
        new Change.HumanCalled("asked"),
        new Change.PatientAdded(PATIENT),
        new Change.FlowEnded("booking", 1, "done"));
  }

  private static List<Effect> effects() {
    Effect.OpenVisit open =
        new Effect.OpenVisit(
            "7-book-open",
            "sehat.visit",
            new VisitDetails(
                PATIENT,
                CONTACT,
                "sehat.conversation",
                "sehat.doctor",
                "sehat.clinic",
                SLOT,
                "ent",
                VisitDetails.BookedBy.PATIENT),
            sealed(PATIENT),
            sealed(PATIENT),
            List.of());
    return List.of(
        new Effect.BookSlot("7-book", "hold", open),
        open,
        new Effect.CancelVisit("7-cancel", "sehat.visit"),
        new Effect.MoveVisit(
            "7-move", "sehat.visit", "sehat.doctor", "sehat.clinic", SLOT, "hold"));
  }

  private static <T> Private<T> sealed(String subject) {
    return new Private.Sealed<>(subject, new byte[] {1, 2, 3, 4});
  }
}
