package org.tabib.engine.reminder;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A day as an instruction names it: 2026-12-03, 3 Dec, 3rd December 2026, Dec 3. */
final class SigDate {
  private static final Pattern DAY = Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)?\\b");
  private static final Pattern MONTH = Pattern.compile("[a-z]{3,}");
  private static final Pattern YEAR = Pattern.compile("\\b\\d{4}\\b");

  /** Until the 29th of February comes again. */
  private static final int LONGEST_WAIT_YEARS = 8;

  private SigDate() {}

  /**
   * The day; without a year the first such day from the start on. Null when there is none.
   *
   * @param words small letters, in one of the forms above
   */
  static @Nullable LocalDate read(String words, LocalDate start) {
    try {
      if (words.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return LocalDate.parse(words);
      }
      Matcher year = YEAR.matcher(words);
      Matcher day = DAY.matcher(words);
      if (!day.find()) {
        return null;
      }
      int dayOfMonth = Integer.parseInt(day.group(1));
      @Nullable Month month = month(words);
      if (month == null || dayOfMonth > month.maxLength()) {
        return null;
      }
      return year.find()
          ? LocalDate.of(Integer.parseInt(year.group()), month, dayOfMonth)
          : next(month, dayOfMonth, start);
    } catch (DateTimeException e) {
      // The 30th of February: no such day, which is what the caller is told.
      return null;
    }
  }

  private static @Nullable Month month(String words) {
    Matcher names = MONTH.matcher(words);
    while (names.find()) {
      for (Month month : Month.values()) {
        if (month.name().toLowerCase(Locale.ROOT).startsWith(names.group())
            || names.group().equals("sept")) {
          return names.group().equals("sept") ? Month.SEPTEMBER : month;
        }
      }
    }
    return null;
  }

  private static @Nullable LocalDate next(Month month, int dayOfMonth, LocalDate start) {
    for (int year = start.getYear(); year <= start.getYear() + LONGEST_WAIT_YEARS; year++) {
      if (dayOfMonth <= month.length(LocalDate.of(year, 1, 1).isLeapYear())) {
        LocalDate date = LocalDate.of(year, month, dayOfMonth);
        if (!date.isBefore(start)) {
          return date;
        }
      }
    }
    return null;
  }
}
