package org.tabib.engine.language;

import java.time.DayOfWeek;
import java.time.Month;
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
    DateWords date) {
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
   */
  record DateWords(
      Map<Integer, List<String>> relative,
      Map<DayOfWeek, List<String>> weekdays,
      Map<Month, List<String>> months,
      List<String> later,
      List<String> dayMarks,
      List<String> ignore) {}
}
