package org.tabib.engine.language;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes words of Indic scripts in Latin letters as people do in messages. ICU's transliterators
 * write the learned form, without the vowels that are not spoken and without the sounds that Tamil
 * and Bengali letters have by their place, and take long to load.
 */
final class Romaniser {
  private static final int DEVANAGARI = 0x900;
  private static final int BENGALI = 0x980;
  private static final int GURMUKHI = 0xA00;
  private static final int GUJARATI = 0xA80;
  private static final int TAMIL = 0xB80;
  private static final int TELUGU = 0xC00;

  /** The vowel that a consonant has by itself, until it is known whether it is spoken. */
  private static final char INHERENT = '@';

  /** Of Bengali letters: consonants below another one, with the vowel or the word behind them. */
  private static final Pattern BELOW_Y = Pattern.compile("(?<=[^aeiou@])y@");

  private static final Pattern BELOW_YAA = Pattern.compile("(?<=[^aeiou@])yaa");
  private static final Pattern BELOW_B = Pattern.compile("(?<=[^aeiou@m])b(?=[@aeiou])");
  private static final Pattern LIGHT_Y = Pattern.compile("(?<=[^aeiou@])y(?=@)");
  private static final Pattern CLUSTER_AT_END = Pattern.compile("[^aeiou@][^aeiouh@]h?@\\z");

  private Romaniser() {}

  static Set<String> spellings(String word) {
    if (word.isEmpty() || !word.codePoints().allMatch(IndicLetters::has)) {
      return Set.of();
    }
    int block = IndicLetters.block(word.codePointAt(0));
    Set<String> spellings = new LinkedHashSet<>();
    for (String letters : lettersOf(word, block)) {
      switch (block) {
        case TAMIL -> TamilSounds.spellings(written(letters, 'a')).forEach(spellings::add);
        case BENGALI -> bengali(letters, spellings);
        case DEVANAGARI, GURMUKHI, GUJARATI -> northern(letters, spellings);
        default -> spellings.add(written(letters, 'a'));
      }
    }
    return spellings;
  }

  /** Letter by letter; a nasal at the end is often left out, which gives two. */
  private static Set<String> lettersOf(String word, int block) {
    StringBuilder out = new StringBuilder();
    boolean open = false;
    for (int i = 0; i < word.length(); i++) {
      int c = word.charAt(i);
      @Nullable String consonant = IndicLetters.consonant(c);
      @Nullable String sign = IndicLetters.sign(c);
      @Nullable String vowel = IndicLetters.vowel(c);
      int offset = IndicLetters.offset(c);
      if (open && sign == null && offset != IndicLetters.VIRAMA && offset != IndicLetters.NUKTA) {
        out.append(INHERENT);
        open = false;
      }
      if (consonant != null) {
        out.append(block == TAMIL ? TamilSounds.letter(c, consonant) : consonant);
        open = !IndicLetters.isBare(c);
      } else if (sign != null) {
        out.append(sign);
        open = false;
      } else if (vowel != null) {
        out.append(vowel);
      } else if (offset == IndicLetters.ANUSVARA || offset == IndicLetters.CANDRABINDU) {
        out.append(block == TELUGU && i + 1 == word.length() ? 'm' : 'n');
      } else if (offset == IndicLetters.VIRAMA) {
        open = false;
      }
    }
    if (open) {
      out.append(INHERENT);
    }
    Set<String> letters = new LinkedHashSet<>();
    letters.add(out.toString());
    int last = IndicLetters.offset(word.charAt(word.length() - 1));
    boolean nasal = last == IndicLetters.ANUSVARA || last == IndicLetters.CANDRABINDU;
    if (nasal && block != TELUGU && out.length() > 1) {
      letters.add(out.substring(0, out.length() - 1));
    }
    return letters;
  }

  private static void northern(String letters, Set<String> spellings) {
    String spoken = written(SilentVowels.without(letters), 'a');
    spellings.add(spoken);
    spellings.add(written(letters, 'a'));
    if (spoken.contains("ksh")) {
      spellings.add(spoken.replace("ksh", "x"));
    }
    if (spoken.contains("jn")) {
      spellings.add(spoken.replace("jn", "gy"));
    }
    // Without its nukta, the flap of लड़का looks like d, and many write it r.
    int flap = spoken.indexOf('d', 1);
    if (flap > 0 && "nd".indexOf(spoken.charAt(flap - 1)) < 0) {
      spellings.add(spoken.substring(0, flap) + "r" + spoken.substring(flap + 1));
    }
  }

  /** The inherent vowel is o; a y or b below a consonant changes its vowel or is silent. */
  private static void bengali(String letters, Set<String> spellings) {
    String own = letters.startsWith("y") ? "j" + letters.substring(1) : letters;
    own = own.replace("ksh", "kkh");
    boolean cluster = own.endsWith("" + INHERENT) && CLUSTER_AT_END.matcher(own).find();
    String spoken = cluster ? own : SilentVowels.withoutLast(own);
    String below = replaced(spoken, BELOW_Y, "e");
    below = replaced(below, BELOW_YAA, "aa");
    below = replaced(below, BELOW_B, "").replace("oyaa", "waa");
    String light = replaced(replaced(spoken, LIGHT_Y, ""), BELOW_B, "w");
    for (String form : new String[] {below, light, spoken, SilentVowels.without(spoken)}) {
      spellings.add(written(form, 'o'));
      spellings.add(written(form, 'a'));
    }
  }

  private static String replaced(String letters, Pattern pattern, String by) {
    return pattern.matcher(letters).replaceAll(by);
  }

  private static String written(String letters, char inherent) {
    return letters.replace(INHERENT, inherent);
  }
}
