package org.tabib.engine.language;

import java.util.List;
import java.util.Optional;

/** The registry of languages, discovered from the resource folders. */
public final class Languages {
  /** Loads every language on the class path. */
  public static Languages load() {
    throw new UnsupportedOperationException("not yet");
  }

  public List<Language> all() {
    throw new UnsupportedOperationException("not yet");
  }

  public Optional<Language> find(String tag) {
    throw new UnsupportedOperationException("not yet");
  }

  public Language first() {
    throw new UnsupportedOperationException("not yet");
  }
}
