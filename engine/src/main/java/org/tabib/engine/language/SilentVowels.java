package org.tabib.engine.language;

/**
 * Tells which inherent vowels (@) of a northern Indian word are not spoken: the one at the end, and
 * one between a vowel with its consonant and a consonant with its vowel (k@m@jori is kamjori).
 */
final class SilentVowels {
  private SilentVowels() {}

  /** Without all that are silent. */
  static String without(String letters) {
    StringBuilder word = new StringBuilder(withoutLast(letters));
    for (int i = word.length() - 2; i > 1; i--) {
      if (word.charAt(i) == '@' && closes(word, i - 1) && opens(word, i + 1)) {
        word.deleteCharAt(i);
      }
    }
    return word.toString();
  }

  /** Without the one at the end, if the word has another vowel. */
  static String withoutLast(String letters) {
    boolean another =
        letters.chars().limit(Math.max(0, letters.length() - 1)).anyMatch(c -> isVowel((char) c));
    return letters.endsWith("@") && another ? letters.substring(0, letters.length() - 1) : letters;
  }

  /** One consonant, with its h, ends here after a vowel. */
  private static boolean closes(StringBuilder word, int end) {
    int before = end;
    while (before > 0 && word.charAt(before) == 'h') {
      before--;
    }
    if (before > 0 && word.charAt(before) == 'c') {
      before--;
    } else if (!isVowel(word.charAt(before))) {
      before--;
    }
    return before >= 0 && before < end && isVowel(word.charAt(before));
  }

  /** One consonant, with its h, begins here before a vowel. */
  private static boolean opens(StringBuilder word, int start) {
    if (isVowel(word.charAt(start))) {
      return false;
    }
    int after = start + 1;
    while (after < word.length() && word.charAt(after) == 'h') {
      after++;
    }
    return after < word.length() && isVowel(word.charAt(after));
  }

  private static boolean isVowel(char c) {
    return c == '@' || c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
  }
}
