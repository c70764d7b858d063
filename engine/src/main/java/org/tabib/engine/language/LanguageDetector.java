package org.tabib.engine.language;

import java.util.Optional;

/** Detects. */
public final class LanguageDetector {
  public static LanguageDetector load(Languages languages) {
    throw new UnsupportedOperationException("not yet");
  }

  public Optional<Language> detect(String text) {
    throw new UnsupportedOperationException("not yet");
  }
}
