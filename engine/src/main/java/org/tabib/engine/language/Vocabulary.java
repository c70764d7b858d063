package org.tabib.engine.language;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Words and phrases of several languages with their meaning; where languages disagree, the one
 * whose turn comes first decides.
 */
final class Vocabulary<T> {
  private final Lexicon lexicon;
  private final Map<String, T> meanings = new HashMap<>();

  /** Words that a phrase of several begins with; without one of them none needs be tried. */
  private final Set<String> starts = new HashSet<>();

  private int longest = 1;

  Vocabulary(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** A meaning, and how many words it took. */
  record Match<T>(T meaning, int words) {}

  void add(Collection<String> phrases, T meaning) {
    for (String phrase : phrases) {
      for (String form : lexicon.forms(phrase)) {
        if (form.isEmpty()) {
          continue;
        }
        meanings.putIfAbsent(form, meaning);
        int space = form.indexOf(' ');
        if (space > 0) {
          starts.add(form.substring(0, space));
          longest = Math.max(longest, (int) form.chars().filter(c -> c == ' ').count() + 1);
        }
      }
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

  /** The longest phrase that begins at this word; null when none does. */
  @Nullable Match<T> at(List<String> words, int start) {
    if (start < 0 || start >= words.size()) {
      return null;
    }
    if (starts.contains(words.get(start))) {
      for (int length = Math.min(longest, words.size() - start); length > 1; length--) {
        @Nullable T meaning = meanings.get(String.join(" ", words.subList(start, start + length)));
        if (meaning != null) {
          return new Match<>(meaning, length);
        }
      }
    }
    @Nullable T meaning = meanings.get(words.get(start));
    return meaning == null ? null : new Match<>(meaning, 1);
  }

  /** The longest phrase that ends before this word; null when none does. */
  @Nullable Match<T> before(List<String> words, int end) {
    for (int start = Math.max(0, end - longest); start < end; start++) {
      @Nullable Match<T> match = at(words, start);
      if (match != null && start + match.words() == end) {
        return match;
      }
    }
    return null;
  }

  static Set<String> set(Collection<String> words) {
    Set<String> set = new HashSet<>();
    words.forEach(word -> set.add(TextNormaliser.normalise(word)));
    return set;
  }
}
