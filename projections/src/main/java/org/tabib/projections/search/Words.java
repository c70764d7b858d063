package org.tabib.projections.search;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.ArrayList;
import java.util.List;
import org.tabib.engine.language.TextNormaliser;

/**
 * The words of a text in the order in which they stand, in the same normal form as everywhere in
 * the engine, each with its place in the text as it was written. Index, query and verification cut
 * and normalise alike: that is all that finding rests on.
 */
final class Words {
  private static final int DRAWN_OUT = 3;

  private Words() {}

  static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < text.length(); ) {
      int end = endOfWord(text, i);
      if (end == i) {
        i += Character.charCount(text.codePointAt(i));
      } else {
        add(words, text, i, end);
        i = end;
      }
    }
    return words;
  }

  private static void add(List<Word> words, String text, int start, int end) {
    String normal = normal(text.substring(start, end));
    if (normal.isEmpty()) {
      return;
    }
    // Some characters stand for several words (℡ for "tel"): all of them are at the same place.
    int from = 0;
    for (int space = normal.indexOf(' '); space >= 0; space = normal.indexOf(' ', from)) {
      words.add(new Word(forms(normal.substring(from, space)), start, end));
      from = space + 1;
    }
    words.add(new Word(forms(normal.substring(from)), start, end));
  }

  private static int endOfWord(String text, int start) {
    int end = start;
    for (int i = start; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (belongs(c)) {
        end = i;
      } else if (end == start || !isApostrophe(c) || !startsWithLetter(text, i)) {
        break;
      }
    }
    return end;
  }

  /** Whether it is a part of words: letters, digits, marks, and what is invisible within them. */
  private static boolean belongs(int c) {
    if (c < 0x80) {
      return isAsciiLetterOrDigit(c);
    }
    if (Character.isLetterOrDigit(c)) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      case Character.OTHER_SYMBOL, Character.OTHER_NUMBER, Character.LETTER_NUMBER ->
          !TextNormaliser.normalise(Character.toString(c)).isEmpty();
      default -> UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    };
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '’' || c == '‘' || c == '`' || c == '´';
  }

  private static boolean startsWithLetter(String text, int at) {
    return at < text.length() && Character.isLetter(text.codePointAt(at));
  }

  private static boolean isAsciiLetterOrDigit(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /** Most words are plain ASCII, whose normal form is lower case: normalising costs ten times. */
  private static String normal(String word) {
    StringBuilder lower = null;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!isAsciiLetterOrDigit(c)) {
        return TextNormaliser.normalise(word);
      }
      if (c >= 'A' && c <= 'Z') {
        lower = lower == null ? new StringBuilder(word) : lower;
        lower.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return lower == null ? word : lower.toString();
  }

  /**
   * People draw letters out ("pleeease", "goood"). No word has the same letter three times in a
   * row, but whether one or two were meant cannot be seen: both are tried.
   */
  private static List<WordForm> forms(String word) {
    if (!drawnOut(word)) {
      return List.of(WordForm.of(word));
    }
    return List.of(WordForm.of(shortened(word, 1)), WordForm.of(shortened(word, 2)));
  }

  private static boolean drawnOut(String word) {
    int run = 1;
    for (int i = 1; i < word.length(); i++) {
      run = word.charAt(i) == word.charAt(i - 1) ? run + 1 : 1;
      if (run == DRAWN_OUT && Character.isLetter(word.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String shortened(String word, int kept) {
    StringBuilder out = new StringBuilder(word.length());
    int run = 0;
    for (int i = 0; i < word.length(); i = i + run) {
      char c = word.charAt(i);
      run = 1;
      while (i + run < word.length() && word.charAt(i + run) == c) {
        run++;
      }
      boolean cut = run >= DRAWN_OUT && Character.isLetter(c);
      out.repeat(c, cut ? kept : run);
    }
    return out.toString();
  }
}
