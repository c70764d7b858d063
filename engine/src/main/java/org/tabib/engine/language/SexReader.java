package org.tabib.engine.language;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a sex from a word for it, with or without a sentence around ("I am a woman"). */
final class SexReader {
  private final Vocabulary<Sex> words = new Vocabulary<>();
  private final Set<String> ignore = new HashSet<>();

  SexReader(List<ReadingFile> files) {
    for (ReadingFile file : files) {
      words.addAll(file.sex().words());
      ignore.addAll(Vocabulary.set(file.sex().ignore()));
    }
  }

  Optional<Sex> read(String text) {
    List<String> all = Vocabulary.words(text, "");
    Optional<Sex> whole = words.of(String.join(" ", all));
    all.removeIf(word -> ignore.contains(word) && !words.has(word));
    return whole.or(() -> words.of(String.join(" ", all)));
  }
}
