package org.tabib.engine.language;

import com.ibm.icu.text.DateFormatSymbols;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a day for a visit: today or later. A day and month without a year is the next such day. */
final class DateReader {
  private static final Pattern YEAR_FIRST =
      Pattern.compile("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})");
  private static final Pattern DAY_FIRST =
      Pattern.compile("([0-9]{1,2})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{4}|[0-9]{2}))?");
  private static final Pattern CLOCK = Pattern.compile("[0-9]{1,2}:[0-9]{2}");
  private static final int FARTHEST_DAYS = 366;

  private final NumberReader numbers;
  private final Vocabulary<Integer> relative = new Vocabulary<>();
  private final Vocabulary<DayOfWeek> weekdays = new Vocabulary<>();
  private final Vocabulary<Month> months = new Vocabulary<>();
  private final Vocabulary<Integer> spans = new Vocabulary<>();
  private final Set<String> later = new HashSet<>();
  private final Set<String> dayMarks = new HashSet<>();
  private final Set<String> ignore = new HashSet<>();

  /** The files in the order of preference, with the names of days and months that CLDR has. */
  DateReader(List<Language> languages, List<ReadingFile> files, NumberReader numbers) {
    this.numbers = numbers;
    for (ReadingFile file : files) {
      file.date().relative().forEach((days, words) -> relative.add(words, days));
      // A day for a visit is to come: tomorrow, where the word means yesterday too.
      file.date().ambiguous().forEach((days, words) -> relative.add(words, days));
      weekdays.addAll(file.date().weekdays());
      months.addAll(file.date().months());
      spans.add(file.age().days(), 1);
      spans.add(file.age().weeks(), 7);
      later.addAll(Vocabulary.set(file.date().later()));
      dayMarks.addAll(Vocabulary.set(file.date().dayMarks()));
      ignore.addAll(Vocabulary.set(file.date().ignore()));
    }
    languages.forEach(this::addCldrNames);
  }

  private void addCldrNames(Language language) {
    DateFormatSymbols names = new DateFormatSymbols(language.locale());
    for (int width : new int[] {DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED}) {
      String[] days = names.getWeekdays(DateFormatSymbols.FORMAT, width);
      String[] month = names.getMonths(DateFormatSymbols.FORMAT, width);
      for (DayOfWeek day : DayOfWeek.values()) {
        // ICU counts days from Sunday = 1.
        weekdays.add(List.of(days[day.getValue() % 7 + 1]), day);
      }
      for (Month one : Month.values()) {
        months.add(List.of(month[one.getValue() - 1]), one);
      }
    }
  }

  Optional<LocalDate> read(String text, LocalDate today) {
    List<String> words = Vocabulary.words(text, "/.-:");
    words.removeIf(word -> CLOCK.matcher(word).matches());
    boolean marked = words.stream().anyMatch(dayMarks::contains);
    Optional<LocalDate> whole = relative(words, today);
    if (whole.isPresent()) {
      return whole;
    }
    words.removeIf(dayMarks::contains);
    Optional<LocalDate> span = span(words, today);
    if (span.isPresent()) {
      return span;
    }
    words.removeIf(ignore::contains);
    if (words.size() == 1 && weekdays.has(words.get(0))) {
      return weekdays.of(words.get(0)).map(day -> today.with(TemporalAdjusters.next(day)));
    }
    Optional<LocalDate> again = relative(words, today);
    if (again.isPresent()) {
      return again;
    }
    words.removeIf(weekdays::has);
    return switch (words.size()) {
      case 1 -> one(words.get(0), marked, today);
      case 2, 3 -> dayAndMonth(words, today);
      default -> Optional.empty();
    };
  }

  private Optional<LocalDate> relative(List<String> words, LocalDate today) {
    return relative.of(String.join(" ", words)).map(today::plusDays);
  }

