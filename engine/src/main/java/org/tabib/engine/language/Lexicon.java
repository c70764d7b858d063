package org.tabib.engine.language;

import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All words of the reading files. Words of an answer that none of them has are replaced by the one
 * that they are another spelling of: romanised words by their key, words of Indic scripts by the
 * day or part of a day that they begin with (காலையில்).
 */
final class Lexicon {
  private static final Pattern LETTER_DIGIT_SEAM =
      Pattern.compile("(?<=[0-9])(?=[\\p{L}])|(?<=[\\p{L}\\p{M}])(?=[0-9])");
  private static final int LONGEST_TEXT = 200;
  private static final int SHORTEST_STEM = 4;
  private static final int LONGEST_ENDING = 6;

  private final Set<String> known = new HashSet<>();
  private final Map<String, String> byKey = new HashMap<>();
  private final Set<String> stems = new HashSet<>();

  /** Each language's readers ask for the forms of the same phrases, in another order. */
  private final Map<String, Set<String>> forms = new HashMap<>();

  /** The files in order; only languages with a script of their own are written in two. */
  Lexicon(Map<Language, ReadingFile> files) {
    List<String> romanised = new ArrayList<>();
    List<String> natives = new ArrayList<>();
    files.forEach(
        (language, file) -> {
          file.times().forEach(phrase -> stems.addAll(words(phrase)));
          for (String phrase : file.all()) {
            for (String word : words(phrase)) {
              known.add(word);
              if (hasOwnScript(language)) {
                (word.charAt(0) < 0x80 ? romanised : natives).add(word);
              }
            }
          }
        });
    stems.removeIf(stem -> stem.length() < SHORTEST_STEM || !IndicLetters.has(stem.charAt(0)));
    romanised.forEach(this::index);
    natives.forEach(this::index);
  }

  /** Whether people write the language both in its own script and in Latin letters. */
  static boolean hasOwnScript(Language language) {
    return !ULocale.addLikelySubtags(language.locale()).getScript().equals("Latn");
  }

  private void index(String word) {
    Romanised.keys(word).forEach(key -> byKey.putIfAbsent(key, word));
  }

  private static List<String> words(String phrase) {
    String normal = TextNormaliser.normalise(phrase);
    return normal.isEmpty() ? List.of() : List.of(normal.split(" ", -1));
  }

  /**
   * The words of a short answer, "34yrs" as two of them, each in a known spelling where there is
   * one; none for a text that is longer than an answer.
   */
  List<String> read(String text, String keptBetweenDigits) {
    if (text.length() > LONGEST_TEXT) {
      return List.of();
    }
    String normal = TextNormaliser.normalise(text, keptBetweenDigits);
    String spaced = normal;
    if (hasDigit(normal)) {
      spaced = LETTER_DIGIT_SEAM.matcher(normal).replaceAll(" ");
    }
    List<String> words = new ArrayList<>();
    for (int start = 0; start < spaced.length(); ) {
      int end = spaced.indexOf(' ', start);
      end = end < 0 ? spaced.length() : end;
      words.add(canonical(spaced.substring(start, end)));
      start = end + 1;
    }
    return words;
  }

  private static boolean hasDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  /** The word itself when it is known or nothing is like it. */
  private String canonical(String word) {
    if (known.contains(word)) {
      return word;
    }
    if (IndicLetters.has(word.charAt(0))) {
      int shortest = Math.max(SHORTEST_STEM, word.length() - LONGEST_ENDING);
      for (int length = word.length() - 1; length >= shortest; length--) {
        if (stems.contains(word.substring(0, length))) {
          return word.substring(0, length);
        }
      }
      return word;
    }
    return spelling(word);
  }

  private String spelling(String word) {
    String whole = byKey.get(word);
    if (whole != null) {
      return whole;
    }
    Optional<String> key = Romanised.key(word);
    return key.isEmpty() ? word : byKey.getOrDefault(key.get(), word);
  }

  /**
   * The forms in which a listed phrase can come out of {@link #read}: as listed, and as its words
   * come out when they are spelt otherwise.
   */
  Set<String> forms(String phrase) {
    return forms.computeIfAbsent(phrase, this::formsOf);
  }

  /** Once all readers are built, nobody asks for forms any more. */
  void complete() {
    forms.clear();
  }

  private Set<String> formsOf(String phrase) {
    List<String> words = words(phrase);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(String.join(" ", words));
    List<String> others = new ArrayList<>();
    for (String word : words) {
      Set<String> keys = Romanised.keys(word);
      others.add(keys.stream().map(byKey::get).filter(o -> o != null).findFirst().orElse(word));
    }
    if (words.size() > 1) {
      forms.add(String.join(" ", others));
    }
    return forms;
  }
}
