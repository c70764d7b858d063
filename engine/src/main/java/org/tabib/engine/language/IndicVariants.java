package org.tabib.engine.language;

/**
 * Folds letters of Indic scripts that are written in more than one way for one word: the nasal
 * before a consonant (हिन्दी, हिंदी), vowels put together from a letter and a sign, the glide
 * before a vowel (गयी, गई), Bengali's ta without a vowel, Tamil's au written as two letters.
 */
final class IndicVariants {
  private static final char SIGN_AA = 0x3E;
  private static final int BENGALI = 0x980;
  private static final int TAMIL = 0xB80;

  private IndicVariants() {}

  /** Folds decomposed text (NFD) without nuktas; composed text comes out of NFC afterwards. */
  static String fold(CharSequence text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!IndicLetters.has(c)) {
        out.append(c);
        continue;
      }
      switch (c) {
        case 'ৎ' -> out.append("ত্");
        case 'ஔ' -> out.append("ஒள");
        case 'ௗ' -> out.append('ள');
        case 'ஶ' -> out.append('ஸ');
        case 'ऍ' -> out.append('ॲ');
        default -> letter(text, i, out);
      }
    }
    return out.toString();
  }

  private static void letter(CharSequence text, int i, StringBuilder out) {
    char c = text.charAt(i);
    int block = IndicLetters.block(c);
    if (nasalBeforeStop(text, i, block)) {
      out.append((char) (block + IndicLetters.ANUSVARA));
    } else if (isVirama(c) && !out.isEmpty() && isAnusvaraOf(text, i, out)) {
      // The virama of the nasal that has just become an anusvara.
      return;
    } else if (c == 'य' && glide(text, i) != 0) {
      out.append(glide(text, i));
    } else if ((isSign(text, i - 1, 'य')) && i > 1 && glide(text, i - 1) != 0) {
      return;
    } else if (joins(c, out)) {
      join(c, out);
    } else {
      out.append(c);
    }
  }

  private static boolean isAnusvaraOf(CharSequence text, int virama, StringBuilder out) {
    return IndicLetters.offset(out.charAt(out.length() - 1)) == IndicLetters.ANUSVARA
        && IndicLetters.offset(text.charAt(virama - 1)) != IndicLetters.ANUSVARA;
  }

  /** A nasal consonant without a vowel before one of the 20 stops; Bengali has it for ng only. */
  private static boolean nasalBeforeStop(CharSequence text, int i, int block) {
    if (block == TAMIL || i + 2 >= text.length() || !isVirama(text.charAt(i + 1))) {
      return false;
    }
    int offset = IndicLetters.offset(text.charAt(i));
    int next = IndicLetters.offset(text.charAt(i + 2));
    boolean stop =
        IndicLetters.has(text.charAt(i + 2)) && next >= 0x15 && next <= 0x2D && !isNasal(next);
    return stop && isNasal(offset) && (block != BENGALI || offset == 0x19);
  }

  private static boolean isNasal(int offset) {
    return offset == 0x19 || offset == 0x1E || offset == 0x23 || offset == 0x28 || offset == 0x2E;
  }

  /** The vowel that Hindi writes with or without a glide (ये, यी inside a word); 0 for none. */
  private static char glide(CharSequence text, int i) {
    boolean inside = i > 0 && IndicLetters.has(text.charAt(i - 1)) && !isVirama(text.charAt(i - 1));
    if (!inside || i + 1 >= text.length()) {
      return 0;
    }
    return switch (text.charAt(i + 1)) {
      case 'े' -> 'ए';
      case 'ी' -> 'ई';
      default -> 0;
    };
  }

  private static boolean isSign(CharSequence text, int i, char letter) {
    return i >= 0 && text.charAt(i) == letter;
  }

  /** A sign after an independent vowel, typed for one letter: अ and ा for आ. */
  private static boolean joins(char c, StringBuilder out) {
    if (out.isEmpty() || !IndicLetters.has(out.charAt(out.length() - 1))) {
      return false;
    }
    char before = out.charAt(out.length() - 1);
    return joined(before, c) != 0;
  }

  private static void join(char c, StringBuilder out) {
    int last = out.length() - 1;
    out.setCharAt(last, joined(out.charAt(last), c));
  }

  private static char joined(char vowel, char sign) {
    int block = IndicLetters.block(vowel);
    if (block != IndicLetters.block(sign)) {
      return 0;
    }
    if (IndicLetters.offset(vowel) == 0x05 && IndicLetters.offset(sign) == SIGN_AA) {
      return (char) (block + 0x06);
    }
    return switch ("" + vowel + sign) {
      case "अॅ" -> 'ॲ';
      case "अॉ", "आॅ" -> 'ऑ';
      case "अो", "आे" -> 'ओ';
      case "अौ", "आै" -> 'औ';
      case "एे" -> 'ऐ';
      default -> 0;
    };
  }

  private static boolean isVirama(char c) {
    return IndicLetters.has(c) && IndicLetters.offset(c) == IndicLetters.VIRAMA;
  }
}
