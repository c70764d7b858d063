package org.tabib.engine.language;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whole messages and the word that they mean, as written and by the key of romanised phrases. */
final class Phrasebook {
  private final Map<String, Word> exact = new HashMap<>();
  private final Map<String, Word> byKey = new HashMap<>();

  /** Keys that phrases of different meanings share, which therefore mean nothing. */
  private final Set<String> shared = new HashSet<>();

  void add(String phrase, Word word, boolean romanised) {
    exact.putIfAbsent(phrase, word);
    if (!romanised) {
      return;
    }
    Set<String> keys = new HashSet<>();
    if (phrase.indexOf(' ') < 0) {
      keys.addAll(Romanised.keys(phrase));
    }
    Romanised.phraseKey(phrase).ifPresent(keys::add);
    for (String key : keys) {
      @Nullable Word other = byKey.putIfAbsent(key, word);
      if (other != null && other != word) {
        shared.add(key);
      }
    }
  }

  /** Adds what another one has and this one has not. */
  void addAll(Phrasebook other) {
    other.exact.forEach(exact::putIfAbsent);
    other.byKey.forEach(
        (key, word) -> {
          @Nullable Word mine = byKey.putIfAbsent(key, word);
          if (mine != null && mine != word) {
            shared.add(key);
          }
        });
    shared.addAll(other.shared);
  }

  Optional<Word> of(String phrase) {
    return Optional.ofNullable(exact.get(phrase));
  }

  /** By the key of the phrase; empty for what is not romanised. */
  Optional<Word> spelt(String phrase) {
    return Romanised.phraseKey(phrase).filter(key -> !shared.contains(key)).map(byKey::get);
  }
}
