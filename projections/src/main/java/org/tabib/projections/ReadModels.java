package org.tabib.projections;

import java.util.List;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.patient.PatientEvent;
import org.tabib.engine.practice.PracticeEvent;
import org.tabib.engine.queue.ClinicQueue;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.reminder.ReminderEvent;
import org.tabib.engine.schedule.ScheduleEvent;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.waitlist.WaitingEvent;
import org.tabib.engine.waitlist.WaitingList;
import org.tabib.projections.appointment.AppointmentList;
import org.tabib.projections.attachment.AttachmentList;
import org.tabib.projections.conversation.ConversationList;
import org.tabib.projections.letter.LetterList;
import org.tabib.projections.live.InboxLive;
import org.tabib.projections.live.QueueLive;
import org.tabib.projections.live.ScheduleLive;
import org.tabib.projections.message.MessageLog;
import org.tabib.projections.owed.ConversationDebts;
import org.tabib.projections.owed.VisitDebts;
import org.tabib.projections.patient.PatientList;
import org.tabib.projections.practice.PracticeMirror;
import org.tabib.projections.queue.QueueDays;
import org.tabib.projections.queue.QueueHistory;
import org.tabib.projections.queue.ShownDays;
import org.tabib.projections.queue.TicketList;
import org.tabib.projections.reminder.ReminderList;
import org.tabib.projections.run.EntityProjection;
import org.tabib.projections.schedule.SlotBookings;
import org.tabib.projections.search.MessageIndex;
import org.tabib.projections.search.SearchKeys;
import org.tabib.projections.statistics.ConversationStatistics;
import org.tabib.projections.timer.KnownPractices;
import org.tabib.projections.timer.PracticeTimerRows;
import org.tabib.projections.timer.QueueTimerRows;
import org.tabib.projections.timer.ReminderTimerRows;
import org.tabib.projections.timer.VisitTimerRows;
import org.tabib.projections.timer.WaitingTimerRows;
import org.tabib.projections.visit.ConsultationList;
import org.tabib.projections.visit.ReviewList;
import org.tabib.projections.visit.UpdateList;
import org.tabib.projections.waitlist.WaitingEntries;

/**
 * Every read model, by the entity type whose events fill it. The slices are the tags that the
 * entities write; their number never changes.
 */
public final class ReadModels {
  /** What metrics and commands call the projection of conversations. */
  public static final String CONVERSATION = "conversation";

  /** The tags of conversations' events. */
  public static final List<String> CONVERSATION_SLICES =
      List.of("conversation-0", "conversation-1", "conversation-2", "conversation-3");

  /** What is filled from visits. Debts look at the appointment's row, which is written first. */
  public static final EntityProjection<VisitEvent> VISIT =
      new EntityProjection<>(
          "visit",
          VisitEvent.class,
          List.of("visit-0"),
          List.of(
              new AppointmentList(),
              new VisitDebts(),
              new ConsultationList(),
              new ReviewList(),
              new UpdateList(),
              new ScheduleLive()));

  /** What is filled from schedules. */
  public static final EntityProjection<ScheduleEvent> SCHEDULE =
      new EntityProjection<>(
          "schedule", ScheduleEvent.class, List.of("schedule-0"), List.of(new SlotBookings()));

  /** What is filled from patients. */
  public static final EntityProjection<PatientEvent> PATIENT =
      new EntityProjection<>(
          "patient", PatientEvent.class, List.of("patient-0"), List.of(new PatientList()));

  /** What is filled from practices. */
  public static final EntityProjection<PracticeEvent> PRACTICE =
      new EntityProjection<>(
          "practice", PracticeEvent.class, List.of("practice-0"), List.of(new PracticeMirror()));

  /** What is filled from clinics' queues. */
  public static final EntityProjection<QueueEvent> QUEUE =
      new EntityProjection<>(
          "queue",
          QueueEvent.class,
          List.of(ClinicQueue.TAG),
          List.of(
              new TicketList(),
              new QueueDays(),
              new QueueHistory(),
              new ShownDays(),
              new QueueLive()));

  /** What is filled from reminders. */
  public static final EntityProjection<ReminderEvent> REMINDER =
      new EntityProjection<>(
          "reminder", ReminderEvent.class, List.of("reminder-0"), List.of(new ReminderList()));

  /** What is filled from waiting lists. */
  public static final EntityProjection<WaitingEvent> WAITING_LIST =
      new EntityProjection<>(
          "waiting-list",
          WaitingEvent.class,
          List.of(WaitingList.TAG),
          List.of(new WaitingEntries()));

  private ReadModels() {}

  /**
   * What is filled from conversations; the index of owing ones is a part of it.
   *
   * @param keys open messages for the search index
   */
  public static EntityProjection<ConversationEvent> conversation(SearchKeys keys) {
    return new EntityProjection<>(
        CONVERSATION,
        ConversationEvent.class,
        CONVERSATION_SLICES,
        List.of(
            new MessageLog(),
            new MessageIndex(keys),
            new ConversationList(),
            new ConversationDebts(),
            new AttachmentList(),
            new LetterList(),
            new ConversationStatistics(),
            new InboxLive()));
  }

  /**
   * All of them, and the timers that follow from the same events.
   *
   * @param practices decide when some timers are due
   */
  public static List<EntityProjection<?>> all(SearchKeys keys, KnownPractices practices) {
    return List.of(
        conversation(keys),
        VISIT.and(new VisitTimerRows(practices)),
        SCHEDULE,
        PATIENT,
        PRACTICE.and(new PracticeTimerRows()),
        QUEUE.and(new QueueTimerRows()),
        REMINDER.and(new ReminderTimerRows()),
        WAITING_LIST.and(new WaitingTimerRows()));
  }
}
