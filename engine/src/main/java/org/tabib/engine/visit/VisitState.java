package org.tabib.engine.visit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitEvent.Complaint;
import org.tabib.engine.visit.VisitEvent.ConsultationStarted;
import org.tabib.engine.visit.VisitEvent.PatientCheckedIn;
import org.tabib.engine.visit.VisitEvent.PatientDidNotShow;
import org.tabib.engine.visit.VisitEvent.SlotGivenBack;
import org.tabib.engine.visit.VisitEvent.SlotWanted;
import org.tabib.engine.visit.VisitEvent.VisitCancelled;
import org.tabib.engine.visit.VisitEvent.VisitCompleted;
import org.tabib.engine.visit.VisitEvent.VisitConfirmed;
import org.tabib.engine.visit.VisitEvent.VisitOpened;
import org.tabib.engine.visit.VisitEvent.VisitRescheduled;

/**
 * What a Visit remembers.
 *
 * @param status null until it is opened
 * @param details as they are now; null until it is opened
 * @param complaint clear only in the process that opened it, sealed after recovery; null until it
 *     is opened
 * @param owed slots that are still to be given back to their schedules
 * @param record what is known of what was written and said about it
 */
public record VisitState(
    String visitId,
    @Nullable VisitStatus status,
    @Nullable VisitDetails details,
    @Nullable Private<Complaint> complaint,
    List<Slot> owed,
    VisitRecord record) {

  /** Snapshots from before there was a record have none. */
  public VisitState {
    owed = List.copyOf(owed);
    record = record == null ? VisitRecord.EMPTY : record;
  }

  public static VisitState unopened(String visitId) {
    return new VisitState(visitId, null, null, null, List.of(), VisitRecord.EMPTY);
  }

  public VisitState apply(VisitEvent event) {
    return switch (event) {
      case VisitOpened e ->
          new VisitState(
              visitId, after(e), e.details(), e.complaint(), without(e.details().slot()), record);
      case VisitConfirmed e -> moved(after(e));
      case PatientCheckedIn e -> moved(after(e));
      case ConsultationStarted e -> moved(after(e));
      case VisitCompleted e -> moved(after(e));
      case PatientDidNotShow e -> moved(after(e));
      case VisitCancelled e ->
          new VisitState(visitId, after(e), details, complaint, owing(opened().slot()), record);
      case VisitRescheduled e ->
          new VisitState(
              visitId,
              after(e),
              rescheduled(opened(), e.doctorId(), e.clinicId(), e.slot()),
              complaint,
              moved(e),
              record);
      case SlotWanted e -> owing(status, owing(e.slot()));
      case SlotGivenBack e -> owing(status, without(e.slot()));
      case VisitEvent.OfConsultation e -> recorded(record.apply(e));
      case VisitEvent.OfReview e -> recorded(record.apply(e));
      case VisitEvent.OfUpdates e -> recorded(record.apply(e));
    };
  }

  /**
   * The details of an opened visit.
   *
   * @throws IllegalStateException if it was never opened: the journal has a hole
   */
  VisitDetails opened() {
    if (details == null) {
      throw new IllegalStateException("the visit was never opened");
    }
    return details;
  }

  private VisitStatus after(VisitEvent event) {
    return VisitLifecycle.TABLE
        .next(status, event.getClass())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    event.getClass().getSimpleName() + " cannot happen to a visit: " + status));
  }

  private VisitState moved(VisitStatus to) {
    return owing(to, owed);
  }

  private VisitState owing(@Nullable VisitStatus to, List<Slot> slots) {
    return new VisitState(visitId, to, details, complaint, slots, record);
  }

  private VisitState recorded(VisitRecord now) {
    return new VisitState(visitId, status, details, complaint, owed, now);
  }

  private List<Slot> owing(Slot slot) {
    List<Slot> more = new ArrayList<>(owed);
    more.add(slot);
    return more;
  }

  private List<Slot> moved(VisitRescheduled e) {
    List<Slot> more = new ArrayList<>(without(e.slot()));
    more.add(e.old());
    return more;
  }

  private List<Slot> without(Slot slot) {
    return owed.stream().filter(owing -> !owing.equals(slot)).toList();
  }

  private static VisitDetails rescheduled(
      VisitDetails d, String doctorId, String clinicId, Slot slot) {
    return new VisitDetails(
        d.patientId(),
        d.contactId(),
        d.conversationId(),
        doctorId,
        clinicId,
        slot,
        d.specialty(),
        d.bookedBy());
  }
}
