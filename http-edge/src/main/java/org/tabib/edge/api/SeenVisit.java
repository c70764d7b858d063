package org.tabib.edge.api;

import org.jspecify.annotations.Nullable;
import org.tabib.projections.visit.VisitMarks;

/** A visit with what was written and said about it. */
final class SeenVisit {
  private SeenVisit() {}

  /**
   * A completed visit in a patient's history.
   *
   * @param consultation the newest version of the doctor's record; none when nothing was written
   * @param versions how many versions there are
   * @param rating none before the patient gave one
   */
  record Past(
      AppointmentView appointment,
      ConsultationView.@Nullable VersionView consultation,
      int versions,
      @Nullable Integer rating) {}

  /**
   * A visit in a doctor's day.
   *
   * @param consultationVersion 0 while nothing was written
   * @param updates what the patient told, in number
   * @param unseenUpdates those that nobody has read
   */
  record OfDay(
      AppointmentView appointment,
      int consultationVersion,
      int updates,
      int unseenUpdates,
      @Nullable Integer rating) {
    static OfDay of(AppointmentView appointment, VisitMarks marks) {
      return new OfDay(
          appointment, marks.version(), marks.updates(), marks.unseen(), marks.rating());
    }
  }
}
