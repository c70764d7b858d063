package org.tabib.projections.integration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What integration events say. Ids, codes and times only; whatever speaks about a person is under
 * {@code personal}, which is there only when an operator wants it and the person was not erased.
 * Their schemas are under {@code events/}: a field is never renamed or removed within a version.
 */
public sealed interface EventData {

  // ── conversations ─────────────────────────────────────────────────────────────────────────────

  /** Where somebody is reached. */
  record PersonalAddress(String kind, String value) {
    @Override
    public String toString() {
      return "PersonalAddress[…]";
    }
  }

  /** A message's words, and the provider's id of it, in which WhatsApp hides the number. */
  record PersonalMessage(
      @Nullable String providerMessageId, @Nullable String repliesTo, @Nullable String text) {
    @Override
    public String toString() {
      return "PersonalMessage[…]";
    }
  }

  record ConversationStarted(
      String conversationId, String contactId, String account, @Nullable PersonalAddress personal)
      implements EventData {}

  record MessageReceived(
      String conversationId, String kind, Instant sentAt, @Nullable PersonalMessage personal)
      implements EventData {}

  /** An earlier message was edited or deleted. */
  record MessageChanged(String conversationId, @Nullable PersonalMessage personal)
      implements EventData {}

  record MessageQueued(
      String conversationId,
      long number,
      String kind,
      String author,
      @Nullable PersonalMessage personal)
      implements EventData {}

  record MessageWithdrawn(String conversationId, long number) implements EventData {}

  /** Sent, delivered, read or played. */
  record MessageAdvanced(String conversationId, long number, @Nullable PersonalMessage personal)
      implements EventData {}

  /**
   * @param code the provider's; null when it gave none
   * @param abandoned whether it will not be tried again; otherwise it may still arrive elsewhere
   */
  record MessageFailed(
      String conversationId, long number, @Nullable Integer code, boolean abandoned)
      implements EventData {}

  record LanguageChanged(String conversationId, String language) implements EventData {}

  record ConsentGiven(String conversationId, String noticeVersion) implements EventData {}

  record ConsentWithdrawn(String conversationId) implements EventData {}

  /** What was said is wrong. */
  record PersonalComplaint(String complaint) {
    @Override
    public String toString() {
      return "PersonalComplaint[…]";
    }
  }

  record EmergencySeen(String conversationId, @Nullable PersonalComplaint personal)
      implements EventData {}

  record HumanCalled(String conversationId, String reason) implements EventData {}

  record HandedOver(String conversationId, String staffId) implements EventData {}

  /**
   * @param reason {@code staff} or {@code unattended}
   */
  record HandedBack(String conversationId, String reason, @Nullable String staffId)
      implements EventData {}

  record PatientAdded(String conversationId, String patientId) implements EventData {}

  record FlowEnded(String conversationId, String flow, int version, String outcome)
      implements EventData {}

  record FileKept(String conversationId, String attachmentId, String mediaType, long bytes)
      implements EventData {}

  record FileRefused(String conversationId, String attachmentId, String reason)
      implements EventData {}

  record FilesAdded(String conversationId, String visitId, List<String> attachmentIds)
      implements EventData {}

  record AddressChanged(String conversationId, @Nullable PersonalAddress personal)
      implements EventData {}

  record Merged(String conversationId, String into) implements EventData {}

  // ── visits ────────────────────────────────────────────────────────────────────────────────────

  /**
   * A piece of a doctor's time.
   *
   * @param end exclusive
   */
  record Time(String scheduleId, Instant start, Instant end) {}

  record VisitBooked(
      String visitId,
      String patientId,
      String contactId,
      @Nullable String conversationId,
      String doctorId,
      String clinicId,
      Time time,
      String specialty,
      String bookedBy,
      @Nullable PersonalComplaint personal)
      implements EventData {}

  /** Confirmed, checked in, started, completed, did not come. */
  record VisitAdvanced(String visitId) implements EventData {}

  /** Why, in somebody's words. */
  record PersonalReason(String reason) {
    @Override
    public String toString() {
      return "PersonalReason[…]";
    }
  }

  record VisitCancelled(String visitId, String by, @Nullable PersonalReason personal)
      implements EventData {}

  record VisitRescheduled(
      String visitId, String doctorId, String clinicId, Time time, Time previous, String by)
      implements EventData {}

  // ── schedules ─────────────────────────────────────────────────────────────────────────────────

  record AvailabilityDefined(
      String scheduleId, String doctorId, String clinicId, String zone, String slotLength)
      implements EventData {}

  /** Booked or released. */
  record Slot(String scheduleId, Instant start, String visitId) implements EventData {}

  // ── patients ──────────────────────────────────────────────────────────────────────────────────

  /**
   * @param age ISO 8601 period on {@code ageOn}
   * @param sex FHIR AdministrativeGender
   */
  record PersonalProfile(String name, String age, LocalDate ageOn, String sex) {
    @Override
    public String toString() {
      return "PersonalProfile[…]";
    }
  }

  record PatientRegistered(String patientId, String guardianId, @Nullable PersonalProfile personal)
      implements EventData {}

