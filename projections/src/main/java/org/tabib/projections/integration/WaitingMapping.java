package org.tabib.projections.integration;

import java.util.List;
import java.util.Locale;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.waitlist.WaitingEvent;
import org.tabib.engine.waitlist.WaitingList;
import org.tabib.engine.waitlist.Wanted;
import org.tabib.projections.integration.EventData.Time;
import org.tabib.projections.run.Recorded;

/** What others are told of clinics' waiting lists. */
final class WaitingMapping {
  private WaitingMapping() {}

  static List<IntegrationEvent> map(Recorded<WaitingEvent> recorded, Opening opening) {
    String clinic = WaitingList.clinicOf(recorded.entityId());
    return switch (recorded.event()) {
      case WaitingEvent.EntryAdded e -> one(recorded, EventType.WAITING_ADDED, added(clinic, e));
      case WaitingEvent.EntryLeft e ->
          one(
              recorded,
              EventType.WAITING_LEFT,
              new EventData.WaitingLeft(clinic, e.entryId(), code(e.ending()), e.visitId()));
      case WaitingEvent.SlotOffered e ->
          one(recorded, EventType.WAITING_OFFERED, offered(clinic, e));
      case WaitingEvent.OfferAccepted e ->
          one(recorded, EventType.WAITING_ACCEPTED, answered(clinic, e.entryId(), e.offerId()));
      case WaitingEvent.OfferDeclined e ->
          one(recorded, EventType.WAITING_DECLINED, answered(clinic, e.entryId(), e.offerId()));
      case WaitingEvent.OfferExpired e ->
          one(recorded, EventType.WAITING_EXPIRED, answered(clinic, e.entryId(), e.offerId()));
      case WaitingEvent.OfferLost e ->
          one(recorded, EventType.WAITING_LOST, answered(clinic, e.entryId(), e.offerId()));
      // When a freed time is looked at again is the list's own affair: the schedule told of it.
      case WaitingEvent.OfferPutOff e -> List.of();
      case WaitingEvent.SlotExhausted e -> List.of();
    };
  }

  private static EventData added(String clinic, WaitingEvent.EntryAdded event) {
    Wanted wanted = event.wanted();
    return new EventData.WaitingAdded(
        clinic,
        event.entryId(),
        wanted.patientId(),
        wanted.contactId(),
        wanted.conversationId(),
        wanted.doctorId(),
        wanted.specialty(),
        wanted.earliest(),
        wanted.latest(),
        wanted.parts().stream().map(WaitingMapping::code).toList(),
        code(wanted.urgency()),
        wanted.visit() == null ? null : wanted.visit().visitId(),
        code(event.by()));
  }

  private static EventData offered(String clinic, WaitingEvent.SlotOffered event) {
    Slot slot = event.slot();
    return new EventData.WaitingOffered(
        clinic,
        event.entryId(),
        event.offerId(),
        event.wanted().patientId(),
        event.wanted().contactId(),
        event.doctorId(),
        new Time(slot.scheduleId(), slot.start(), slot.end()),
        event.until());
  }

  private static EventData answered(String clinic, String entryId, String offerId) {
    return new EventData.WaitingAnswered(clinic, entryId, offerId);
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<IntegrationEvent> one(
      Recorded<WaitingEvent> recorded, EventType type, EventData data) {
    return Made.one(recorded.entityId(), recorded.number(), recorded.event().at(), type, data);
  }
}
