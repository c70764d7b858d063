package org.tabib.engine.language;

import com.ibm.icu.text.DateFormatSymbols;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Period;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds days among the words of a text: by the calendar, by the distance from today, by a weekday.
 */
final class DateReader {
  private static final int FARTHEST_DAYS = 366;
  private static final int MOST_BETWEEN = 2;

  /** Shorter weekdays, months' marks and names are everyday words too (sun, sat, som). */
  private static final int SURE_LENGTH = 5;

  private static final int SURE_LENGTH_INDIC = 4;

  private final NumberReader numbers;
  private final Vocabulary<Of<List<Integer>>> relative;
  private final Vocabulary<Of<DayOfWeek>> weekdays;
  private final Vocabulary<Month> months;
  private final Vocabulary<Period> spans;
  private final Vocabulary<Boolean> later;
  private final Vocabulary<Boolean> dayMarks;

  /** One for each file: "the" is past in romanised Hindi only. */
  private final List<Vocabulary<Tense>> tenses = new ArrayList<>();

  private final Set<String> ignore = new HashSet<>();

  /** A meaning, and the file that it is from. */
  private record Of<T>(T meaning, int file) {}

  /** The files in the order of preference, with the names of days and months that CLDR has. */
  DateReader(
      List<Language> languages, List<ReadingFile> files, NumberReader numbers, Lexicon lexicon) {
    this.numbers = numbers;
    this.relative = new Vocabulary<>(lexicon);
    this.weekdays = new Vocabulary<>(lexicon);
    this.months = new Vocabulary<>(lexicon);
    this.spans = new Vocabulary<>(lexicon);
    this.later = new Vocabulary<>(lexicon);
    this.dayMarks = new Vocabulary<>(lexicon);
    for (int i = 0; i < files.size(); i++) {
      int at = i;
      ReadingFile file = files.get(i);
      ReadingFile.DateWords date = file.date();
      date.relative().forEach((n, words) -> relative.add(words, new Of<>(List.of(n), at)));
      date.ambiguous().forEach((n, words) -> relative.add(words, new Of<>(List.of(-n, n), at)));
      date.past().forEach((n, words) -> relative.add(words, new Of<>(List.of(n), at)));
      date.weekdays().forEach((day, words) -> weekdays.add(words, new Of<>(day, at)));
      months.addAll(date.months());
      spans.add(file.age().days(), Period.ofDays(1));
      spans.add(file.age().weeks(), Period.ofWeeks(1));
      spans.add(file.age().months(), Period.ofMonths(1));
      later.add(date.later(), true);
      dayMarks.add(date.dayMarks(), true);
      Vocabulary<Tense> own = new Vocabulary<>(lexicon);
      own.add(date.pastMarks(), Tense.PAST);
      own.add(date.futureMarks(), Tense.FUTURE);
      tenses.add(own);
      date.ignore().forEach(phrase -> ignore.addAll(lexicon.forms(phrase)));
    }
    for (int i = 0; i < languages.size(); i++) {
      addCldrNames(languages.get(i), i);
    }
  }

  private void addCldrNames(Language language, int file) {
    DateFormatSymbols names = new DateFormatSymbols(language.locale());
    for (int width : new int[] {DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED}) {
      String[] days = names.getWeekdays(DateFormatSymbols.FORMAT, width);
      String[] month = names.getMonths(DateFormatSymbols.FORMAT, width);
      for (DayOfWeek day : DayOfWeek.values()) {
        // ICU counts days from Sunday = 1.
        weekdays.add(List.of(days[day.getValue() % 7 + 1]), new Of<>(day, file));
      }
      for (Month one : Month.values()) {
        months.add(List.of(month[one.getValue() - 1]), one);
      }
    }
  }