  record PatientUpdated(String patientId, @Nullable PersonalProfile personal)
      implements EventData {}

  // ── practices ─────────────────────────────────────────────────────────────────────────────────

  record Clinic(String clinicId, String zone) {}

  /** Doctors are many; each is told by the availability of their schedule. */
  record PracticeChanged(
      String practiceId, List<String> languages, List<Clinic> clinics, int doctors)
      implements EventData {}

  // ── clinics' queues ───────────────────────────────────────────────────────────────────────────

  /**
   * @param code with which its tickets begin
   */
  record ServicePoint(String servicePointId, String code, List<String> rooms) {}

  /**
   * What counts on a day.
   *
   * @param day in the clinic's zone
   * @param zone null when the setup only changed
   */
  record QueueSetup(
      String queueId,
      String clinicId,
      LocalDate day,
      @Nullable String zone,
      String scale,
      List<ServicePoint> servicePoints)
      implements EventData {}

  record QueuePaused(
      String queueId, String by, @Nullable String servicePointId, @Nullable PersonalReason personal)
      implements EventData {}

  record QueueResumed(String queueId, String by, @Nullable String servicePointId)
      implements EventData {}

  /**
   * @param left the labels of those who waited in vain
   */
  record QueueClosed(
      String queueId, String by, List<String> left, @Nullable PersonalReason personal)
      implements EventData {}

  /** A ticket as it is after the event. Ids of whose it is as far as they are known. */
  record Ticket(
      String ticketId,
      String label,
      String status,
      String servicePointId,
      String urgency,
      String origin,
      Instant issuedAt,
      int calls,
      @Nullable String room,
      @Nullable String patientId,
      @Nullable String contactId,
      @Nullable String conversationId,
      @Nullable String visitId,
      @Nullable String doctorId,
      @Nullable Instant appointmentAt) {}

  /** Where a ticket stood and how long it would wait, as its holder could be told. */
  record Place(
      int position,
      int ahead,
      @Nullable Integer waitFromMinutes,
      @Nullable Integer waitToMinutes) {}

  /** Issued, or near. */
  record TicketPlaced(String queueId, String by, Ticket ticket, Place place) implements EventData {}

  /** Recalled, missed, started, served, taken back. */
  record TicketMoved(String queueId, String by, Ticket ticket) implements EventData {}

  record TicketCalled(
      String queueId,
      String by,
      Ticket ticket,
      boolean outOfTurn,
      @Nullable PersonalReason personal)
      implements EventData {}

  record TicketSkipped(String queueId, String by, Ticket ticket, int places) implements EventData {}

  record TicketReturned(String queueId, String by, Ticket ticket, boolean placeKept, Place place)
      implements EventData {}

  record TicketRetriaged(
      String queueId,
      String by,
      Ticket ticket,
      String urgencyBefore,
      @Nullable Place place,
      @Nullable PersonalReason personal)
      implements EventData {}

  record TicketTransferred(
      String queueId, String by, Ticket ticket, String fromServicePointId, Place place)
      implements EventData {}

  record TicketLeft(String queueId, String by, Ticket ticket, @Nullable PersonalReason personal)
      implements EventData {}

  // ── reminders ─────────────────────────────────────────────────────────────────────────────────

  /** What is said when it is due. */
  record PersonalContent(String what, @Nullable String dose, @Nullable String instruction) {
    @Override
    public String toString() {
      return "PersonalContent[…]";
    }
  }

  /** Planned or changed. */
  record ReminderPlanned(
      String reminderId,
      String patientId,
      String contactId,
      String conversationId,
      @Nullable String clinicId,
      @Nullable String visitId,
      String kind,
      String by,
      @Nullable Instant nextAt,
      @Nullable PersonalContent personal)
      implements EventData {}

  record ReminderStopped(String reminderId, String by) implements EventData {}

  record ReminderTold(String reminderId, Instant occurrence, @Nullable Instant nextAt)
      implements EventData {}

  record ReminderDone(String reminderId, Instant occurrence, String by, @Nullable Instant nextAt)
      implements EventData {}

  record ReminderSnoozed(String reminderId, Instant occurrence, Instant until, String reason)
      implements EventData {}

  record ReminderDropped(
      String reminderId, Instant first, Instant last, String reason, @Nullable Instant nextAt)
      implements EventData {}

  // ── waiting lists ─────────────────────────────────────────────────────────────────────────────

  record WaitingAdded(
      String clinicId,
      String entryId,
      String patientId,
      String contactId,
      String conversationId,
      @Nullable String doctorId,
      String specialty,
      LocalDate earliest,
      LocalDate latest,
      List<String> parts,
      String urgency,
      @Nullable String visitId,
      String by)
      implements EventData {}

  record WaitingLeft(String clinicId, String entryId, String ending, @Nullable String visitId)
      implements EventData {}

  record WaitingOffered(
      String clinicId,
      String entryId,
      String offerId,
      String patientId,
      String contactId,
      String doctorId,
      Time time,
      Instant until)
      implements EventData {}

  /** Accepted, declined, not answered, or lost. */
  record WaitingAnswered(String clinicId, String entryId, String offerId) implements EventData {}
}
