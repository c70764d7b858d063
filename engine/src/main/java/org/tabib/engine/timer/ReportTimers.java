package org.tabib.engine.timer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.tabib.engine.practice.PracticeConfig;

/**
 * When a clinic's reports are made: once a day, when the day is over there. One timer per clinic
 * that comes back, be there a queue or not: a clinic that gets one later needs nothing else.
 */
public final class ReportTimers {
  /** After midnight a day's last events may still be on their way to the read models. */
  private static final Duration GRACE = Duration.ofMinutes(15);

  private ReportTimers() {}

  /** The first ones of a practice's clinics, each at the end of the day in which it was decided. */
  public static List<Timer> of(PracticeConfig practice, Instant decided) {
    return practice.clinics().stream()
        .map(clinic -> next(practice.id(), clinic.id(), clinic.zone(), decided))
        .toList();
  }

  /**
   * The next one of a clinic: after the end of the local day that {@link #today} says. It never
   * expires: what was not made is made later.
   */
  public static Timer next(String practiceId, String clinicId, ZoneId zone, Instant now) {
    Instant midnight = today(zone, now).plusDays(1).atStartOfDay(zone).toInstant();
    return Timer.of(
        "reports/" + clinicId,
        midnight.plus(GRACE),
        Timer.NEVER,
        new TimerTask.MakeReports(practiceId, clinicId));
  }

  /**
   * The day that is not over yet as far as reports are concerned: a little longer than by clock.
   */
  public static LocalDate today(ZoneId zone, Instant now) {
    return LocalDate.ofInstant(now.minus(GRACE), zone);
  }
}
