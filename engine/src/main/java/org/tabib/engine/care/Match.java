package org.tabib.engine.care;

import java.util.BitSet;

/**
 * A phrase found in a text.
 *
 * @param language index of the language of the phrase
 * @param complaint index of the complaint
 * @param words positions of its words
 * @param deniesItself whether one of its words denies it by its ending
 */
record Match(int language, int complaint, BitSet words, boolean deniesItself) {
  int first() {
    return words.nextSetBit(0);
  }

  int last() {
    return words.length() - 1;
  }

  /** Whether this covers all words of the other and more: then it says it more precisely. */
  boolean outdoes(Match other) {
    if (words.cardinality() <= other.words.cardinality()) {
      return false;
    }
    BitSet rest = (BitSet) other.words.clone();
    rest.andNot(words);
    return rest.isEmpty();
  }
}
