package org.tabib.engine.language;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.MeasureFormat.FormatWidth;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Dates, times, ages and lists as people of a language write them, per CLDR, for arguments of
 * texts. Spaces are plain ones, so that what we send can be searched and read back.
 */
public final class Display {
  private static final Map<ULocale, Formats> FORMATS = new ConcurrentHashMap<>();

  private Display() {}

  /**
   * Prototypes for one locale; the date formats are cloned for each use (not shareable), which
   * costs more than the rest of a list of slots, so that what was shown is remembered.
   */
  private record Formats(
      SimpleDateFormat date,
      SimpleDateFormat time,
      MeasureFormat age,
      ListFormatter list,
      Cache<LocalDate, String> dates,
      Cache<LocalTime, String> times) {
    /** Two years of days; all minutes of a day fit too. */
    private static final int REMEMBERED = 1500;

    static Formats of(ULocale locale) {
      DateTimePatternGenerator patterns = DateTimePatternGenerator.getInstance(locale);
      return new Formats(
          format(patterns.getBestPattern("EEE" + "d" + month(locale)), locale),
          format(time(patterns, locale), locale),
          MeasureFormat.getInstance(locale, FormatWidth.WIDE),
          ListFormatter.getInstance(locale),
          Caffeine.newBuilder().maximumSize(REMEMBERED).build(),
          Caffeine.newBuilder().maximumSize(REMEMBERED).build());
    }

    /**
     * "C" is the hour as the locale prefers to say it: with am/pm, or with the part of the day. A
     * language of another script whose am/pm CLDR borrows in Latin letters (Bengali) has none that
     * people say: there the part of the day stands before the hour, as its speakers put it.
     */
    private static String time(DateTimePatternGenerator patterns, ULocale locale) {
      String preferred = patterns.getBestPattern("Cmm");
      return preferred.contains("a") && borrowsAmPm(locale) ? "B h:mm" : preferred;
    }

    private static boolean borrowsAmPm(ULocale locale) {
      DateFormatSymbols symbols = new DateFormatSymbols(locale);
      return isLatin(symbols.getAmPmStrings()[0]) && !isLatin(symbols.getMonths()[0]);
    }

    private static boolean isLatin(String text) {
      return UScript.getScript(text.codePointAt(0)) == UScript.LATIN;
    }

    /** Short month names, except where CLDR's need an abbreviation mark (नव॰, nov., নভেঃ). */
    private static String month(ULocale locale) {
      String[] names =
          new DateFormatSymbols(locale)
              .getMonths(DateFormatSymbols.FORMAT, DateFormatSymbols.ABBREVIATED);
      boolean marked = Arrays.stream(names).anyMatch(name -> name.matches(".*[.॰ঃ]"));
      return marked ? "MMMM" : "MMM";
    }

    private static SimpleDateFormat format(String pattern, ULocale locale) {
      SimpleDateFormat format = new SimpleDateFormat(pattern, locale);
      // Small letters in every release of CLDR: programs read our times back.
      DateFormatSymbols symbols = format.getDateFormatSymbols();
      symbols.setAmPmStrings(
          Arrays.stream(symbols.getAmPmStrings())
              .map(marker -> UCharacter.toLowerCase(locale, marker))
              .toArray(String[]::new));
      format.setDateFormatSymbols(symbols);
      format.setTimeZone(TimeZone.GMT_ZONE);
      return format;
    }
  }

  /** For example {@code Tue, 24 Nov}. */
  public static String date(Language language, LocalDate date) {
    Formats formats = formats(language);
    return formats.dates().get(date, day -> show(formats.date(), day.atStartOfDay(ZoneOffset.UTC)));
  }

  /** For example {@code 10:30 am}. */
  public static String time(Language language, LocalTime time) {
    Formats formats = formats(language);
    return formats
        .times()
        .get(
            time.truncatedTo(ChronoUnit.MINUTES),
            minute -> show(formats.time(), LocalDate.EPOCH.atTime(minute).atZone(ZoneOffset.UTC)));
  }

  /** Date and time in the time's own zone, for example {@code Tue, 24 Nov, 10:30 am}. */
  public static String dateTime(Language language, ZonedDateTime time) {
    return date(language, time.toLocalDate()) + ", " + time(language, time.toLocalTime());
  }

  /** For example {@code 34 years} or {@code 2 years, 3 months}. */
  public static String age(Language language, Age age) {
    MeasureFormat format = formats(language).age();
    Measure years = new Measure(age.years(), MeasureUnit.YEAR);
    Measure months = new Measure(age.months(), MeasureUnit.MONTH);
    if (age.years() == 0) {
      return plain(format.formatMeasures(months));
    }
    return plain(
        age.months() == 0 ? format.formatMeasures(years) : format.formatMeasures(years, months));
  }

  /** For example {@code a, b and c}. */
  public static String list(Language language, List<String> items) {
    return plain(formats(language).list().format(items));
  }

  private static Formats formats(Language language) {
    return FORMATS.computeIfAbsent(language.locale(), Formats::of);
  }

  private static String show(SimpleDateFormat prototype, ZonedDateTime time) {
    return plain(((SimpleDateFormat) prototype.clone()).format(Date.from(time.toInstant())));
  }

  private static String plain(String text) {
    return text.replace('\u00A0', ' ').replace('\u202F', ' ').replace('\u2009', ' ');
  }
}
