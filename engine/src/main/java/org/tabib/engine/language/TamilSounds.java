package org.tabib.engine.language;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tamil writes one letter for k and g, ch, s and j, t and d, p and b; which is heard depends on the
 * place in the word. Some people write the letter, others the sound, so there are two spellings.
 */
final class TamilSounds {
  private static final int ALVEOLAR_R = 0xBB1;

  private TamilSounds() {}

  /** The letter, with a sign of its own (R) for ற, which doubles and follows n in its own way. */
  static String letter(int c, String romanised) {
    return c == ALVEOLAR_R ? "R" : romanised;
  }

  /** Spellings of a word whose letters are romanised one by one. */
  static Set<String> spellings(String letters) {
    Set<String> spellings = new LinkedHashSet<>();
    String sound = voiced(letters).replace("nR", "ndr").replace("RR", "tr").replace('R', 'r');
    String plain = letters.replace('R', 'r');
    if (letters.startsWith("ch")) {
      spellings.add("s" + sound.substring(2));
      spellings.add("s" + plain.substring(2));
    }
    spellings.add(sound);
    spellings.add(plain);
    return spellings;
  }

  private static String voiced(String word) {
    StringBuilder out = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      int next = i + (c == 'c' ? 2 : 1);
      boolean nasal = i > 0 && (word.charAt(i - 1) == 'n' || word.charAt(i - 1) == 'm');
      boolean between =
          i > 0
              && isVowel(word.charAt(i - 1))
              && next < word.length()
              && isVowel(word.charAt(next));
      if (c == 'c') {
        out.append(nasal ? "j" : between ? "s" : "ch");
        i++;
      } else if (nasal || between) {
        out.append(c == 'k' ? 'g' : c == 't' ? 'd' : c == 'p' ? 'b' : c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isVowel(char c) {
    return "aeiou".indexOf(c) >= 0;
  }
}
