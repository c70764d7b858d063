package org.tabib.engine.language;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days as a calendar has them, with or without year and month. */
final class CalendarDay {
  private static final Pattern YEAR_FIRST =
      Pattern.compile("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})");
  private static final Pattern DAY_FIRST =
      Pattern.compile("([0-9]{1,2})([-/.])([0-9]{1,2})(?:[-/.]([0-9]{4}|[0-9]{2}))?");

  /** The 29th of February may be up to eight years away. */
  private static final int MOST_YEARS = 8;

  private CalendarDay() {}

  /** A day in digits; null when the word is none. */
  static @Nullable Written of(String word, boolean answer) {
    if (word.length() < 3 || word.charAt(0) > '9' || word.charAt(0) < '0') {
      return null;
    }
    Matcher yearFirst = YEAR_FIRST.matcher(word);
    if (yearFirst.matches()) {
      return new Written(yearFirst.group(1), number(yearFirst, 2), number(yearFirst, 3), true);
    }
    Matcher dayFirst = DAY_FIRST.matcher(word);
    if (!dayFirst.matches()) {
      return null;
    }
    // 12/25 can only be the 25th of December, wherever the writer is from.
    boolean swapped = number(dayFirst, 3) > 12;
    int day = number(dayFirst, swapped ? 3 : 1);
    int month = number(dayFirst, swapped ? 1 : 3);
    @Nullable String year = dayFirst.group(4);
    boolean sure = year != null || dayFirst.group(2).equals("/") || answer;
    // "2-3", "10.5" and "120/80" in a sentence are amounts.
    return sure && month >= 1 && month <= 12 && day >= 1 && day <= 31
        ? new Written(year, month, day, true)
        : null;
  }

  /** A year in four digits, or in two right behind the month. */
  static Optional<String> year(String word, boolean adjacent) {
    return word.matches(adjacent ? "20[0-9]{2}|[2-9][0-9]" : "20[0-9]{2}")
        ? Optional.of(word)
        : Optional.empty();
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /**
   * A day as written.
   *
   * @param year four digits or two of this century, or none
   * @param month 1 to 12, or none
   * @param digits whether all was in one word of digits
   */
  record Written(@Nullable String year, @Nullable Integer month, int day, boolean digits) {
    /** The day; without a year or month the next one, or the last when the text is of the past. */
    Optional<LocalDate> day(LocalDate today, Tense tense) {
      if (month == null) {
        return dayOfMonth(today, tense);
      }
      if (year != null) {
        int full = Integer.parseInt(year);
        return valid(year.length() == 2 ? full + today.getYear() / 100 * 100 : full, month, day);
      }
      boolean past = tense == Tense.PAST;
      for (int years = 0; years <= MOST_YEARS; years++) {
        Optional<LocalDate> date =
            valid(today.getYear() + (past ? -years : years), month, day)
                .filter(d -> past ? !d.isAfter(today) : !d.isBefore(today));
        if (date.isPresent()) {
          return date;
        }
      }
      return Optional.empty();
    }

    private Optional<LocalDate> dayOfMonth(LocalDate today, Tense tense) {
      boolean past = tense == Tense.PAST;
      for (int ahead = 0; ahead <= 2; ahead++) {
        YearMonth in = YearMonth.from(today).plusMonths(past ? -ahead : ahead);
        Optional<LocalDate> date =
            valid(in.getYear(), in.getMonthValue(), day)
                .filter(d -> past ? !d.isAfter(today) : !d.isBefore(today));
        if (date.isPresent()) {
          return date;
        }
      }
      return Optional.empty();
    }

    private static Optional<LocalDate> valid(int year, int month, int day) {
      try {
        return Optional.of(LocalDate.of(year, month, day));
      } catch (DateTimeException e) {
        // No such day in this year (30 February): not a date, which is an answer, not a failure.
        return Optional.empty();
      }
    }
  }
}
