package org.tabib.engine.language;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells languages by the groups of 1 to 4 letters that their words are made of: a naive Bayes
 * classifier with all languages equally likely, trained on a few dozen sentences of each. Immutable
 * once trained.
 */
final class CharacterGroups {
  private static final int LONGEST = 4;

  /** Weights by the length of a group: longer ones say more, but overlap with the shorter. */
  private static final float[] WEIGHTS = {0, 0.1f, 0.3f, 0.6f, 0.6f};

  /** Added to each count, so that a group never seen makes a language unlikely, not impossible. */
  private static final float SMOOTHING = 0.3f;

  private static final int HASH_BASE = 31;

  /** Of the group's hash: for each language, the weighted logarithm of its probability. */
  private final Map<Integer, float[]> scores;

  private final float[][] unseen;
  private final int languages;

  private CharacterGroups(Map<Integer, float[]> scores, float[][] unseen, int languages) {
    this.scores = scores;
    this.unseen = unseen;
    this.languages = languages;
  }

  /** Trains on normalised texts, one list for each language; empty lists take no part. */
  static CharacterGroups train(List<List<String>> texts) {
    int languages = texts.size();
    Map<Integer, int[]> counts = new HashMap<>();
    int[][] totals = new int[LONGEST + 1][languages];
    int[] kinds = new int[LONGEST + 1];
    for (int language = 0; language < languages; language++) {
      int own = language;
      for (String text : texts.get(language)) {
        for (String word : text.split(" ", -1)) {
          groups(
              word,
              (hash, length) -> {
                int[] count =
                    counts.computeIfAbsent(
                        hash,
                        h -> {
                          kinds[length]++;
                          return new int[languages];
                        });
                count[own]++;
                totals[length][own]++;
              });
        }
      }
    }
    float[][] unseen = new float[LONGEST + 1][languages];
    for (int length = 1; length <= LONGEST; length++) {
      for (int language = 0; language < languages; language++) {
        unseen[length][language] = log(length, 0, totals[length][language], kinds[length]);
      }
    }
    Map<Integer, float[]> scores = new HashMap<>(counts.size() * 2);
    counts.forEach(
        (hash, count) -> {
          // The two lowest bits hold the length, less one.
          int length = (hash & 3) + 1;
          float[] score = new float[languages];
          for (int language = 0; language < languages; language++) {
            score[language] = log(length, count[language], totals[length][language], kinds[length]);
          }
          scores.put(hash, score);
        });
    return new CharacterGroups(scores, unseen, languages);
  }

  private static float log(int length, int count, int total, int kinds) {
    return WEIGHTS[length]
        * (float) Math.log((count + SMOOTHING) / (total + SMOOTHING * (kinds + 1)));
  }

  /** Log-likelihood of a normalised text for each language; higher is likelier. */
  float[] score(String text) {
    float[] sum = new float[languages];
    for (String word : text.split(" ", -1)) {
      if (!word.isEmpty() && !Character.isDigit(word.charAt(0))) {
        groups(
            word,
            (hash, length) -> {
              float[] of = scores.getOrDefault(hash, unseen[length]);
              for (int language = 0; language < languages; language++) {
                sum[language] += of[language];
              }
            });
      }
    }
    return sum;
  }

  private interface Seen {
    void group(int hash, int length);
  }

  /** All groups of a word, whose ends count as letters. */
  private static void groups(String word, Seen seen) {
    int end = word.length() + 2;
    for (int from = 0; from < end; from++) {
      int hash = 1;
      for (int length = 1; length <= LONGEST && from + length <= end; length++) {
        int at = from + length - 1;
        hash = hash * HASH_BASE + (at == 0 || at == end - 1 ? ' ' : word.charAt(at - 1));
        boolean onlyEnd = length == 1 && (from == 0 || from == end - 1);
        if (!onlyEnd) {
          seen.group(((hash * 0x9E3779B1) & ~3) | (length - 1), length);
        }
      }
    }
  }

  @Override
  public String toString() {
    return scores.size() + " groups of " + languages + " languages, " + Arrays.toString(WEIGHTS);
  }
}
