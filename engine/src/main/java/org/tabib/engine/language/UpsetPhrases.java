package org.tabib.engine.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Phrases that show anger about the service, word for word and anywhere in a message. */
final class UpsetPhrases {
  private final KnownWords known = new KnownWords();
  private final Map<Integer, List<int[]>> byFirst = new HashMap<>();

  void add(Language language, List<String> phrases) {
    for (String phrase : phrases) {
      int[] ids = known.learn(phrase, Lexicon.hasOwnScript(language));
      if (ids.length > 0) {
        byFirst.computeIfAbsent(ids[0], id -> new ArrayList<>()).add(ids);
      }
    }
  }

  boolean isIn(String normal) {
    int[][] ids = known.of(normal.split(" ", -1));
    for (int i = 0; i < ids.length; i++) {
      for (int id : ids[i]) {
        for (int[] phrase : byFirst.getOrDefault(id, List.of())) {
          if (follows(phrase, ids, i)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean follows(int[] phrase, int[][] ids, int at) {
    if (at + phrase.length > ids.length) {
      return false;
    }
    for (int i = 0; i < phrase.length; i++) {
      boolean same = false;
      for (int id : ids[at + i]) {
        same |= id == phrase[i];
      }
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