  /** "in 3 days", "3 din baad". */
  private Optional<LocalDate> span(List<String> words, LocalDate today) {
    List<String> rest = new ArrayList<>(words);
    if (!rest.removeIf(later::contains) || rest.size() != 2) {
      return Optional.empty();
    }
    Optional<Integer> unit = spans.of(rest.get(1));
    return numbers
        .at(rest, 0)
        .filter(read -> read.words() == 1)
        .map(NumberReader.Read::value)
        .filter(value -> value.stripTrailingZeros().scale() <= 0)
        .map(BigDecimal::intValue)
        .flatMap(count -> unit.map(days -> days * count))
        .filter(days -> days <= FARTHEST_DAYS)
        .map(today::plusDays);
  }

  private static Optional<LocalDate> one(String word, boolean marked, LocalDate today) {
    Matcher yearFirst = YEAR_FIRST.matcher(word);
    if (yearFirst.matches()) {
      return inYear(yearFirst.group(1), number(yearFirst, 2), number(yearFirst, 3), today);
    }
    Matcher dayFirst = DAY_FIRST.matcher(word);
    if (dayFirst.matches()) {
      // 12/25 can only be the 25th of December, wherever the writer is from.
      boolean swapped = number(dayFirst, 2) > 12;
      int day = number(dayFirst, swapped ? 2 : 1);
      int month = number(dayFirst, swapped ? 1 : 2);
      @Nullable String year = dayFirst.group(3);
      return year == null ? next(day, month, today) : inYear(year, month, day, today);
    }
    if (marked && word.matches("[0-9]{1,2}")) {
      return nextDayOfMonth(Integer.parseInt(word), today);
    }
    return Optional.empty();
  }

  private Optional<LocalDate> dayAndMonth(List<String> words, LocalDate today) {
    List<String> rest = new ArrayList<>(words);
    List<String> named = rest.stream().filter(months::has).toList();
    if (named.size() != 1) {
      return Optional.empty();
    }
    rest.removeAll(named);
    int month = months.of(named.get(0)).map(Month::getValue).orElseThrow();
    Optional<Integer> day =
        numbers
            .at(rest, 0)
            .map(NumberReader.Read::value)
            .filter(v -> v.scale() <= 0)
            .map(BigDecimal::intValue);
    if (day.isEmpty()) {
      return Optional.empty();
    }
    if (rest.size() == 1) {
      return next(day.get(), month, today);
    }
    return rest.get(1).matches("[0-9]{4}|[0-9]{2}")
        ? inYear(rest.get(1), month, day.get(), today)
        : Optional.empty();
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static Optional<LocalDate> inYear(String year, int month, int day, LocalDate today) {
    int full = Integer.parseInt(year);
    if (year.length() == 2) {
      full += today.getYear() / 100 * 100;
    }
    return valid(full, month, day).filter(date -> !date.isBefore(today));
  }

  /** The next such day; the 29th of February may be up to eight years away. */
  private static Optional<LocalDate> next(int day, int month, LocalDate today) {
    for (int years = 0; years <= 8; years++) {
      Optional<LocalDate> date =
          inYear(String.format("%04d", today.getYear() + years), month, day, today);
      if (date.isPresent()) {
        return date;
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> nextDayOfMonth(int day, LocalDate today) {
    for (int ahead = 0; ahead <= 2; ahead++) {
      LocalDate month = today.withDayOfMonth(1).plusMonths(ahead);
      Optional<LocalDate> date =
          valid(month.getYear(), month.getMonthValue(), day).filter(d -> !d.isBefore(today));
      if (date.isPresent()) {
        return date;
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> valid(int year, int month, int day) {
    try {
      return month >= 1 && month <= 12 && MonthDay.of(month, 1).getMonth().maxLength() >= day
          ? Optional.of(LocalDate.of(year, month, day))
          : Optional.empty();
    } catch (DateTimeException e) {
      // No such day in this year (30 February, day 0): not a date, which is an answer, not a
      // failure.
      return Optional.empty();
    }
  }
}
