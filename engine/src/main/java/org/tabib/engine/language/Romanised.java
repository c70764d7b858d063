package org.tabib.engine.language;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Brings words of Indic languages in Latin script to one key, however they are spelt: {@code
 * bukhaar}, {@code bukhar} and {@code bhukar} meet, and with them बुखार, romanised as people type
 * it. A key is a coarse thing: look a word up as it is first, and by its key only when it is
 * unknown. Keys of fewer than {@value #SHORTEST} letters would meet everyday words of other
 * languages, so there are none.
 *
 * <p>Words are given in the form of {@link TextNormaliser#normalise}. Pure functions.
 */
public final class Romanised {
  /** Letters that a key has at least. */
  public static final int SHORTEST = 4;

  private Romanised() {}

  /**
   * The key of one word in Latin letters, to look a typed word up; empty for a word with any other
   * character and for one that is too short.
   */
  public static Optional<String> key(String word) {
    if (word.length() < SHORTEST || !isLatin(word)) {
      return Optional.empty();
    }
    String key = SoundFold.fold(word);
    return key.length() < SHORTEST ? Optional.empty() : Optional.of(key);
  }

  /**
   * All keys under which a known word is to be found: of a native word those of its romanisations,
   * and these themselves when they are not too short; of a word in Latin letters its own.
   */
  public static Set<String> keys(String word) {
    Set<String> keys = new LinkedHashSet<>();
    for (String spelling : spellings(word)) {
      // Short words meet at least when they are spelt with their long vowels: taap for ताप.
      if (spelling.length() >= SHORTEST) {
        keys.add(spelling);
      }
      key(spelling).ifPresent(keys::add);
    }
    if (keys.isEmpty()) {
      key(word).ifPresent(keys::add);
    }
    return keys;
  }

  /**
   * How people may write a native word in Latin letters, the likeliest first, long vowels doubled;
   * empty for a word that is not wholly in an Indic script.
   */
  public static Set<String> spellings(String word) {
    return Romaniser.spellings(word);
  }

  /**
   * The key of a whole phrase, word by word; short words keep a short key, since the words beside
   * them make up for it. Native words are romanised in their likeliest way. Empty for fewer than
   * {@value #SHORTEST} letters and for words in other scripts.
   */
  public static Optional<String> phraseKey(String phrase) {
    StringBuilder key = new StringBuilder(phrase.length());
    int letters = 0;
    for (String word : phrase.split(" ", -1)) {
      String latin = word;
      if (!isLatin(word)) {
        Set<String> spellings = spellings(word);
        if (spellings.isEmpty() && !isNumber(word)) {
          return Optional.empty();
        }
        latin = spellings.isEmpty() ? word : spellings.iterator().next();
      }
      String fold = SoundFold.fold(latin);
      letters += fold.length();
      key.append(key.isEmpty() ? "" : " ").append(fold);
    }
    return letters < SHORTEST ? Optional.empty() : Optional.of(key.toString());
  }

  static boolean isLatin(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
        return false;
      }
    }
    return !word.isEmpty();
  }

  private static boolean isNumber(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return !word.isEmpty();
  }
}
