package org.tabib.engine.language;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A language's {@code reading.yaml}: how people type answers.
 *
 * @param numbers number (also 1.5) to its words
 * @param ordinals number to words such as "second", read as a choice
 * @param choice words around a choice: "option", "no."
 */
record ReadingFile(
    Map<String, List<String>> numbers,
    Map<String, List<String>> ordinals,
    List<String> choice,
    AgeWords age,
    SexWords sex,
    NameWords name,
    DateWords date,
    TimeWords time) {
  /** All words and phrases; those of name sentences are not compared word by word. */
  List<String> all() {
    List<String> all = new ArrayList<>(times());
    numbers.values().forEach(all::addAll);
    ordinals.values().forEach(all::addAll);
    sex.words().values().forEach(all::addAll);
    List.of(
            choice,
            age.years(),
            age.months(),
            age.weeks(),
            age.days(),
            age.ignore(),
            sex.ignore(),
            name.refuse(),
            date.later(),
            date.dayMarks(),
            date.ignore(),
            date.futureMarks(),
            date.pastMarks(),
            time.clock(),
            time.half(),
            time.quarter(),
            time.quarterTo(),
            time.halfAfter(),
            time.quarterAfter(),
            time.quarterToAfter(),
            time.am(),
            time.pm(),
            time.ignore())
        .forEach(all::addAll);
    time.words().values().forEach(all::addAll);
    return all;
  }

  /** Words and phrases for days and parts of a day. */
  List<String> times() {
    List<String> times = new ArrayList<>();
    date.relative().values().forEach(times::addAll);
    date.ambiguous().values().forEach(times::addAll);
    date.past().values().forEach(times::addAll);
    date.weekdays().values().forEach(times::addAll);
    date.months().values().forEach(times::addAll);
    time.parts().values().forEach(times::addAll);
    return times;
  }

  record AgeWords(
      List<String> years,
      List<String> months,
      List<String> weeks,
      List<String> days,
      List<String> ignore) {}

  record SexWords(Map<Sex, List<String>> words, List<String> ignore) {}

  /**
   * @param patterns sentences with {@code *} for the name
   * @param refuse words that no name has: a text with one of them is not a name
   */
  record NameWords(List<String> patterns, List<String> refuse) {}

  /**
   * @param relative days from today to phrases; 0 is today
   * @param later words that make "3 days" a date: "in", "after"
   * @param dayMarks what stands at a lone day of the month: "th", "तारीख"
   * @param ambiguous days from today to words that mean as many days ago as well ("kal")
   * @param past days from today, below zero, to phrases
   * @param futureMarks words that tell that an ambiguous word means a day to come
   * @param pastMarks words that tell that it means a day gone by
   */
  record DateWords(
      Map<Integer, List<String>> relative,
      Map<DayOfWeek, List<String>> weekdays,
      Map<Month, List<String>> months,
      List<String> later,
      List<String> dayMarks,
      List<String> ignore,
      Map<Integer, List<String>> ambiguous,
      Map<Integer, List<String>> past,
      List<String> futureMarks,
      List<String> pastMarks) {}

  /**
   * @param clock words beside an hour: "o'clock", "बजे", "saa"
   * @param half words before an hour that add 30 minutes: "half past", "साढ़े"
   * @param quarter words before an hour that add 15 minutes: "quarter past", "सवा"
   * @param quarterTo words before an hour that take 15 minutes off: "quarter to", "पौने"
   * @param halfAfter words after an hour that add 30 minutes: "e meia", "na nusu"
   * @param quarterAfter words after an hour that add 15 minutes: "na robo"
   * @param quarterToAfter words after an hour that take 15 minutes off: "kasoro robo"
   * @param words time of day, H:mm, to its own words: "midday", "डेढ़"
   * @param hourOffset hours that are added to an hour beside a word of {@code clock}: 6 where the
   *     day is counted from dawn
   * @param parts words for parts of the day
   * @param ignore words around a time: "at", "को"
   */
  record TimeWords(
      List<String> clock,
      List<String> half,
      List<String> quarter,
      List<String> quarterTo,
      List<String> halfAfter,
      List<String> quarterAfter,
      List<String> quarterToAfter,
      Map<String, List<String>> words,
      int hourOffset,
      Map<DayPart, List<String>> parts,
      List<String> am,
      List<String> pm,
      List<String> ignore) {}
}
