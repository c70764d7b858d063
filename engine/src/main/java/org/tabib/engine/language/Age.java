package org.tabib.engine.language;

import java.time.DateTimeException;
import java.time.Period;

/**
 * An age as a person states it: completed years and the months beyond them. Days are not kept:
 * under one month is zero years and zero months.
 *
 * @param years completed years, 0 to 120
 * @param months completed months beyond the years, 0 to 11
 */
public record Age(int years, int months) {
  /** Above the oldest age ever verified of all but one person; beyond it an answer is a mistake. */
  public static final int OLDEST_YEARS = 120;

  public Age {
    if (years < 0 || years > OLDEST_YEARS) {
      throw new IllegalArgumentException("years must be 0 to " + OLDEST_YEARS + ", was " + years);
    }
    if (months < 0 || months > 11) {
      throw new IllegalArgumentException("months must be 0 to 11, was " + months);
    }
  }

  /** ISO 8601 period: {@code P34Y}, {@code P2Y3M}, {@code P3M}, {@code P0M} under one month. */
  public String toIso() {
    if (years == 0) {
      return "P" + months + "M";
    }
    return months == 0 ? "P" + years + "Y" : "P" + years + "Y" + months + "M";
  }

  /**
   * Reads what {@link #toIso} writes.
   *
   * @throws IllegalArgumentException when the text is no such period or out of range
   */
  public static Age parse(String iso) {
    try {
      Period period = Period.parse(iso);
      if (period.getDays() == 0) {
        return new Age(period.getYears(), period.getMonths());
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("an age is written like P2Y3M, was " + iso, e);
    }
    throw new IllegalArgumentException("an age is written like P2Y3M, was " + iso);
  }

  /** Completed years. */
  public int wholeYears() {
    return years;
  }

  /** Under one year: the WHO's and IMCI's meaning of infant. */
  public boolean isInfant() {
    return years == 0;
  }
}
