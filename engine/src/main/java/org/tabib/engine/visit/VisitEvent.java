package org.tabib.engine.visit;

import java.time.Instant;
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
}
