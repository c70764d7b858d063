package org.tabib.engine.care;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the words that a misspelt word can stand for: one edit for words of five letters or more,
 * two from nine on, the first letter being right. Works by an index of shortened forms (symmetric
 * delete), so the cost does not grow with the vocabulary.
 */
final class Spelling {
  private static final int SHORTEST = 5;
  private static final int LONG = 9;

  private final Set<String> known;
  private final Map<String, List<String>> byShortened = new HashMap<>();

  /** The words to find, and all words that are right as they are. */
  Spelling(Collection<String> vocabulary, Set<String> known) {
    this.known = known;
    for (String word : vocabulary) {
      for (String shortened : shortened(word, edits(word))) {
        byShortened.computeIfAbsent(shortened, s -> new ArrayList<>(1)).add(word);
      }
    }
  }

  /** Whether a word is right as it is. */
  boolean isKnown(String word) {
    return known.contains(word);
  }

  /** The words within reach of one that is not known, the nearest first. */
  List<String> corrections(String word) {
    int allowed = edits(word);
    if (allowed == 0) {
      return List.of();
    }
    List<String> near = new ArrayList<>();
    List<String> far = new ArrayList<>();
    for (String shortened : shortened(word, allowed)) {
      for (String candidate : byShortened.getOrDefault(shortened, List.of())) {
        if (candidate.codePointAt(0) == word.codePointAt(0)
            && !near.contains(candidate)
            && !far.contains(candidate)) {
          int distance = distance(word, candidate);
          if (distance == 1) {
            near.add(candidate);
          } else if (distance <= Math.min(allowed, edits(candidate))) {
            far.add(candidate);
          }
        }
      }
    }
    near.addAll(far);
    return near;
  }

  private static int edits(String word) {
    int letters = word.codePointCount(0, word.length());
    return letters < SHORTEST || letters > 24 ? 0 : letters < LONG ? 1 : 2;
  }

  private static Set<String> shortened(String word, int times) {
    Set<String> all = new LinkedHashSet<>();
    if (times == 0) {
      return all;
    }
    all.add(word);
    List<String> last = List.of(word);
    for (int round = 0; round < times; round++) {
      List<String> next = new ArrayList<>();
      for (String one : last) {
        for (int i = 0; i < one.length(); i++) {
          String shorter = one.substring(0, i) + one.substring(i + 1);
          if (all.add(shorter)) {
            next.add(shorter);
          }
        }
      }
      last = next;
    }
    return all;
  }

  /** Optimal string alignment: insertions, deletions, replacements, swaps of neighbours. */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
