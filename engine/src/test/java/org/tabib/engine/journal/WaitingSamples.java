package org.tabib.engine.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.tabib.engine.care.Urgency;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.Effect;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.waitlist.Ending;
import org.tabib.engine.waitlist.Fit;
import org.tabib.engine.waitlist.PartOfDay;
import org.tabib.engine.waitlist.WaitingCommand.By;
import org.tabib.engine.waitlist.WaitingEvent;
import org.tabib.engine.waitlist.WaitingListState;
import org.tabib.engine.waitlist.Wanted;

/** One of everything that waiting lists store, every field filled. */
final class WaitingSamples {
  private static final Instant AT = Instant.parse("2026-03-02T03:00:00.123456789Z");
  private static final Instant START = Instant.parse("2026-03-03T03:30:00Z");

  private WaitingSamples() {}

  /** Everything that conversations owe to waiting lists. */
  static Map<String, Object> additions() {
    Private<PatientProfile> profile = sealed("sehat.patient");
    Slot slot = slot();
    return Map.of(
        "conversation.turn-taken-1-waiting",
        new ConversationEvent.TurnTaken(
            new ConversationEvent.Inbound("wamid.in", "choice", AT, sealed("sehat.contact"), null),
            null,
            List.of(),
            List.of(),
            List.of(
                new Effect.JoinWaiting("15-wait", "sehat.clinic", "sehat.entry", wanted(), profile),
                new Effect.LeaveWaiting("15-leave", "sehat.clinic", "sehat.entry"),
                new Effect.DeclineOffer("15-decline", "sehat.clinic", "sehat.offer"),
                new Effect.TakeOffer(
                    "15-offer",
                    "sehat.clinic",
                    "sehat.offer",
                    new Effect.OpenVisit(
                        "15-offer-open",
                        "sehat.visit",
                        new VisitDetails(
                            "sehat.patient",
                            "sehat.contact",
                            "sehat.conversation",
                            "sehat.doctor",
                            "sehat.clinic",
                            slot,
                            "ent",
                            VisitDetails.BookedBy.PATIENT),
                        profile,
                        sealed("sehat.patient"),
                        List.of()),
                    null),
                new Effect.TakeOffer(
                    "16-offer",
                    "sehat.clinic",
                    "sehat.offer",
                    null,
                    new Effect.MoveVisit(
                        "16-offer-move",
                        "sehat.visit",
                        "sehat.doctor",
                        "sehat.clinic",
                        slot,
                        "sehat.offer"))),
            AT));
  }

  private static <T> Private<T> sealed(String person) {
    return new Private.Sealed<>(person, new byte[] {1, 2, 3, 4});
  }

  private static Slot slot() {
    return new Slot("sehat.schedule", START, Duration.ofMinutes(15));
  }

  private static Wanted wanted() {
    return new Wanted(
        "sehat.patient",
        "sehat.contact",
        "sehat.conversation",
        "sehat.doctor",
        "ent",
        LocalDate.of(2026, 3, 2),
        LocalDate.of(2026, 3, 16),
        List.of(PartOfDay.MORNING, PartOfDay.EVENING),
        Urgency.URGENT,
        new Wanted.BookedVisit("sehat.visit", START.plusSeconds(86_400)));
  }

  static List<Object> all() {
    Slot slot = slot();
    Wanted wanted = wanted();
    return List.of(
        new WaitingEvent.EntryAdded("sehat.entry", wanted, By.PATIENT, AT),
        new WaitingEvent.EntryLeft("sehat.entry", Ending.BOOKED, "sehat.visit", AT),
        new WaitingEvent.SlotOffered(
            "sehat.offer",
            "freed",
            "sehat.entry",
            wanted,
            slot,
            "sehat.doctor",
            AT.plusSeconds(900),
            AT.plusSeconds(1500),
            new Fit(true, Urgency.URGENT, AT.minusSeconds(60), "sehat.entry"),
            AT),
        new WaitingEvent.OfferAccepted("sehat.offer", "sehat.entry", AT),
        new WaitingEvent.OfferDeclined("sehat.offer", "sehat.entry", AT),
        new WaitingEvent.OfferExpired("sehat.offer", "sehat.entry", AT),
        new WaitingEvent.OfferLost("sehat.offer", "sehat.entry", AT),
        new WaitingEvent.OfferPutOff("freed", slot, AT.plusSeconds(3600), AT),
        new WaitingEvent.SlotExhausted("freed", slot, WaitingEvent.Why.NOBODY, AT),
        new WaitingListState(
            "sehat.clinic",
            List.of(new WaitingListState.Entry("sehat.entry", wanted, By.STAFF, AT)),
            List.of(
                new WaitingListState.Freed(
                    "freed",
                    slot,
                    List.of("sehat.other", "sehat.entry"),
                    new WaitingListState.Offer(
                        "sehat.offer",
                        "sehat.entry",
                        AT.plusSeconds(900),
                        AT.plusSeconds(1500),
                        true),
                    AT.plusSeconds(60),
                    true)),
            List.of("sehat.ended")));
  }
}
