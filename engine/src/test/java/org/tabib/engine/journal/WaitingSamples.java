package org.tabib.engine.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.tabib.engine.care.Urgency;
import org.tabib.engine.schedule.Slot;
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

  static List<Object> all() {
    Slot slot = new Slot("sehat.schedule", START, Duration.ofMinutes(15));
    Wanted wanted =
        new Wanted(
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
