package org.tabib.engine.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent.Complaint;

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

  /** Makes the patient known, then opens the visit that the slot was booked for. */
  record OpenVisit(
      String id,
      String visitId,
      VisitDetails details,
      Private<PatientProfile> profile,
      Private<Complaint> complaint)
      implements Effect {}

  /** Cancels a visit on the patient's wish. */
  record CancelVisit(String id, String visitId) implements Effect {}

  /** Books the new slot for the same visit, then moves the visit there. */
  record MoveVisit(
      String id, String visitId, String doctorId, String clinicId, Slot slot, String holdId)
      implements Effect {}
}
