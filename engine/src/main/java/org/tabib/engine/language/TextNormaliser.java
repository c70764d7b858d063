package org.tabib.engine.language;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;

/**
 * Brings what people type to one form, so that comparing is plain equality: NFKC with case folding,
 * without zero-width, bidi and control characters, Indic nuktas and the Devanagari candrabindu
 * folded, digits of every script as ASCII, punctuation and emoji as single spaces, trimmed. An
 * apostrophe inside a word vanishes ({@code can't} and {@code cant} are one word). Idempotent.
 */
public final class TextNormaliser {
  private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
  private static final int CANDRABINDU = 0x901;
  private static final int ANUSVARA = 0x902;

  private TextNormaliser() {}

  /** The normal form; empty when nothing readable is in the text. */
  public static String normalise(String text) {
    return normalise(text, "");
  }

  /** As {@link #normalise(String)}, but keeps these characters where they stand between digits. */
  static String normalise(String text, String keptBetweenDigits) {
    String before = text;
    // Removing a mark can bring two characters together that compose: repeat until nothing moves.
    for (int round = 0; round < 8; round++) {
      String after = pass(before, keptBetweenDigits);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
    return before;
  }

  private static String pass(String text, String kept) {
    String folded = FOLD.normalize(withoutControls(text));
    StringBuilder out = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); ) {
      int c = folded.codePointAt(i);
      i += Character.charCount(c);
      boolean afterSpace = out.isEmpty() || out.charAt(out.length() - 1) == ' ';
      if (UCharacter.isDigit(c)) {
        out.append((char) ('0' + UCharacter.digit(c)));
      } else if (isMark(c)) {
        if (!afterSpace && !isNukta(c) && Character.getType(c) != Character.ENCLOSING_MARK) {
          // People write हाँ and हां for the same word.
          out.appendCodePoint(c == CANDRABINDU ? ANUSVARA : c);
        }
      } else if (UCharacter.isLetterOrDigit(c)) {
        out.appendCodePoint(c);
      } else if (isApostrophe(c) && !afterSpace && startsWithLetter(folded, i)) {
        continue;
      } else if (kept.indexOf(c) >= 0 && endsWithDigit(out) && startsWithDigit(folded, i)) {
        out.appendCodePoint(c);
      } else if (!afterSpace) {
        out.append(' ');
      }
    }
    int end = out.length();
    return end > 0 && out.charAt(end - 1) == ' ' ? out.substring(0, end - 1) : out.toString();
  }

  private static String withoutControls(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || c == 0x85 || Character.getType(c) == Character.SURROGATE) {
        out.append(' ');
      } else if (c == '´') {
        // Its compatibility form is a space with an accent; people type it for an apostrophe.
        out.append('\'');
      } else if (!Character.isISOControl(c)
          && !UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
          && Character.getType(c) != Character.FORMAT) {
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  /** The Indic blocks are laid out alike: the nukta is at offset 3C of each. */
  private static boolean isNukta(int c) {
    return c >= 0x900 && c < 0xD80 && (c & 0x7F) == 0x3C;
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '’' || c == '‘' || c == '`';
  }

  private static boolean startsWithLetter(String text, int at) {
    return at < text.length() && UCharacter.isLetter(text.codePointAt(at));
  }

  private static boolean startsWithDigit(String text, int at) {
    return at < text.length() && UCharacter.isDigit(text.codePointAt(at));
  }

  private static boolean endsWithDigit(StringBuilder text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
  }
}
