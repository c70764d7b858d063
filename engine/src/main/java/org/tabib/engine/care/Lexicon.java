package org.tabib.engine.care;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.language.TextNormaliser;

/**
 * The words of one language's phrases as numbers. All spellings of a word have its number. A word
 * that only stands in phrases has its own number and that of the stem it begins with: in "வயிறு
 * வலிக்குது" it is found by phrases with just this word and by those with the stem of pain.
 */
final class Lexicon {
  static final int UNKNOWN = -1;
  private static final int SHORTEST_STEM = 3;

  private final Map<String, Integer> words = new HashMap<>();
  private final Map<String, Integer> stems = new HashMap<>();
  private final Set<String> spelled;
  private int last = UNKNOWN;

  Lexicon(Map<String, List<String>> spellings) {
    spellings.keySet().forEach(word -> number(TextNormaliser.normalise(word), false));
    Set<String> canonical = Set.copyOf(words.keySet());
    spellings.forEach((word, others) -> spell(word, others, canonical));
    this.spelled = new HashSet<>(words.keySet());
  }

  /** A word that has spellings of its own stays itself where another word lists it too. */
  private void spell(String word, List<String> others, Set<String> canonical) {
    int number = number(TextNormaliser.normalise(word), false);
    for (String other : others) {
      String normal = TextNormaliser.normalise(other);
      if (other.endsWith("*")) {
        stems.put(normal, number);
      } else if (!canonical.contains(normal)) {
        words.put(normal, number);
      }
    }
  }

  /** The number of a word of a phrase, a new one if need be. */
  int number(String word, boolean stem) {
    Map<String, Integer> numbers = stem ? stems : words;
    @Nullable Integer known = numbers.get(word);
    if (known == null) {
      numbers.put(word, ++last);
      return last;
    }
    return known;
  }

  /** All words that are written out. */
  Set<String> words() {
    return words.keySet();
  }

  /** The number of the first of these words that is one of ours, else of the first one's stem. */
  int number(List<String> candidates) {
    for (String candidate : candidates) {
      @Nullable Integer number = words.get(candidate);
      if (number != null) {
        return number;
      }
    }
    return stem(candidates.get(0));
  }

  /** The number of the stem of a word that only stands in phrases; for others unknown. */
  int secondNumber(String word) {
    return words.containsKey(word) && !spelled.contains(word) ? stem(word) : UNKNOWN;
  }

  private int stem(String word) {
    for (int length = word.length(); !stems.isEmpty() && length >= SHORTEST_STEM; length--) {
      @Nullable Integer number = stems.get(word.substring(0, length));
      if (number != null) {
        return number;
      }
    }
    return UNKNOWN;
  }
}
