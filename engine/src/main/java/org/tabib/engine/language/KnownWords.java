package org.tabib.engine.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The words that phrases are made of, by number, so that phrases are compared as numbers. A word of
 * a message can be several: itself and what it begins with ({@code word*}); one that is none of
 * them is looked up by its key as a romanised word, and without drawn-out letters.
 */
final class KnownWords {
  private static final Pattern DRAWN_OUT = Pattern.compile("(\\p{L})\\1{2,}");
  private static final int[] NONE = {};

  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, Integer> beginnings = new HashMap<>();
  private final Map<String, int[]> byKey = new HashMap<>();

  /** Words that people may spell otherwise, and whose other spellings are therefore looked up. */
  private final BitSet romanised = new BitSet();

  private int count;
  private int shortestBeginning = Integer.MAX_VALUE;

  /**
   * The numbers of a phrase's words, which are then known.
   *
   * @param romanised whether the phrase is of a language that people also write in Latin letters
   */
  int[] learn(String phrase, boolean romanised) {
    List<Integer> ids = new ArrayList<>();
    String[] words = phrase.strip().split("\\s+", -1);
    for (String word : words) {
      boolean beginning = word.endsWith("*");
      String normal = TextNormaliser.normalise(word);
      for (String one : normal.isEmpty() ? new String[0] : normal.split(" ", -1)) {
        int id = learn(one, beginning, romanised);
        ids.add(id);
        if (romanised && !beginning) {
          index(one, id, words.length > 1);
        }
      }
    }
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  private int learn(String word, boolean beginning, boolean romanised) {
    Map<String, Integer> into = beginning ? beginnings : exact;
    @Nullable Integer known = into.get(word);
    if (known != null) {
      return known;
    }
    int id = count++;
    into.put(word, id);
    if (beginning) {
      shortestBeginning = Math.min(shortestBeginning, word.length());
    }
    if (beginning && romanised) {
      // कर* is found in karwao: native beginnings count romanised too.
      for (String spelling : Romanised.spellings(word)) {
        if (spelling.length() >= Romanised.SHORTEST) {
          beginnings.putIfAbsent(spelling, id);
          shortestBeginning = Math.min(shortestBeginning, spelling.length());
        }
      }
    }
    return id;
  }

  /** Short keys only for words that others stand beside. */
  private void index(String word, int id, boolean among) {
    romanised.set(id);
    Set<String> keys = new HashSet<>(Romanised.keys(word));
    if (among) {
      Romanised.spellings(word).forEach(spelling -> keys.add(SoundFold.fold(spelling)));
      if (Romanised.isLatin(word)) {
        keys.add(SoundFold.fold(word));
      }
    }
    for (String key : keys) {
      byKey.merge(key, new int[] {id}, KnownWords::union);
    }
  }

  private static int[] union(int[] some, int[] others) {
    return IntStream.concat(Arrays.stream(some), Arrays.stream(others)).distinct().toArray();
  }

  /** The numbers of the words of a message, word by word. */
  int[][] of(String[] words) {
    int[][] ids = new int[words.length][];
    for (int i = 0; i < words.length; i++) {
      ids[i] = of(words[i]);
    }
    return ids;
  }

  private int[] of(String word) {
    int[] ids = asWritten(word);
    if (ids.length == 0 || romanised.get(ids[0])) {
      int[] spelt = byKey(word);
      ids = ids.length == 0 ? spelt : spelt.length == 0 ? ids : union(ids, spelt);
    }
    if (ids.length == 0 && DRAWN_OUT.matcher(word).find()) {
      ids = asWritten(DRAWN_OUT.matcher(word).replaceAll("$1"));
      ids = ids.length == 0 ? asWritten(DRAWN_OUT.matcher(word).replaceAll("$1$1")) : ids;
    }
    return ids;
  }

  private int[] asWritten(String word) {
    int[] found = NONE;
    @Nullable Integer whole = exact.get(word);
    if (whole != null) {
      found = new int[] {whole};
    }
    for (int length = shortestBeginning; length <= word.length(); length++) {
      @Nullable Integer beginning = beginnings.get(word.substring(0, length));
      if (beginning != null) {
        found = Arrays.copyOf(found, found.length + 1);
        found[found.length - 1] = beginning;
      }
    }
    return found;
  }

  private int[] byKey(String word) {
    int @Nullable [] same = byKey.get(word);
    if (same == null && Romanised.isLatin(word)) {
      same = byKey.get(SoundFold.fold(word));
    }
    return same == null ? NONE : same;
  }

  int count() {
    return count;
  }
}