  /**
   * The days of a text; what they are made of is then used.
   *
   * @param answer whether the text is an answer about a day, where short words mean days too
   */
  List<LocalDate> find(Scan scan, LocalDate today, boolean answer) {
    Tense tense = tense(scan, 0);
    List<LocalDate> calendar = new ArrayList<>();
    List<LocalDate> near = new ArrayList<>();
    List<LocalDate> named = new ArrayList<>();
    for (int i = 0; i < scan.size(); i++) {
      if (!scan.isFree(i)) {
        continue;
      }
      CalendarDay.@Nullable Written written = written(scan, i, answer);
      if (written != null) {
        written.day(today, tense).ifPresent(calendar::add);
        continue;
      }
      if (span(scan, i, today, near)) {
        continue;
      }
      Vocabulary.@Nullable Match<Of<List<Integer>>> distance = relative.at(scan.words(), i);
      if (distance != null) {
        scan.use(i, distance.words());
        List<Integer> either = distance.meaning().meaning();
        Tense own = tense(scan, distance.meaning().file());
        either.stream()
            .filter(days -> either.size() == 1 || fits(days, own))
            .map(today::plusDays)
            .forEach(near::add);
        continue;
      }
      Vocabulary.@Nullable Match<Of<DayOfWeek>> weekday = weekdays.at(scan.words(), i);
      if (weekday != null && (answer || isSure(scan.word(i)))) {
        scan.use(i, weekday.words());
        DayOfWeek day = weekday.meaning().meaning();
        boolean past = tense(scan, weekday.meaning().file()) == Tense.PAST;
        named.add(today.with(past ? TemporalAdjusters.previous(day) : TemporalAdjusters.next(day)));
      }
    }
    return choose(calendar, near, named);
  }

  /** The most exact kind of day decides; a weekday tells which of two days is meant. */
  private static List<LocalDate> choose(
      List<LocalDate> calendar, List<LocalDate> near, List<LocalDate> named) {
    if (!calendar.isEmpty()) {
      return sorted(calendar);
    }
    Set<DayOfWeek> weekdays = new HashSet<>();
    named.forEach(day -> weekdays.add(day.getDayOfWeek()));
    List<LocalDate> both =
        near.stream().filter(day -> weekdays.contains(day.getDayOfWeek())).toList();
    return sorted(!both.isEmpty() ? both : !near.isEmpty() ? near : named);
  }

  private static List<LocalDate> sorted(List<LocalDate> days) {
    return days.stream().distinct().sorted().toList();
  }

  private static boolean fits(int days, Tense tense) {
    return switch (tense) {
      case PAST -> days < 0;
      case FUTURE -> days > 0;
      case UNKNOWN -> true;
    };
  }

  /** By the words of that file and of the preferred one. */
  private Tense tense(Scan scan, int file) {
    boolean past = false;
    boolean future = false;
    for (int i = 0; i < scan.size(); i++) {
      Vocabulary.@Nullable Match<Tense> match = tenses.get(file).at(scan.words(), i);
      if (match == null && file != 0) {
        match = tenses.get(0).at(scan.words(), i);
      }
      past |= match != null && match.meaning() == Tense.PAST;
      future |= match != null && match.meaning() == Tense.FUTURE;
    }
    return past == future ? Tense.UNKNOWN : past ? Tense.PAST : Tense.FUTURE;
  }

  /** "in 3 days", "3 din baad", "baada ya siku 3". */
  private boolean span(Scan scan, int i, LocalDate today, List<LocalDate> into) {
    List<String> words = scan.words();
    NumberReader.@Nullable Read number = numbers.whole(words, i);
    Vocabulary.@Nullable Match<Period> unit =
        number == null ? spans.at(words, i) : spans.at(words, i + number.words());
    if (unit == null) {
      return false;
    }
    if (number == null) {
      number = numbers.whole(words, i + unit.words());
    }
    if (number == null || !number.isWhole()) {
      return false;
    }
    int count = number.value().min(BigDecimal.valueOf(FARTHEST_DAYS + 1)).intValue();
    int end = i + unit.words() + number.words();
    Vocabulary.@Nullable Match<Boolean> after = later.at(words, end);
    if (after == null && later.before(words, i) == null) {
      return false;
    }
    LocalDate day = today.plus(unit.meaning().multipliedBy(count));
    if (day.isAfter(today.plusDays(FARTHEST_DAYS))) {
      return false;
    }
    scan.use(i, end - i + (after == null ? 0 : after.words()));
    into.add(day);
    return true;
  }

