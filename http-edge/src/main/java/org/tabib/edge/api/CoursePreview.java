package org.tabib.edge.api;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.Course;
import org.tabib.engine.reminder.Occurrence;
import org.tabib.engine.reminder.Occurrences;
import org.tabib.engine.reminder.Rhythm;

/** What staff are shown of a course before it is planned: its first doses, how many, until when. */
final class CoursePreview {
  private static final int SHOWN = 100;

  /** Ten years of four doses a day; the parser allows no longer course. */
  private static final int MOST_DOSES = 20_000;

  private CoursePreview() {}

  /**
   * @param course none: the directions need no reminder
   */
  static CourseView of(Optional<Course> course, ZoneId zone, boolean dryRun) {
    if (course.isEmpty()) {
      return new CourseView(dryRun, true, zone.getId(), List.of(), 0, null, null);
    }
    Rhythm rhythm = course.get().rhythm();
    List<Occurrence> first = Occurrences.upcoming(rhythm, zone, Instant.EPOCH, SHOWN);
    List<Occurrence> all =
        isOpen(rhythm) ? List.of() : Occurrences.upcoming(rhythm, zone, Instant.EPOCH, MOST_DOSES);
    ClinicTime local = new ClinicTime(zone);
    return new CourseView(
        dryRun,
        false,
        zone.getId(),
        first.stream()
            .map(dose -> new CourseView.Dose(local.at(dose.at()), amount(course.get(), dose)))
            .toList(),
        isOpen(rhythm) ? null : all.size(),
        all.isEmpty() ? null : local.at(all.getLast().at()),
        null);
  }

  private static boolean isOpen(Rhythm rhythm) {
    return switch (rhythm) {
      case Rhythm.AtTimes r -> r.to() == null;
      case Rhythm.Every r -> r.to() == null;
      case Rhythm.OnDates r -> r.every() != null && r.last() == null;
      case Rhythm.Once r -> false;
    };
  }

  private static @Nullable String amount(Course course, Occurrence dose) {
    return course.rhythm() instanceof Rhythm.AtTimes r
            && dose.planned() != null
            && !course.amounts().isEmpty()
        ? course.amounts().get(r.times().indexOf(dose.planned()))
        : null;
  }
}
