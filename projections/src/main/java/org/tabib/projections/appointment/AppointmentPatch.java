package org.tabib.projections.appointment;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.visit.VisitEvent.VisitCancelled;
import org.tabib.engine.visit.VisitEvent.VisitOpened;
import org.tabib.engine.visit.VisitEvent.VisitRescheduled;
import org.tabib.engine.visit.VisitStatus;

/** What a batch of events changes in one visit's row. Filled event by event, in order. */
final class AppointmentPatch {
  final String visitId;
  @Nullable VisitOpened opened;
  @Nullable VisitStatus status;
  @Nullable VisitRescheduled rescheduled;
  @Nullable VisitCancelled cancelled;

  /** When each status was last reached. */
  final Map<VisitStatus, Instant> reachedAt = new EnumMap<>(VisitStatus.class);

  @Nullable Instant changedAt;

  AppointmentPatch(String visitId) {
    this.visitId = visitId;
  }

  void add(VisitEvent event) {
    changedAt = event.at();
    switch (event) {
      case VisitOpened begin -> {
        opened = begin;
        status = VisitStatus.BOOKED;
      }
      case VisitEvent.VisitConfirmed confirmed -> reach(VisitStatus.CONFIRMED, event);
      case VisitEvent.PatientCheckedIn arrived -> reach(VisitStatus.CHECKED_IN, event);
      case VisitEvent.ConsultationStarted started -> reach(VisitStatus.IN_CONSULTATION, event);
      case VisitEvent.VisitCompleted completed -> reach(VisitStatus.COMPLETED, event);
      case VisitEvent.PatientDidNotShow absent -> reach(VisitStatus.NO_SHOW, event);
      case VisitCancelled cancel -> {
        cancelled = cancel;
        reach(VisitStatus.CANCELLED, event);
      }
      case VisitRescheduled moved -> {
        // The patient has not said yet that they will come at the new time.
        rescheduled = moved;
        status = VisitStatus.BOOKED;
      }
      case VisitEvent.SlotWanted wanted -> {}
      case VisitEvent.SlotGivenBack back -> {}
      // Their own tables.
      case VisitEvent.OfConsultation written -> {}
      case VisitEvent.OfReview review -> {}
      case VisitEvent.OfUpdates update -> {}
    }
  }

  @Nullable Instant reached(VisitStatus which) {
    return reachedAt.get(which);
  }

  @Nullable Slot newSlot() {
    return rescheduled == null ? null : rescheduled.slot();
  }

  private void reach(VisitStatus reached, VisitEvent event) {
    status = reached;
    reachedAt.put(reached, event.at());
  }
}
