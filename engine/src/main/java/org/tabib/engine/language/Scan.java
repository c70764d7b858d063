package org.tabib.engine.language;

import java.util.List;

/** The words of a text, and which of them have been understood. Used within one reading only. */
final class Scan {
  private final List<String> words;
  private final boolean[] used;

  Scan(List<String> words) {
    this.words = words;
    this.used = new boolean[words.size()];
  }

  List<String> words() {
    return words;
  }

  int size() {
    return used.length;
  }

  String word(int at) {
    return words.get(at);
  }

  boolean isFree(int at) {
    return at >= 0 && at < used.length && !used[at];
  }

  void use(int from, int count) {
    for (int i = from; i < from + count; i++) {
      used[i] = true;
    }
  }
}
