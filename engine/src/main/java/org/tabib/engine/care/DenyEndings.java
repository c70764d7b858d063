package org.tabib.engine.care;

import java.util.ArrayList;
import java.util.List;
import org.tabib.engine.language.TextNormaliser;

/** Endings that deny the word they are part of. */
final class DenyEndings {
  private static final int FIRST_BLOCK = 0x900;
  private static final int LAST_BLOCK = 0xD00;

  /** In every Indic block the sign of a vowel stands so far behind its letter: இ, ி. */
  private static final int TO_SIGN = 0x38;

  private DenyEndings() {}

  /** The endings as they look inside a word: a vowel that begins them is then a sign. */
  static List<String> of(List<String> endings) {
    List<String> all = new ArrayList<>();
    for (String ending : endings) {
      String normal = TextNormaliser.normalise(ending);
      // With a space in it, the last word denies what stands before it: that is a word of
      // denyAfter.
      if (!normal.isEmpty() && normal.indexOf(' ') < 0) {
        all.add(normal);
        char first = normal.charAt(0);
        int place = first & 0x7F;
        if (first >= FIRST_BLOCK && first < LAST_BLOCK && place > 5 && place <= 0x14) {
          all.add((char) (first + TO_SIGN) + normal.substring(1));
        }
      }
    }
    return List.copyOf(all);
  }
}
