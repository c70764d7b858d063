package org.tabib.engine.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Words of several languages with their meaning; where languages disagree, the one whose turn comes
 * first decides.
 */
final class Vocabulary<T> {
  private static final Pattern LETTER_DIGIT_SEAM =
      Pattern.compile("(?<=[0-9])(?=[\\p{L}])|(?<=[\\p{L}\\p{M}])(?=[0-9])");

  private final Map<String, T> meanings = new HashMap<>();

  void add(Collection<String> words, T meaning) {
    for (String word : words) {
      meanings.putIfAbsent(TextNormaliser.normalise(word), meaning);
    }
  }

  void addAll(Map<T, List<String>> words) {
    words.forEach((meaning, list) -> add(list, meaning));
  }

  void addNumbers(Map<String, List<String>> words, Function<BigDecimal, T> as) {
    words.forEach((number, list) -> add(list, as.apply(new BigDecimal(number))));
  }

  Optional<T> of(String word) {
    return Optional.ofNullable(meanings.get(word));
  }

  boolean has(String word) {
    return meanings.containsKey(word);
  }

  static Set<String> set(Collection<String> words) {
    Set<String> set = new HashSet<>();
    words.forEach(word -> set.add(TextNormaliser.normalise(word)));
    return set;
  }

  /** Words of a short answer, "34yrs" as two of them; empty for anything longer than an answer. */
  static List<String> words(String text, String keptBetweenDigits) {
    if (text.length() > 200) {
      return new ArrayList<>();
    }
    String normal = TextNormaliser.normalise(text, keptBetweenDigits);
    String spaced = LETTER_DIGIT_SEAM.matcher(normal).replaceAll(" ");
    return spaced.isEmpty()
        ? new ArrayList<>()
        : new ArrayList<>(Arrays.asList(spaced.split(" ", -1)));
  }
}
