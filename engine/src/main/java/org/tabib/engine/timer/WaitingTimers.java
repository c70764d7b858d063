package org.tabib.engine.timer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.tabib.engine.conversation.NoticeFacts;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.waitlist.WaitingEvent;
import org.tabib.engine.waitlist.WaitingEvent.OfferPutOff;
import org.tabib.engine.waitlist.WaitingEvent.SlotOffered;
import org.tabib.engine.waitlist.WaitingList;

/** What follows from a waiting list's events in time, and from times that become free (BOOK-5). */
public final class WaitingTimers {
  private WaitingTimers() {}

  /** The timers that follow from an event. */
  public static List<Timer> of(String listId, WaitingEvent event) {
    return switch (event) {
      case SlotOffered e -> offered(listId, e);
      case OfferPutOff e -> freed(listId, e.freedId(), e.slot(), e.until());
      case WaitingEvent.EntryAdded e -> List.of();
      case WaitingEvent.EntryLeft e -> List.of();
      case WaitingEvent.OfferAccepted e -> List.of();
      case WaitingEvent.OfferDeclined e -> List.of();
      case WaitingEvent.OfferExpired e -> List.of();
      case WaitingEvent.OfferLost e -> List.of();
      case WaitingEvent.SlotExhausted e -> List.of();
    };
  }

  /** The ids of timers that an event makes pointless. */
  public static List<String> over(String listId, WaitingEvent event) {
    return switch (event) {
      case WaitingEvent.OfferAccepted e -> offer(listId, e.offerId());
      case WaitingEvent.OfferDeclined e -> offer(listId, e.offerId());
      case WaitingEvent.OfferExpired e -> offer(listId, e.offerId());
      case WaitingEvent.OfferLost e -> offer(listId, e.offerId());
      case WaitingEvent.EntryAdded e -> List.of();
      case WaitingEvent.EntryLeft e -> List.of();
      case SlotOffered e -> List.of();
      case OfferPutOff e -> List.of();
      case WaitingEvent.SlotExhausted e -> List.of();
    };
  }

  /**
   * A visit's slot is free again: the clinic's waiting list may offer it at once. None when its
   * time has come.
   *
   * @param number of the event in the visit's journal: the same time freed twice is two
   */
  public static List<Timer> givenBack(
      String clinicId, String visitId, long number, Slot slot, Instant at) {
    return freed(WaitingList.idOf(clinicId), visitId + "/" + number, slot, at);
  }

  /** Nobody is offered a time that has begun. */
  private static List<Timer> freed(String listId, String freedId, Slot slot, Instant due) {
    return due.isBefore(slot.start())
        ? List.of(
            Timer.of(
                "freed/" + freedId + "/" + due,
                due,
                slot.start(),
                new TimerTask.SlotFreed(listId, freedId, slot)))
        : List.of();
  }

  private static List<Timer> offered(String listId, SlotOffered e) {
    Timer over =
        Timer.of(
            "offer/" + e.offerId() + "/over",
            e.until(),
            Timer.NEVER,
            new TimerTask.OfferTimedOut(listId, e.offerId()));
    if (!e.at().isBefore(e.until())) {
      return List.of(over);
    }
    TimerTask.TellOffer tell =
        new TimerTask.TellOffer(
            listId, e.offerId(), e.entryId(), e.wanted().conversationId(), facts(listId, e));
    return List.of(Timer.of("offer/" + e.offerId() + "/told", e.at(), e.until(), tell), over);
  }

  private static List<String> offer(String listId, String offerId) {
    String timer = listId + "/offer/" + offerId;
    return List.of(timer + "/told", timer + "/over");
  }

  private static Map<String, String> facts(String listId, SlotOffered offered) {
    return Map.of(
        NoticeFacts.CLINIC, WaitingList.clinicOf(listId),
        NoticeFacts.DOCTOR, offered.doctorId(),
        NoticeFacts.ENTRY, offered.entryId(),
        NoticeFacts.OFFER, offered.offerId(),
        NoticeFacts.PATIENT, offered.wanted().patientId(),
        NoticeFacts.SLOT, NoticeFacts.slot(offered.slot()));
  }
}
