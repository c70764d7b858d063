package org.tabib.edge.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.Problem.FieldError;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.reminder.Course;
import org.tabib.engine.reminder.Dosage;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.SigParser;
import org.tabib.engine.reminder.SigProblem;
import org.tabib.engine.reminder.SigReading;

/**
 * Body of a typed course. Every field may be absent until it is checked.
 *
 * @param start a date, a local date and time, or a time with offset; now when it is not given
 * @param zone the patient's IANA time zone; the clinic's when it is not given
 */
record CourseRequest(
    @Nullable String sig,
    @Nullable String medicine,
    @Nullable String dose,
    @Nullable String start,
    @Nullable String zone,
    @Nullable String clinicId,
    @Nullable String visitId) {
  private static final int LONGEST = 200;

  @Override
  public String toString() {
    return "CourseRequest[…]";
  }

  /** A request that was understood. */
  record Understood(Dosage dosage, Course.Start start, ZoneId zone, ReminderContent content) {
    /** The content with the amounts of each time of day. */
    ReminderContent contentOf(Course course) {
      return new ReminderContent(
          content.what(), content.dose(), content.sig(), course.amounts(), content.food());
    }
  }

  /**
   * @throws ApiProblem 400 naming every field whose form is wrong; 422 naming each part of the sig
   *     that is not understood
   */
  Understood understood(PracticeConfig practice, Instant now) {
    new Checks()
        .present("sig", sig)
        .present("medicine", medicine)
        .text("medicine", medicine, LONGEST)
        .text("dose", dose, LONGEST)
        .done();
    if (sig == null || medicine == null) {
      throw new IllegalStateException("what is missing was reported before");
    }
    ZoneId where = zone(zone, practice, clinicId);
    Course.Start begins = start(start, where, now);
    Dosage dosage = dosage(sig, begins.day());
    String each = dose == null ? dosage.doseQuantity() : dose.strip();
    return new Understood(
        dosage,
        begins,
        where,
        new ReminderContent(medicine.strip(), each, dosage.text(), List.of(), dosage.food()));
  }

  static Dosage dosage(String sig, LocalDate day) {
    return switch (SigParser.read(sig, day)) {
      case SigReading.Understood(var dosage) -> dosage;
      case SigReading.Refused(var problems) ->
          throw ApiProblem.unprocessable(
              "sig-not-understood", problems.stream().map(CourseRequest::error).toList());
    };
  }

  private static FieldError error(SigProblem problem) {
    return new FieldError(
        "sig",
        "\"%s\" (characters %d to %d): %s [%s]"
            .formatted(
                problem.part(),
                problem.from() + 1,
                problem.to(),
                problem.message(),
                problem.code()));
  }

  /** The zone that was named, else the clinic's. */
  static ZoneId zone(@Nullable String zone, PracticeConfig practice, @Nullable String clinicId) {
    if (clinicId != null && practice.clinic(clinicId).isEmpty()) {
      throw ApiProblem.unprocessable(
          "clinic-unknown", "clinicId", "is not a clinic of this practice");
    }
    if (zone == null) {
      return practice.zoneOf(clinicId == null ? "" : clinicId);
    }
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      throw ApiProblem.field("zone", "is an IANA time zone, e.g. Africa/Nairobi");
    }
    return ZoneId.of(zone);
  }

  static Course.Start start(@Nullable String start, ZoneId zone, Instant now) {
    if (start == null) {
      LocalDateTime local = LocalDateTime.ofInstant(now, zone).truncatedTo(ChronoUnit.SECONDS);
      return new Course.Start(local.toLocalDate(), local.toLocalTime());
    }
    try {
      if (start.indexOf('T') < 0) {
        return new Course.Start(LocalDate.parse(start), null);
      }
      boolean offset = start.matches(".*T.*(Z|[+-]\\d{2}:?\\d{2})");
      LocalDateTime local =
          offset
              ? OffsetDateTime.parse(start).atZoneSameInstant(zone).toLocalDateTime()
              : LocalDateTime.parse(start);
      LocalTime time = local.toLocalTime();
      return new Course.Start(local.toLocalDate(), time);
    } catch (DateTimeException e) {
      throw ApiProblem.field(
          "start", "is a date (2026-11-21), or a date and time (2026-11-21T10:00)");
    }
  }
}
