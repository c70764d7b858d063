package org.tabib.engine.visit;

import static org.tabib.engine.visit.VisitStatus.BOOKED;
import static org.tabib.engine.visit.VisitStatus.CANCELLED;
import static org.tabib.engine.visit.VisitStatus.CHECKED_IN;
import static org.tabib.engine.visit.VisitStatus.COMPLETED;
import static org.tabib.engine.visit.VisitStatus.CONFIRMED;
import static org.tabib.engine.visit.VisitStatus.IN_CONSULTATION;
import static org.tabib.engine.visit.VisitStatus.NO_SHOW;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Lifecycle;
import org.tabib.engine.entity.Lifecycle.Transition;
import org.tabib.engine.visit.VisitEvent.ConsultationStarted;
import org.tabib.engine.visit.VisitEvent.PatientCheckedIn;
import org.tabib.engine.visit.VisitEvent.PatientDidNotShow;
import org.tabib.engine.visit.VisitEvent.VisitCancelled;
import org.tabib.engine.visit.VisitEvent.VisitCompleted;
import org.tabib.engine.visit.VisitEvent.VisitConfirmed;
import org.tabib.engine.visit.VisitEvent.VisitOpened;
import org.tabib.engine.visit.VisitEvent.VisitRescheduled;

/** The life of a visit (BOOK-6); drawn in {@code docs/lifecycles/visit.md}. */
public final class VisitLifecycle {
  static final Lifecycle<VisitStatus, Class<? extends VisitEvent>> TABLE =
      new Lifecycle<>(
          List.of(
              on(null, VisitOpened.class, BOOKED),
              on(BOOKED, VisitConfirmed.class, CONFIRMED),
              on(BOOKED, PatientCheckedIn.class, CHECKED_IN),
              on(CONFIRMED, PatientCheckedIn.class, CHECKED_IN),
              on(CHECKED_IN, ConsultationStarted.class, IN_CONSULTATION),
              on(IN_CONSULTATION, VisitCompleted.class, COMPLETED),
              // A confirmation speaks of a time: a new time has to be confirmed anew.
              on(BOOKED, VisitRescheduled.class, BOOKED),
              on(CONFIRMED, VisitRescheduled.class, BOOKED),
              on(BOOKED, VisitCancelled.class, CANCELLED),
              on(CONFIRMED, VisitCancelled.class, CANCELLED),
              on(CHECKED_IN, VisitCancelled.class, CANCELLED),
              on(BOOKED, PatientDidNotShow.class, NO_SHOW),
              on(CONFIRMED, PatientDidNotShow.class, NO_SHOW),
              // Given up too early: whoever comes late on the day is seen after all.
              on(NO_SHOW, PatientCheckedIn.class, CHECKED_IN)));

  private VisitLifecycle() {}

  /** What a visit can become in one step; nothing when it is over. */
  public static List<VisitStatus> after(VisitStatus status) {
    return TABLE.reachableFrom(status);
  }

  private static Transition<VisitStatus, Class<? extends VisitEvent>> on(
      @Nullable VisitStatus from, Class<? extends VisitEvent> event, VisitStatus to) {
    return new Transition<>(from, event, to);
  }
}
