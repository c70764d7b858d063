package org.tabib.engine.language;

/**
 * Folds the spellings that Latin letters allow for one Indic sound: length of vowels, aspiration,
 * doubled consonants, the nasal before a consonant, the short vowel at the end. Idempotent.
 */
final class SoundFold {
  private static final String VOWELS = "aeiou";

  private SoundFold() {}

  /** The fold of a word of a to z; other characters stay. */
  static String fold(String word) {
    String before = word;
    // Folding can bring letters together that fold again: repeat until nothing moves.
    for (int round = 0; round < 8; round++) {
      String after = withoutFinalA(single(vowels(consonants(before))));
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
    return before;
  }

  private static String consonants(String word) {
    StringBuilder out = new StringBuilder(word.length() + 2);
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      char next = at(word, i + 1);
      switch (c) {
        case 'h' -> {
          boolean aspirates = i > 0 && !isVowel(at(word, i - 1)) && at(word, i - 1) != 'h';
          boolean silent = i + 1 == word.length() && i > 0;
          if (!aspirates && !silent && at(word, i - 1) != 'h') {
            out.append('h');
          }
        }
        case 'c' -> {
          if (next == 'h') {
            out.append("ch");
          } else if (next != 'c' && next != 'k') {
            out.append(next == 'e' || next == 'i' || next == 'y' ? 's' : 'k');
          }
        }
        case 'z' -> out.append(next == 'h' ? 'l' : 'j');
        case 'f' -> out.append('p');
        case 'q' -> out.append('k');
        case 'w' -> out.append('v');
        case 'x' -> out.append("ks");
        case 'm' -> out.append("kgcjtdsn".indexOf(next) >= 0 ? 'n' : 'm');
        case 'n' -> out.append(next == 'p' || next == 'b' || next == 'f' ? 'm' : 'n');
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private static String vowels(String word) {
    StringBuilder out = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      char next = at(word, i + 1);
      boolean afterVowel = !out.isEmpty() && isVowel(out.charAt(out.length() - 1));
      if (isVowel(c) && c == next) {
        while (at(word, i + 1) == c) {
          i++;
        }
        out.append(c == 'e' ? 'i' : c == 'o' ? 'u' : c);
      } else if (c == 'y' && afterVowel && glides(out.charAt(out.length() - 1), next)) {
        // gayi and gai, diya and dia; before a consonant it sounds as i (kaychal, kaichal).
        if (!isVowel(next)) {
          out.append('i');
        }
      } else if (c == 'v' && afterVowel && out.charAt(out.length() - 1) == 'u' && isVowel(next)) {
        continue;
      } else {
        out.append(c);
      }
    }
    return diphthongs(out);
  }

  private static boolean glides(char before, char next) {
    return !isVowel(next) || next == 'i' || before == 'i';
  }

  private static String diphthongs(StringBuilder word) {
    StringBuilder out = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      char next = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
      if ((c == 'a' || c == 'e') && next == 'i') {
        out.append('e');
        i++;
      } else if ((c == 'a' || c == 'o') && next == 'u') {
        out.append('o');
        i++;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String single(String word) {
    StringBuilder out = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean again = !out.isEmpty() && out.charAt(out.length() - 1) == c && !isVowel(c);
      boolean chAgain = c == 'c' && out.length() > 1 && endsWithCh(out) && at(word, i + 1) == 'h';
      if (chAgain) {
        i++;
      } else if (!again) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean endsWithCh(StringBuilder out) {
    return out.charAt(out.length() - 2) == 'c' && out.charAt(out.length() - 1) == 'h';
  }

  private static String withoutFinalA(String word) {
    return word.length() > Romanised.SHORTEST
            && word.endsWith("a")
            && !isVowel(word.charAt(word.length() - 2))
        ? word.substring(0, word.length() - 1)
        : word;
  }

  private static char at(String word, int index) {
    return index >= 0 && index < word.length() ? word.charAt(index) : ' ';
  }

  private static boolean isVowel(char c) {
    return VOWELS.indexOf(c) >= 0;
  }
}
