package org.tabib.engine.language;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads days and times of day together, as they are said together. */
final class WhenReader {
  private static final String KEPT = "/.-:";

  private final Lexicon lexicon;
  private final TimeReader times;
  private final DateReader dates;

  WhenReader(Lexicon lexicon, TimeReader times, DateReader dates) {
    this.lexicon = lexicon;
    this.times = times;
    this.dates = dates;
  }

  When read(String text, LocalDate today) {
    List<String> words = lexicon.read(text, KEPT);
    if (words.isEmpty()) {
      return When.UNKNOWN;
    }
    Scan scan = new Scan(words);
    Optional<TimeOfDay> time = times.find(scan);
    List<LocalDate> days = dates.find(scan, today, false);
    if (days.isEmpty()) {
      if (words.stream().noneMatch(WhenReader::hasDigits)) {
        // "sat morning": a day's short name goes before the number that it is elsewhere.
        Scan daysFirst = new Scan(words);
        List<LocalDate> named = dates.find(daysFirst, today, true);
        Optional<TimeOfDay> then = times.find(daysFirst);
        if (!named.isEmpty() && isAllUnderstood(daysFirst)) {
          return new When(named, then);
        }
      }
      Scan again = new Scan(words);
      Optional<TimeOfDay> first = times.find(again);
      List<LocalDate> shortened = dates.find(again, today, true);
      if (isAllUnderstood(again)) {
        return new When(shortened, first);
      }
    }
    if (!days.isEmpty() && time.filter(t -> t instanceof TimeOfDay.Exact).isEmpty()) {
      // "tomorrow at 10": a lone number beside a day is the hour, if nothing else is said.
      Scan rest = new Scan(words);
      times.find(rest);
      dates.find(rest, today, false);
      Optional<TimeOfDay> hour = times.bare(rest);
      if (hour.isPresent() && isAllUnderstood(rest)) {
        return new When(days, hour);
      }
    }
    return new When(days, time);
  }

  /** A time of day as the answer to a question for it: a number alone is an hour. */
  Optional<TimeOfDay> time(String text) {
    Scan scan = new Scan(lexicon.read(text, KEPT));
    Optional<TimeOfDay> time = times.find(scan);
    if (time.filter(t -> t instanceof TimeOfDay.Exact).isPresent()) {
      return time;
    }
    Optional<TimeOfDay> hour = times.bare(scan);
    return hour.isPresent() && isAllUnderstood(scan) ? hour : time;
  }

  private static boolean hasDigits(String word) {
    return word.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private boolean isAllUnderstood(Scan scan) {
    for (int i = 0; i < scan.size(); i++) {
      if (scan.isFree(i) && !times.ignores(scan.word(i)) && !dates.ignores(scan.word(i))) {
        return false;
      }
    }
    return true;
  }
}
