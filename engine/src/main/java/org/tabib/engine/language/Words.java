package org.tabib.engine.language;

import java.util.Optional;

/** Words with a meaning. */
public final class Words {
  public static Words load(Languages languages) {
    throw new UnsupportedOperationException("not yet");
  }

  public Optional<Word> wholeMessage(String text) {
    throw new UnsupportedOperationException("not yet");
  }

  public Optional<Word> wholeMessage(String text, Language preferred) {
    throw new UnsupportedOperationException("not yet");
  }

  public boolean means(Word word, String text) {
    throw new UnsupportedOperationException("not yet");
  }
}
