package org.tabib.engine.language;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;

/**
 * Brings what people type to one form, so that comparing is plain equality: NFKC with case folding,
 * without zero-width, bidi and control characters and without the accents of Latin letters ({@code
 * não} and {@code nao} are one word), Indic nuktas, candrabindus and spelling variants folded,
 * digits of every script as ASCII, punctuation and emoji as single spaces, trimmed. An apostrophe
 * inside a word vanishes ({@code can't} and {@code cant} are one word). Idempotent.
 */
public final class TextNormaliser {
  private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
  private static final Normalizer2 DECOMPOSED = Normalizer2.getNFDInstance();
  private static final Normalizer2 COMPOSED = Normalizer2.getNFCInstance();
  private static final int BENGALI = 0x980;
  private static final int END_OF_LATIN = 0x250;

  private TextNormaliser() {}

  /** The normal form; empty when nothing readable is in the text. */
  public static String normalise(String text) {
    return normalise(text, "");
  }

  /** As {@link #normalise(String)}, but keeps these characters where they stand between digits. */
  static String normalise(String text, String keptBetweenDigits) {
    if (isAscii(text)) {
      return pass(asciiLower(text), keptBetweenDigits);
    }
    String before = text;
    // Removing a mark can bring two characters together that compose: repeat until nothing moves.
    for (int round = 0; round < 8; round++) {
      String after = round(before, keptBetweenDigits);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
    return before;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String asciiLower(String text) {
    // A NUL is no separator: it vanishes like every control but white space.
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        out.append(' ');
      } else if (!Character.isISOControl(c)) {
        out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
      }
    }
    return out.toString();
  }

  private static String round(String text, String kept) {
    String decomposed = DECOMPOSED.normalize(FOLD.normalize(withoutControls(text)));
    return COMPOSED.normalize(IndicVariants.fold(pass(decomposed, kept)));
  }

  private static String pass(String text, String kept) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean afterSpace = out.isEmpty() || out.charAt(out.length() - 1) == ' ';
      if (UCharacter.isDigit(c)) {
        out.append((char) ('0' + UCharacter.digit(c)));
      } else if (isMark(c)) {
        if (!afterSpace && !isDropped(c, out)) {
          out.appendCodePoint(withAnusvara(c));
        }
      } else if (UCharacter.isLetterOrDigit(c)) {
        out.appendCodePoint(c);
      } else if (isApostrophe(c) && !afterSpace && startsWithLetter(text, i)) {
        continue;
      } else if (kept.indexOf(c) >= 0 && endsWithDigit(out) && startsWithDigit(text, i)) {
        out.appendCodePoint(c);
      } else if (!afterSpace) {
        out.append(' ');
      }
    }
    int end = out.length();
    return end > 0 && out.charAt(end - 1) == ' ' ? out.substring(0, end - 1) : out.toString();
  }

  /** Marks that people leave out or put as they like. */
  private static boolean isDropped(int c, StringBuilder before) {
    int offset = IndicLetters.offset(c);
    if (IndicLetters.has(c)) {
      return offset == IndicLetters.NUKTA
          || offset == IndicLetters.VISARGA
          || (offset == IndicLetters.CANDRABINDU && IndicLetters.block(c) == BENGALI);
    }
    return Character.getType(c) == Character.ENCLOSING_MARK
        || (Character.getType(c) == Character.NON_SPACING_MARK
            && before.charAt(before.length() - 1) < END_OF_LATIN);
  }

  /** People write हाँ and हां for the same word. */
  private static int withAnusvara(int c) {
    return IndicLetters.has(c) && IndicLetters.offset(c) == IndicLetters.CANDRABINDU ? c + 1 : c;
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
