package org.tabib.engine.care;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The phrases of all languages that put a complaint into the past, found by their first words. */
final class PastPhrases {
  private final Map<String, List<PastPhrase>> byFirst = new HashMap<>();
  private final List<PastPhrase> byStem = new ArrayList<>();
  private final Set<String> numbers;

  /**
   * @param numbers words for numbers, which may stand among the words of a phrase
   */
  PastPhrases(List<CareFile> files, Set<String> numbers) {
    this.numbers = numbers;
    for (CareFile file : files) {
      for (String text : file.context().past()) {
        PastPhrase phrase = new PastPhrase(text);
        if (phrase.first().endsWith("*")) {
          byStem.add(phrase);
        } else {
          byFirst.computeIfAbsent(phrase.first(), f -> new ArrayList<>()).add(phrase);
        }
      }
    }
  }

  /** Words that are no misspelt complaints. */
  Set<String> firstWords() {
    return byFirst.keySet();
  }

  /** First and last place of the phrases that begin here. */
  List<int[]> at(int start, Message message) {
    List<int[]> places = new ArrayList<>(1);
    add(byFirst.getOrDefault(message.word(start), List.of()), start, message, places);
    add(byStem, start, message, places);
    return places;
  }

  private void add(List<PastPhrase> phrases, int start, Message message, List<int[]> places) {
    for (PastPhrase phrase : phrases) {
      int[] place = phrase.at(start, message, numbers);
      if (place.length > 0) {
        places.add(place);
      }
    }
  }
}
