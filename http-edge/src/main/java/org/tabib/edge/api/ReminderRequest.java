package org.tabib.edge.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.Rhythm;

/**
 * Body of a care reminder, and of a change of any reminder. Every field may be absent until it is
 * checked; in a change, what is absent stays as it is.
 *
 * @param kind vaccination, check-up or renewal
 * @param date the first date
 * @param time local; nine in the morning when it is not given
 * @param every how long until the next: an ISO 8601 period such as P6M; none for a single date
 * @param until nothing after that date
 * @param sig a course's new instruction, with {@code start}
 */
record ReminderRequest(
    @Nullable String patientId,
    @Nullable String kind,
    @Nullable String what,
    @Nullable String dose,
    @Nullable LocalDate date,
    @Nullable LocalTime time,
    @Nullable String every,
    @Nullable LocalDate until,
    @Nullable String zone,
    @Nullable String clinicId,
    @Nullable String visitId,
    @Nullable String sig,
    @Nullable String start) {
  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private static final int LONGEST = 200;
  private static final int LONGEST_YEARS = 20;

  @Override
  public String toString() {
    return "ReminderRequest[…]";
  }

  /**
   * Checks a new care reminder.
   *
   * @throws ApiProblem 400 naming every field that is wrong
   */
  ReminderKind checkedKind() {
    new Checks()
        .present("patientId", patientId)
        .present("kind", kind)
        .present("what", what)
        .text("what", what, LONGEST)
        .present("date", date)
        .that(sig == null && start == null && dose == null, "sig", "belongs to a course")
        .done();
    ReminderKind read = Codes.read("kind", kind == null ? "" : kind, ReminderKind.class);
    if (read == ReminderKind.MEDICATION) {
      throw ApiProblem.field("kind", "of a medicine is planned as a course of its patient");
    }
    return read;
  }

  /** Whether its dates are spoken of. */
  boolean hasDates() {
    return date != null || time != null || every != null || until != null;
  }

  /**
   * @throws ApiProblem 400 naming the field that is wrong
   */
  Rhythm dates() {
    if (date == null) {
      throw ApiProblem.field("date", "is missing");
    }
    @Nullable Period period = period();
    if (until != null && (period == null || until.isBefore(date))) {
      throw ApiProblem.field("until", "needs a recurrence, and is not before the first date");
    }
    return new Rhythm.OnDates(date, time == null ? MORNING : time, period, until);
  }

  private @Nullable Period period() {
    if (every == null) {
      return null;
    }
    try {
      Period period = Period.parse(every);
      boolean forward =
          !period.isZero()
              && period.getDays() >= 0
              && period.getMonths() >= 0
              && period.getYears() >= 0;
      if (forward && period.toTotalMonths() <= LONGEST_YEARS * 12L) {
        return period;
      }
    } catch (DateTimeException e) {
      throw ApiProblem.field("every", "is an ISO 8601 period such as P6M or P1Y");
    }
    throw ApiProblem.field("every", "is a period of a day to " + LONGEST_YEARS + " years");
  }
}
