package org.tabib.engine.visit;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.Slot;

/** What happened to a Visit. What was said about the patient is sealed under the patient's key. */
public sealed interface VisitEvent {
  Instant at();

  /** What the patient said is wrong. */
  record Complaint(String words) {
    @Override
    public String toString() {
      return "Complaint[…]";
    }
  }

  /** Why it was cancelled, in somebody's words; empty when nobody said. */
  record Reason(String words) {
    @Override
    public String toString() {
      return "Reason[…]";
    }
  }

  /** What somebody said in their own words. */
  record Words(String text) {
    @Override
    public String toString() {
      return "Words[…]";
    }
  }

  record VisitOpened(VisitDetails details, Private<Complaint> complaint, Instant at)
      implements VisitEvent {}

  record VisitConfirmed(Instant at) implements VisitEvent {}

  record PatientCheckedIn(Instant at) implements VisitEvent {}

  record ConsultationStarted(Instant at) implements VisitEvent {}

  record VisitCompleted(Instant at) implements VisitEvent {}

  record PatientDidNotShow(Instant at) implements VisitEvent {}

  /** The slot is owed back to its schedule until {@link SlotGivenBack}. */
  record VisitCancelled(VisitCommand.By by, Private<Reason> reason, Instant at)
      implements VisitEvent {}

  /** The old slot is owed back to its schedule until {@link SlotGivenBack}. */
  record VisitRescheduled(
      String doctorId, String clinicId, Slot slot, Slot old, VisitCommand.By by, Instant at)
      implements VisitEvent {}

  /**
   * Staff want the slot for this visit, and its schedule is about to be asked: from now on it is
   * owed back, unless it becomes the visit's own.
   */
  record SlotWanted(Slot slot, Instant at) implements VisitEvent {}

  record SlotGivenBack(Slot slot, Instant at) implements VisitEvent {}

  /** What a doctor wrote about the visit. The first version is what was there at completion. */
  sealed interface OfConsultation extends VisitEvent {}

  /**
   * A draft, or what stands when the visit is completed. Replaces an earlier draft.
   *
   * @param note sealed under the patient's key, codes too
   * @param followUp the clinic-local day on which the patient is to come again; none when not
   *     needed
   * @param by the staff id of the author
   * @param key the request that asked for it
   */
  record ConsultationRecorded(
      Private<ConsultationNote> note,
      @Nullable LocalDate followUp,
      String by,
      CommandKey key,
      Instant at)
      implements OfConsultation {}

  /**
   * A completed visit's record was corrected or supplemented: a version of its own, beside which
   * the earlier ones stay readable.
   *
   * @param version from 1 when nothing was written before, else the last one's plus 1
   * @param reason why, in the author's words
   */
  record ConsultationAmended(
      int version,
      Private<ConsultationNote> note,
      @Nullable LocalDate followUp,
      Private<Reason> reason,
      String by,
      CommandKey key,
      Instant at)
      implements OfConsultation {}

  /** What the patient thinks of the visit (REV-1). */
  sealed interface OfReview extends VisitEvent {}

  /** The patient is asked for a review: once. */
  record ReviewRequested(Instant at) implements OfReview {}

  /**
   * The patient rated the visit.
   *
   * @param rating from 1 (very unhappy) to 5 (very happy)
   */
  record ReviewGiven(int rating, Instant at) implements OfReview {}

  /**
   * The patient added words to the rating.
   *
   * @param commandId the request that said so
   */
  record ReviewCommented(String commandId, Private<Words> comment, Instant at)
      implements OfReview {}

  /** What a patient tells about the visit outside of it (UPD-1). */
  sealed interface OfUpdates extends VisitEvent {}

  /**
   * The patient told something that belongs to the visit.
   *
   * @param number from 1, in the order of arrival
   * @param updateId identifies it whatever is repeated
   * @param contactId who said it: the patient or who cares for them
   * @param saidAt when the provider says that it was said
   */
  record UpdateAdded(
      int number,
      String updateId,
      Private<Words> words,
      String contactId,
      Instant saidAt,
      Instant at)
      implements OfUpdates {}

  /**
   * Somebody of the staff has read it; the first one counts.
   *
   * @param by the staff id
   */
  record UpdateSeen(int number, String by, Instant at) implements OfUpdates {}
}
