package org.tabib.engine.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a sex from a word for it, with or without a sentence around ("I am a woman"). */
final class SexReader {
  private final Lexicon lexicon;
  private final Vocabulary<Sex> words;
  private final Set<String> ignore = new HashSet<>();

  SexReader(List<ReadingFile> files, Lexicon lexicon) {
    this.lexicon = lexicon;
    this.words = new Vocabulary<>(lexicon);
    for (ReadingFile file : files) {
      words.addAll(file.sex().words());
      file.sex().ignore().forEach(word -> ignore.addAll(lexicon.forms(word)));
    }
  }

  Optional<Sex> read(String text) {
    List<String> all = new ArrayList<>(lexicon.read(text, ""));
    Optional<Sex> whole = words.of(String.join(" ", all));
    all.removeIf(word -> ignore.contains(word) && !words.has(word));
    return whole.or(() -> words.of(String.join(" ", all)));
  }
}
