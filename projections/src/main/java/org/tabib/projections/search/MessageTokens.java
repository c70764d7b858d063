package org.tabib.projections.search;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tabib.engine.privacy.TokenHasher;

/** The tokens of a message: its words, and the beginnings of its words. */
final class MessageTokens {
  static final byte WHOLE = 1;
  static final byte BEGINNING = 2;

  /**
   * The longest text that WhatsApp delivers, 4 096 characters, has fewer; what else arrives (a card
   * with a thousand names) is found by its first words.
   */
  static final int MOST = 4096;

  private MessageTokens() {}

  static long[] of(List<WrittenText> texts, TokenHasher hasher) {
    Set<WordForm> seen = new HashSet<>();
    Set<Long> tokens = new HashSet<>();
    for (WrittenText text : texts) {
      for (Word word : Words.of(text.text())) {
        for (WordForm form : word.forms()) {
          if (form.longEnough() && tokens.size() < MOST && seen.add(form)) {
            tokens.add(hasher.token(WHOLE, form.text()));
            for (String beginning : form.beginnings()) {
              tokens.add(hasher.token(BEGINNING, beginning));
            }
          }
        }
      }
    }
    long[] sorted = tokens.stream().mapToLong(Long::longValue).toArray();
    // In their order they say nothing about the order of the words.
    Arrays.sort(sorted);
    return sorted;
  }
}
