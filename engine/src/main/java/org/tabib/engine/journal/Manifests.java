package org.tabib.engine.journal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationState;
import org.tabib.engine.patient.PatientEvent;
import org.tabib.engine.patient.PatientState;
import org.tabib.engine.practice.PracticeEvent;
import org.tabib.engine.practice.PracticeState;
import org.tabib.engine.queue.ClinicQueueState;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.reminder.ReminderEvent;
import org.tabib.engine.reminder.ReminderState;
import org.tabib.engine.schedule.ScheduleEvent;
import org.tabib.engine.schedule.ScheduleState;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.visit.VisitState;
import org.tabib.engine.waitlist.WaitingEvent;
import org.tabib.engine.waitlist.WaitingListState;

/**
 * The logical name and version of everything that is ever written to journal or snapshots. A name
 * never changes its meaning: a new meaning is a new name or a new version
 * (docs/how-to/add-an-event).
 */
final class Manifests {
  private static final Map<String, Class<?>> BY_NAME = new LinkedHashMap<>();
  private static final Map<Class<?>, String> BY_CLASS = new HashMap<>();
  private static final Map<String, Class<?>> EARLIER = new LinkedHashMap<>();

  static {
    add("conversation.started:1", ConversationEvent.ConversationStarted.class);
    add("conversation.turn-taken:1", ConversationEvent.TurnTaken.class);
    add("conversation.effect-settled:1", ConversationEvent.EffectSettled.class);
    add("conversation.effect-deferred:1", ConversationEvent.EffectDeferred.class);
    add("conversation.dispatched:1", ConversationEvent.Dispatched.class);
    add("conversation.send-deferred:1", ConversationEvent.SendDeferred.class);
    add("conversation.send-abandoned:1", ConversationEvent.SendAbandoned.class);
    add("conversation.receipts-advanced:1", ConversationEvent.ReceiptsAdvanced.class);
    add("conversation.address-changed:1", ConversationEvent.AddressChanged.class);
    add("conversation.merged-into:1", ConversationEvent.MergedInto.class);
    add("conversation.taken-over:1", ConversationEvent.TakenOver.class);
    add("conversation.handed-back:1", ConversationEvent.HandedBack.class);
    add("conversation.staff-spoke:1", ConversationEvent.StaffSpoke.class);
    add("conversation.staff-echoed:1", ConversationEvent.StaffEchoed.class);
    add("conversation.delayed:1", ConversationEvent.Delayed.class);
    add("conversation.letter-replayed:1", ConversationEvent.LetterReplayed.class);
    add("conversation.letter-dropped:1", ConversationEvent.LetterDropped.class);
    add("conversation.window-closed:1", ConversationEvent.WindowClosed.class);
    add("conversation.window-reopened:1", ConversationEvent.WindowReopened.class);
    add("conversation.notified:1", ConversationEvent.Notified.class);
    add("conversation.notices-lapsed:1", ConversationEvent.NoticesLapsed.class);
    add("conversation.state:1", ConversationState.class);

    add("schedule.availability-defined:1", ScheduleEvent.AvailabilityDefined.class);
    add("schedule.slot-held:1", ScheduleEvent.SlotHeld.class);
    add("schedule.hold-released:1", ScheduleEvent.HoldReleased.class);
    add("schedule.slot-booked:1", ScheduleEvent.SlotBooked.class);
    add("schedule.booking-released:1", ScheduleEvent.BookingReleased.class);
    add("schedule.state:1", ScheduleState.class);

    add("visit.opened:1", VisitEvent.VisitOpened.class);
    add("visit.confirmed:1", VisitEvent.VisitConfirmed.class);
    add("visit.checked-in:1", VisitEvent.PatientCheckedIn.class);
    add("visit.started:1", VisitEvent.ConsultationStarted.class);
    add("visit.completed:1", VisitEvent.VisitCompleted.class);
    add("visit.no-show:1", VisitEvent.PatientDidNotShow.class);
    add("visit.cancelled:1", VisitEvent.VisitCancelled.class);
    add("visit.rescheduled:1", VisitEvent.VisitRescheduled.class);
    add("visit.slot-wanted:1", VisitEvent.SlotWanted.class);
    add("visit.slot-given-back:1", VisitEvent.SlotGivenBack.class);
    add("visit.consultation-recorded:1", VisitEvent.ConsultationRecorded.class);
    add("visit.consultation-amended:1", VisitEvent.ConsultationAmended.class);
    add("visit.review-requested:1", VisitEvent.ReviewRequested.class);
    add("visit.review-given:1", VisitEvent.ReviewGiven.class);
    add("visit.review-commented:1", VisitEvent.ReviewCommented.class);
    add("visit.update-added:1", VisitEvent.UpdateAdded.class);
    add("visit.update-seen:1", VisitEvent.UpdateSeen.class);
    add("visit.state:1", VisitState.class);

    add("patient.registered:1", PatientEvent.PatientRegistered.class);
    add("patient.profile-changed:1", PatientEvent.ProfileChanged.class);
    add("patient.state:1", PatientState.class);

    add("practice.configured:1", PracticeEvent.PracticeConfigured.class);
    add("practice.state:1", PracticeState.class);

    add("reminder.planned:1", ReminderEvent.ReminderPlanned.class);
    add("reminder.changed:1", ReminderEvent.ReminderChanged.class);
    add("reminder.stopped:1", ReminderEvent.ReminderStopped.class);
    add("reminder.occurrence-told:1", ReminderEvent.OccurrenceTold.class);
    add("reminder.occurrence-done:1", ReminderEvent.OccurrenceDone.class);
    add("reminder.occurrence-snoozed:1", ReminderEvent.OccurrenceSnoozed.class);
    add("reminder.occurrences-dropped:1", ReminderEvent.OccurrencesDropped.class);
    add("reminder.state:1", ReminderState.class);

    add("waiting-list.entry-added:1", WaitingEvent.EntryAdded.class);
    add("waiting-list.entry-left:1", WaitingEvent.EntryLeft.class);
    add("waiting-list.slot-offered:1", WaitingEvent.SlotOffered.class);
    add("waiting-list.offer-accepted:1", WaitingEvent.OfferAccepted.class);
    add("waiting-list.offer-declined:1", WaitingEvent.OfferDeclined.class);
    add("waiting-list.offer-expired:1", WaitingEvent.OfferExpired.class);
    add("waiting-list.offer-lost:1", WaitingEvent.OfferLost.class);
    add("waiting-list.offer-put-off:1", WaitingEvent.OfferPutOff.class);
    add("waiting-list.slot-exhausted:1", WaitingEvent.SlotExhausted.class);
    add("waiting-list.state:1", WaitingListState.class);
    add("queue.day-opened:1", QueueEvent.DayOpened.class);
    add("queue.setup-changed:1", QueueEvent.SetupChanged.class);
    add("queue.ticket-issued:1", QueueEvent.TicketIssued.class);
    add("queue.ticket-called:2", QueueEvent.TicketCalled.class);
    add("queue.ticket-recalled:1", QueueEvent.TicketRecalled.class);
    add("queue.ticket-skipped:1", QueueEvent.TicketSkipped.class);
    add("queue.ticket-missed:1", QueueEvent.TicketMissed.class);
    add("queue.ticket-returned:1", QueueEvent.TicketReturned.class);
    add("queue.service-started:1", QueueEvent.ServiceStarted.class);
    add("queue.service-finished:1", QueueEvent.ServiceFinished.class);
    add("queue.ticket-retriaged:2", QueueEvent.TicketRetriaged.class);
    add("queue.ticket-transferred:1", QueueEvent.TicketTransferred.class);
    add("queue.ticket-left:2", QueueEvent.TicketLeft.class);
    add("queue.ticket-neared:1", QueueEvent.TicketNeared.class);
    add("queue.command-undone:1", QueueEvent.CommandUndone.class);
    add("queue.paused:2", QueueEvent.QueuePaused.class);
    add("queue.resumed:1", QueueEvent.QueueResumed.class);
    add("queue.day-closed:2", QueueEvent.DayClosed.class);
    add("queue.day-shown:1", QueueEvent.DayShown.class);
    add("queue.state:2", ClinicQueueState.class);

    // With staff's words in clear: Remark reads both forms.
    earlier("queue.ticket-called:1", QueueEvent.TicketCalled.class);
    earlier("queue.ticket-retriaged:1", QueueEvent.TicketRetriaged.class);
    earlier("queue.ticket-left:1", QueueEvent.TicketLeft.class);
    earlier("queue.paused:1", QueueEvent.QueuePaused.class);
    earlier("queue.day-closed:1", QueueEvent.DayClosed.class);
    earlier("queue.state:1", ClinicQueueState.class);
  }

  private Manifests() {}

  private static void add(String name, Class<?> type) {
    if (BY_NAME.put(name, type) != null || BY_CLASS.put(type, name) != null) {
      throw new IllegalStateException("registered twice: " + name);
    }
  }

  /** A version that is read and not written any more, and still fits the class. */
  private static void earlier(String name, Class<?> type) {
    if (BY_NAME.containsKey(name) || EARLIER.put(name, type) != null) {
      throw new IllegalStateException("registered twice: " + name);
    }
  }

  static @Nullable String of(Class<?> type) {
    return BY_CLASS.get(type);
  }

  static @Nullable Class<?> type(String manifest) {
    Class<?> type = BY_NAME.get(manifest);
    return type == null ? EARLIER.get(manifest) : type;
  }

  /** Every manifest that can be written today. */
  static Map<String, Class<?>> all() {
    return Map.copyOf(BY_NAME);
  }

  /** Every manifest that is still read, but not written any more. */
  static Map<String, Class<?>> earlier() {
    return Map.copyOf(EARLIER);
  }
}
