package org.tabib.engine.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.Urgency;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.Rhythm;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent.Complaint;
import org.tabib.engine.visit.VisitEvent.Words;
import org.tabib.engine.waitlist.Wanted;

/**
 * What a conversation owes and cannot undo: written in the event that decides it, performed after
 * the write, settled by an event. Performing one twice does nothing more than performing it once.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Effect.BookSlot.class, name = "book-slot"),
  @JsonSubTypes.Type(value = Effect.OpenVisit.class, name = "open-visit"),
  @JsonSubTypes.Type(value = Effect.CancelVisit.class, name = "cancel-visit"),
  @JsonSubTypes.Type(value = Effect.MoveVisit.class, name = "move-visit"),
  @JsonSubTypes.Type(value = Effect.FetchMedia.class, name = "fetch-media"),
  @JsonSubTypes.Type(value = Effect.ReleaseSlot.class, name = "release-slot"),
  @JsonSubTypes.Type(value = Effect.JoinWaiting.class, name = "join-waiting"),
  @JsonSubTypes.Type(value = Effect.LeaveWaiting.class, name = "leave-waiting"),
  @JsonSubTypes.Type(value = Effect.DeclineOffer.class, name = "decline-offer"),
  @JsonSubTypes.Type(value = Effect.TakeOffer.class, name = "take-offer"),
  @JsonSubTypes.Type(value = Effect.ConfirmVisit.class, name = "confirm-visit"),
  @JsonSubTypes.Type(value = Effect.CheckInVisit.class, name = "check-in-visit"),
  @JsonSubTypes.Type(value = Effect.JoinQueue.class, name = "join-queue"),
  @JsonSubTypes.Type(value = Effect.LeaveQueue.class, name = "leave-queue"),
  @JsonSubTypes.Type(value = Effect.ReturnToQueue.class, name = "return-to-queue"),
  @JsonSubTypes.Type(value = Effect.AddUpdate.class, name = "add-update"),
  @JsonSubTypes.Type(value = Effect.RateVisit.class, name = "rate-visit"),
  @JsonSubTypes.Type(value = Effect.CommentVisit.class, name = "comment-visit"),
  @JsonSubTypes.Type(value = Effect.PlanReminder.class, name = "plan-reminder"),
  @JsonSubTypes.Type(value = Effect.ReminderDone.class, name = "reminder-done"),
  @JsonSubTypes.Type(value = Effect.SnoozeReminder.class, name = "snooze-reminder"),
  @JsonSubTypes.Type(value = Effect.StopReminder.class, name = "stop-reminder"),
})
public sealed interface Effect {
  /** Identifies the debt within its conversation. */
  String id();

  /**
   * Turns a hold into the booking of a visit.
   *
   * @param opens what is owed once the slot is booked: known when it is decided, because the
   *     dialogue may be left before the schedule answers
   */
  record BookSlot(String id, String holdId, OpenVisit opens) implements Effect {}

  /**
   * Makes the patient known, then opens the visit that the slot was booked for.
   *
   * @param attachments files that were sent while it was being booked
   */
  record OpenVisit(
      String id,
      String visitId,
      VisitDetails details,
      Private<PatientProfile> profile,
      Private<Complaint> complaint,
      List<String> attachments)
      implements Effect {
    /** Files were not kept before attachments existed: older debts have none. */
    public OpenVisit {
      attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }
  }

  /** Cancels a visit on the patient's wish. */
  record CancelVisit(String id, String visitId) implements Effect {}

  /** Books the new slot for the same visit, then moves the visit there. */
  record MoveVisit(
      String id, String visitId, String doctorId, String clinicId, Slot slot, String holdId)
      implements Effect {}

  /**
   * Fetches a file from the provider, checks it, and keeps it sealed.
   *
   * @param id the attachment's id as well: the same however often the turn is decided
   * @param messageId the provider's id of the message that brought it
   * @param kind the provider's word: image, audio, video, document, sticker
   * @param voice whether audio was recorded in the chat
   * @param mediaId what the provider knows the file by, for seven days
   * @param account the channel account that received it
   * @param claimedSha256 what the webhook says of the content, as it was written there
   * @param claimedType the media type that the webhook says it is
   * @param label how the person named it
   * @param person under whose key its bytes are sealed: the patient where that is known
   * @param visitId the visit that it belongs to; none when no visit was in progress
   * @param sentAt when the person sent it
   */
  record FetchMedia(
      String id,
      String messageId,
      String kind,
      boolean voice,
      String mediaId,
      String account,
      @Nullable String claimedSha256,
      @Nullable String claimedType,
      Private<FileLabel> label,
      String person,
      @Nullable String visitId,
      Instant sentAt)
      implements Effect {}

  /**
   * Tells a visit what its patient said about it.
   *
   * @param updateId the same however often it is told
   * @param saidAt when the person said it
   */
  record AddUpdate(String id, String visitId, String updateId, Private<Words> words, Instant saidAt)
      implements Effect {}

  /** Tells a visit what its patient thinks of it. @param rating from 1 to 5 */
  record RateVisit(String id, String visitId, int rating) implements Effect {}

  /**
   * Adds words to a rating.
   *
   * @param commandId the same however often they are told
   */
  record CommentVisit(String id, String visitId, String commandId, Private<Words> words)
      implements Effect {}

  /** Gives a slot back that was booked for a visit which will never be opened. */
  record ReleaseSlot(String id, String visitId, Slot slot) implements Effect {}

  // ── waiting lists ─────────────────────────────────────────────────────────────────────────────

  /**
   * Makes the patient known and puts them on a waiting list.
   *
   * @param listId the waiting list's
   * @param entryId the entry's: the same however often it is tried
   */
  record JoinWaiting(
      String id, String listId, String entryId, Wanted wanted, Private<PatientProfile> profile)
      implements Effect {}

  /** Takes an entry off a waiting list. */
  record LeaveWaiting(String id, String listId, String entryId) implements Effect {}

  /** Says no to a time that a waiting list offered. */
  record DeclineOffer(String id, String listId, String offerId) implements Effect {}

  /**
   * Takes a time that a waiting list offered: accepts it there, books it with the offer as the
   * hold, and tells the list what came of it. One of {@code opens} and {@code moves} is there.
   *
   * @param opens what is owed once a new visit's time is booked
   * @param moves the visit that comes earlier
   */
  record TakeOffer(
      String id,
      String listId,
      String offerId,
      @Nullable OpenVisit opens,
      @Nullable MoveVisit moves)
      implements Effect {
    String visitId() {
      if (opens != null) {
        return opens.visitId();
      }
      if (moves != null) {
        return moves.visitId();
      }
      throw new IllegalStateException("an offer is taken for a new visit or for an earlier one");
    }
  }

  // ── reminders and the queue ───────────────────────────────────────────────────────────────────

  /**
   * Confirms a visit, if it is still at that time.
   *
   * @param start when the person was told that it is; none when they were not told just now
   */
  record ConfirmVisit(String id, String visitId, @Nullable Instant start) implements Effect {}

  /**
   * Checks a visit of today in, and takes a number in the queue of its clinic, if it has one.
   *
   * @param conversationId where the holder of the number is written to
   */
  record CheckInVisit(String id, String conversationId, String visitId) implements Effect {}

  /**
   * Makes the patient known, then takes a number in a queue.
   *
   * @param conversationId where the holder of the number is written to
   * @param urgency as the person's own words were read: the desk looks again
   */
  record JoinQueue(
      String id,
      String conversationId,
      String queueId,
      String servicePointId,
      String patientId,
      Private<PatientProfile> profile,
      Urgency urgency,
      PatientType patientType)
      implements Effect {}

  /** Gives a number in a queue up. */
  record LeaveQueue(String id, String conversationId, String queueId, String label)
      implements Effect {}

  /** Takes a number that was missed back into its queue. */
  record ReturnToQueue(String id, String conversationId, String queueId, String label)
      implements Effect {}

  // ── courses and care ──────────────────────────────────────────────────────────────────────────

  /**
   * Plans a reminder that somebody wished for themselves or for whom they care.
   *
   * @param conversationId where it is told
   * @param reminderId the same however often it is tried
   * @param content under the contact's key: they said it
   */
  record PlanReminder(
      String id,
      String conversationId,
      String reminderId,
      String patientId,
      ReminderKind kind,
      Rhythm rhythm,
      ZoneId zone,
      Private<ReminderContent> content,
      ReminderCommand.By by)
      implements Effect {}

  /**
   * A dose is taken, or a check-up seen to.
   *
   * @param occurrence the time that it was planned for
   */
  record ReminderDone(String id, String reminderId, Instant occurrence, ReminderCommand.By by)
      implements Effect {}

  /** It is told once more, then. */
  record SnoozeReminder(
      String id, String reminderId, Instant occurrence, Instant until, ReminderCommand.By by)
      implements Effect {}

  /** Nothing of it is told any more. */
  record StopReminder(String id, String reminderId, ReminderCommand.By by) implements Effect {}
}
