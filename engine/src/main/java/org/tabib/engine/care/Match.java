package org.tabib.engine.care;

import java.util.BitSet;

/**
 * A phrase found in a text, in one language or, with loan words, in several.
 *
 * @param complaint index of the complaint
 * @param words positions of its words
 * @param languages indexes of the languages of the phrase
 * @param denying those of them in which one of its words denies it by its ending
 */
record Match(int complaint, BitSet words, BitSet languages, BitSet denying) {
  /** One found in one language. */
  static Match in(int language, int complaint, BitSet words, boolean denying) {
    BitSet languages = new BitSet();
    languages.set(language);
    return new Match(complaint, words, languages, denying ? languages : new BitSet());
  }

  /** Whether both say the same by the same words. */
  boolean isSame(Match other) {
    return complaint == other.complaint && words.equals(other.words);
  }

  /** Both as one. */
  Match and(Match other) {
    BitSet both = (BitSet) languages.clone();
    both.or(other.languages);
    BitSet bothDenying = (BitSet) denying.clone();
    bothDenying.or(other.denying);
    return new Match(complaint, words, both, bothDenying);
  }

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
