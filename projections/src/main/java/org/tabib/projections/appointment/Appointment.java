package org.tabib.projections.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.visit.VisitStatus;

/**
 * A visit as it stands. What was said about the patient is sealed or erased.
 *
 * @param details as booked, with the present doctor, clinic and slot
 * @param cancellation none unless it was cancelled
 */
public record Appointment(
    String visitId,
    VisitStatus status,
    VisitDetails details,
    Private<VisitEvent.Complaint> complaint,
    @Nullable Cancellation cancellation,
    Times times) {

  /** The present slot. */
  public Slot slot() {
    return details.slot();
  }

  /** Who cancelled it, and why. */
  public record Cancellation(VisitCommand.By by, Private<VisitEvent.Reason> reason, Instant at) {}

  /** When it came to what; none for what has not happened. Confirmations are the latest. */
  public record Times(
      Instant openedAt,
      @Nullable Instant confirmedAt,
      @Nullable Instant checkedInAt,
      @Nullable Instant consultedAt,
      @Nullable Instant completedAt,
      @Nullable Instant noShowAt,
      @Nullable Instant rescheduledAt,
      Instant changedAt) {}
}
