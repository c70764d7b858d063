package org.tabib.engine.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent.Complaint;
import org.tabib.engine.visit.VisitEvent.Words;

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
  @JsonSubTypes.Type(value = Effect.AddUpdate.class, name = "add-update"),
  @JsonSubTypes.Type(value = Effect.RateVisit.class, name = "rate-visit"),
  @JsonSubTypes.Type(value = Effect.CommentVisit.class, name = "comment-visit"),
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
}
