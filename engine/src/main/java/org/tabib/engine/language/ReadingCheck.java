package org.tabib.engine.language;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a {@code reading.yaml} must have beyond its shape. */
final class ReadingCheck {
  private static final DayPart[] PARTS_OF_ALL = {
    DayPart.MORNING, DayPart.AFTERNOON, DayPart.EVENING, DayPart.NIGHT
  };

  private final String path;
  private final Problems problems;

  private ReadingCheck(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  static void check(String path, ReadingFile file, Problems problems) {
    ReadingCheck check = new ReadingCheck(path, problems);
    check.numbers("numbers", file.numbers());
    check.numbers("ordinals", file.ordinals());
    check.words("choice", file.choice());
    check.age(file.age());
    for (String pattern : file.name().patterns()) {
      if (pattern.chars().filter(c -> c == '*').count() != 1 || pattern.strip().equals("*")) {
        check.problem("name.patterns", "pattern \"" + pattern + "\" needs words and exactly one *");
      }
    }
    check.words("name.refuse", file.name().refuse());
    check.complete("sex.words", file.sex().words(), Sex.values());
    check.date(file.date());
    check.time(file.time());
  }

  private void age(ReadingFile.AgeWords age) {
    some("age.years", age.years());
    some("age.months", age.months());
    some("age.weeks", age.weeks());
    some("age.days", age.days());
    words("age.ignore", age.ignore());
  }

  private void date(ReadingFile.DateWords date) {
    complete("date.weekdays", date.weekdays(), DayOfWeek.values());
    complete("date.months", date.months(), Month.values());
    for (int days = 0; days <= 2; days++) {
      if (date.relative().getOrDefault(days, List.of()).isEmpty()
          && date.ambiguous().getOrDefault(days, List.of()).isEmpty()) {
        problem("date", "no words for the relative day " + days);
      }
    }
    days("date.relative", date.relative(), 0, 366);
    days("date.ambiguous", date.ambiguous(), 1, 7);
    days("date.past", date.past(), -366, -1);
    if (date.past().getOrDefault(-1, List.of()).isEmpty()
        && date.ambiguous().getOrDefault(1, List.of()).isEmpty()) {
      problem("date.past", "no words for -1");
    }
    Set<String> certain = new HashSet<>();
    date.relative().values().forEach(words -> certain.addAll(Vocabulary.set(words)));
    date.past().values().forEach(words -> certain.addAll(Vocabulary.set(words)));
    date.ambiguous().values().stream()
        .flatMap(Collection::stream)
        .filter(word -> certain.contains(TextNormaliser.normalise(word)))
        .forEach(word -> problem("date.ambiguous", "\"" + word + "\" is a certain day as well"));
    if (!date.ambiguous().isEmpty()) {
      some("date.futureMarks", date.futureMarks());
      some("date.pastMarks", date.pastMarks());
    }
    words("date.later", date.later());
    words("date.dayMarks", date.dayMarks());
    words("date.ignore", date.ignore());
    words("date.futureMarks", date.futureMarks());
    words("date.pastMarks", date.pastMarks());
  }

  private void time(ReadingFile.TimeWords time) {
    some("time.clock", time.clock());
    complete("time.parts", time.parts(), PARTS_OF_ALL);
    for (Map.Entry<String, List<String>> entry : time.words().entrySet()) {
      if (!entry.getKey().matches("([01]?[0-9]|2[0-3]):[0-5][0-9]")) {
        problem("time.words", entry.getKey() + " is not a time of day, H:mm");
      }
      some("time.words." + entry.getKey(), entry.getValue());
    }
    if (time.hourOffset() < 0 || time.hourOffset() > 11) {
      problem("time.hourOffset", time.hourOffset() + " is not from 0 to 11");
    }
    words("time.half", time.half());
    words("time.quarter", time.quarter());
    words("time.quarterTo", time.quarterTo());
    words("time.halfAfter", time.halfAfter());
    words("time.quarterAfter", time.quarterAfter());
    words("time.quarterToAfter", time.quarterToAfter());
    words("time.am", time.am());
    words("time.pm", time.pm());
    words("time.ignore", time.ignore());
  }

  private void numbers(String key, Map<String, List<String>> numbers) {
    numbers.forEach(
        (number, words) -> {
          if (!number.matches("[0-9]{1,3}(\\.[0-9])?")) {
            problem(key, number + " is not a number from 0 to 999");
          }
          words(key + "." + number, words);
        });
  }

  private void days(String key, Map<Integer, List<String>> words, int least, int most) {
    words.forEach(
        (days, list) -> {
          if (days < least || days > most) {
            problem(key, days + " is not from " + least + " to " + most);
          }
          some(key + "." + days, list);
        });
  }

  private <K> void complete(String key, Map<K, List<String>> words, K[] needed) {
    for (K one : needed) {
      if (words.getOrDefault(one, List.of()).isEmpty()) {
        problem(key, "no words for " + one);
      }
    }
    words.forEach((one, list) -> words(key + "." + one, list));
  }

  /** Needs at least one word. */
  private void some(String key, List<String> words) {
    if (words.isEmpty()) {
      problem(key, "no words");
    }
    words(key, words);
  }

  /** None of the words may be nothing after normalisation. */
  private void words(String key, List<String> words) {
    for (String word : words) {
      if (TextNormaliser.normalise(word).isEmpty() && !word.equals("#")) {
        problem(key, "\"" + word + "\" has no letter or digit");
      }
    }
  }

  private void problem(String key, String problem) {
    problems.add(path + ": " + key + ": " + problem);
  }
}
