package org.tabib.engine.language;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.List;
import java.util.Map;

/** What a {@code reading.yaml} must have beyond its shape. */
final class ReadingCheck {
  private ReadingCheck() {}

  static void check(String path, ReadingFile file, Problems problems) {
    numbers(path, file.numbers(), problems);
    numbers(path, file.ordinals(), problems);
    for (String pattern : file.name().patterns()) {
      if (pattern.chars().filter(c -> c == '*').count() != 1 || pattern.strip().equals("*")) {
        problems.add(path + ": name pattern \"" + pattern + "\" needs words and exactly one *");
      }
    }
    complete(path, "sex", file.sex().words(), Sex.values(), problems);
    complete(path, "weekday", file.date().weekdays(), DayOfWeek.values(), problems);
    complete(path, "month", file.date().months(), Month.values(), problems);
    complete(path, "relative day", file.date().relative(), new Integer[] {0, 1, 2}, problems);
    file.date().relative().keySet().stream()
        .filter(days -> days < 0)
        .forEach(days -> problems.add(path + ": relative day " + days + " is in the past"));
  }

  private static void numbers(String path, Map<String, List<String>> numbers, Problems problems) {
    for (String number : numbers.keySet()) {
      if (!number.matches("[0-9]{1,3}(\\.[0-9])?")) {
        problems.add(path + ": " + number + " is not a number from 0 to 999");
      }
    }
  }

  private static <K> void complete(
      String path, String what, Map<K, List<String>> words, K[] needed, Problems problems) {
    for (K key : needed) {
      if (words.getOrDefault(key, List.of()).isEmpty()) {
        problems.add(path + ": no words for the " + what + " " + key);
      }
    }
  }
}
