package org.tabib.engine.language;

import org.jspecify.annotations.Nullable;

/**
 * The letters of the Indic blocks of Unicode, which are laid out alike (after ISCII): a letter has
 * the same offset in Devanagari, Bengali, Tamil, Telugu and their sisters. Long vowels are doubled
 * as people type them.
 */
final class IndicLetters {
  static final int CANDRABINDU = 0x01;
  static final int ANUSVARA = 0x02;
  static final int VISARGA = 0x03;
  static final int NUKTA = 0x3C;
  static final int VIRAMA = 0x4D;

  private static final int FIRST = 0x900;
  private static final int END = 0xD80;
  private static final int FIRST_VOWEL = 0x05;
  private static final int FIRST_CONSONANT = 0x15;
  private static final int FIRST_SIGN = 0x3E;
  private static final int FIRST_MARKED = 0x58;
  private static final int BENGALI_KHANDA_TA = 0x9CE;

  private static final String[] VOWELS = "a aa i ee u oo ri li e e e ai o o o au".split(" ", -1);
  private static final String[] CONSONANTS =
      ("k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l zh v sh sh s h")
          .split(" ", -1);
  private static final String[] SIGNS = "aa i ee u oo ri ri e e e ai o o o au".split(" ", -1);

  /** Consonants with a nukta of their own, which normalisation takes apart. */
  private static final String[] MARKED = "k kh g j r rh f y".split(" ", -1);

  private IndicLetters() {}

  /** Whether the character is of an Indic block. */
  static boolean has(int c) {
    return c >= FIRST && c < END;
  }

  /** Where the character stands in its block. */
  static int offset(int c) {
    return c & 0x7F;
  }

  /** The block, as the code of its first character; Devanagari is 0x900. */
  static int block(int c) {
    return c & ~0x7F;
  }

  /** A vowel that stands alone, romanised; null for any other character. */
  static @Nullable String vowel(int c) {
    int at = offset(c);
    return at == 0x60 ? "ri" : of(VOWELS, at - FIRST_VOWEL);
  }

  /** A consonant without its vowel, romanised; null for any other character. */
  static @Nullable String consonant(int c) {
    int at = offset(c);
    if (c == BENGALI_KHANDA_TA) {
      return "t";
    }
    return at >= FIRST_MARKED
        ? of(MARKED, at - FIRST_MARKED)
        : of(CONSONANTS, at - FIRST_CONSONANT);
  }

  /** A vowel sign, romanised; null for any other character. */
  static @Nullable String sign(int c) {
    return offset(c) == 0x57 ? "au" : of(SIGNS, offset(c) - FIRST_SIGN);
  }

  /** Whether the letter never carries the vowel that other consonants have by themselves. */
  static boolean isBare(int c) {
    return c == BENGALI_KHANDA_TA;
  }

  private static @Nullable String of(String[] letters, int index) {
    return index >= 0 && index < letters.length ? letters[index] : null;
  }
}
