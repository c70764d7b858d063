package org.tabib.engine.care;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
  private final List<String> vocabulary;
  private final ShortenedForms forms;

  /** The words to find, and all words that are right as they are. */
  Spelling(Collection<String> vocabulary, Set<String> known) {
    this.known = Set.copyOf(known);
    this.vocabulary = vocabulary.stream().filter(word -> edits(word) > 0).sorted().toList();
    this.forms =
        new ShortenedForms(
            this.vocabulary, this.vocabulary.stream().mapToInt(Spelling::edits).toArray());
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
    forms.find(
        word,
        allowed,
        found -> {
          String candidate = vocabulary.get(found);
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
        });
    near.addAll(far);
    return near;
  }

  private static int edits(String word) {
    int letters = word.codePointCount(0, word.length());
    return letters < SHORTEST || letters > 24 ? 0 : letters < LONG ? 1 : 2;
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
