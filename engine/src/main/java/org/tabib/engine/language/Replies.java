package org.tabib.engine.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whole messages and what they answer, by language. */
final class Replies {
  private final Map<String, Map<String, Reply>> byLanguage = new HashMap<>();
  private final Map<String, Reply> anywhere = new HashMap<>();

  void add(Language language, @Nullable Map<Reply, List<String>> phrases) {
    if (phrases == null) {
      return;
    }
    Map<String, Reply> own = byLanguage.computeIfAbsent(language.tag(), tag -> new HashMap<>());
    for (Reply reply : Reply.values()) {
      for (String phrase : phrases.getOrDefault(reply, List.of())) {
        String normal = WordsFile.normalOrSymbols(phrase);
        own.putIfAbsent(normal, reply);
        anywhere.putIfAbsent(normal, reply);
      }
    }
  }

  /** What one of these forms of a message answers; the preferred language goes first. */
  Optional<Reply> of(List<String> forms, Language preferred) {
    Map<String, Reply> own = byLanguage.getOrDefault(preferred.tag(), Map.of());
    return first(forms, own).or(() -> first(forms, anywhere));
  }

  private static Optional<Reply> first(List<String> forms, Map<String, Reply> phrases) {
    for (String form : forms) {
      @Nullable Reply reply = phrases.get(form);
      if (reply != null) {
        return Optional.of(reply);
      }
    }
    return Optional.empty();
  }
}