  /** A day of the calendar that begins at this word. */
  private CalendarDay.@Nullable Written written(Scan scan, int i, boolean answer) {
    List<String> words = scan.words();
    CalendarDay.@Nullable Written digits = CalendarDay.of(words.get(i), answer);
    if (digits != null) {
      boolean lasts = spans.at(words, i + 1) != null;
      if (!lasts) {
        scan.use(i, 1);
      }
      return lasts ? null : digits;
    }
    Vocabulary.@Nullable Match<Month> month = months.at(words, i);
    if (month != null) {
      int at = skip(words, i + month.words());
      NumberReader.@Nullable Read day = day(words, at);
      return day == null ? null : dayAndMonth(scan, i, at + day.words(), day, month.meaning());
    }
    NumberReader.@Nullable Read day = day(words, i);
    if (day == null) {
      return null;
    }
    int after = skip(words, i + day.words());
    month = months.at(words, after);
    if (month != null) {
      return dayAndMonth(scan, i, after + month.words(), day, month.meaning());
    }
    return marked(scan, i, day, answer);
  }

  private CalendarDay.Written dayAndMonth(
      Scan scan, int from, int to, NumberReader.Read day, Month month) {
    int end = to;
    int yearAt = skip(scan.words(), to);
    Optional<String> year =
        yearAt < scan.size() && scan.isFree(yearAt)
            ? CalendarDay.year(scan.word(yearAt), yearAt == to)
            : Optional.empty();
    if (year.isPresent()) {
      end = yearAt + 1;
    }
    scan.use(from, end - from);
    return new CalendarDay.Written(
        year.orElse(null), month.getValue(), day.value().intValue(), false);
  }

  /** A day of the month that a word beside it tells to be one: "25th", "dia 25". */
  private CalendarDay.@Nullable Written marked(
      Scan scan, int i, NumberReader.Read day, boolean answer) {
    Vocabulary.@Nullable Match<Boolean> after = dayMarks.at(scan.words(), i + day.words());
    Vocabulary.@Nullable Match<Boolean> before = dayMarks.before(scan.words(), i);
    if (after == null && before == null) {
      return null;
    }
    // "my 1st visit" is not the first of a month.
    int mark = after == null ? i - 1 : i + day.words();
    if (!answer && scan.word(mark).length() < 3) {
      return null;
    }
    scan.use(i, day.words() + (after == null ? 0 : after.words()));
    return new CalendarDay.Written(null, null, day.value().intValue(), false);
  }

  private NumberReader.@Nullable Read day(List<String> words, int at) {
    NumberReader.@Nullable Read number = numbers.whole(words, at);
    if (number == null && at >= 0 && at < words.size()) {
      number =
          numbers.ordinal(words.get(at)).map(value -> new NumberReader.Read(value, 1)).orElse(null);
    }
    boolean isDay =
        number != null
            && number.isWhole()
            && number.value().signum() > 0
            && number.value().compareTo(BigDecimal.valueOf(31)) <= 0;
    return isDay ? number : null;
  }

  private int skip(List<String> words, int at) {
    int next = at;
    while (next < words.size()
        && next - at < MOST_BETWEEN
        && (ignore.contains(words.get(next)) || dayMarks.has(words.get(next)))
        && !months.has(words.get(next))) {
      next++;
    }
    return next;
  }

  private static boolean isSure(String word) {
    return word.length() >= (IndicLetters.has(word.charAt(0)) ? SURE_LENGTH_INDIC : SURE_LENGTH);
  }

  /** Whether a word that nothing has used means nothing beside a day. */
  boolean ignores(String word) {
    return ignore.contains(word)
        || dayMarks.has(word)
        || later.has(word)
        || tenses.stream().anyMatch(tense -> tense.has(word));
  }
}
