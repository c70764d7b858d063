package org.tabib.engine.language;

import java.util.Map;
import java.util.Set;

/** Texts. */
public final class Texts {
  public static Texts load(Languages languages) {
    throw new UnsupportedOperationException("not yet");
  }

  public String render(Language language, String key, Map<String, ?> arguments) {
    throw new UnsupportedOperationException("not yet");
  }

  public boolean has(String key) {
    throw new UnsupportedOperationException("not yet");
  }

  public Set<String> keys() {
    throw new UnsupportedOperationException("not yet");
  }

  public String pattern(Language language, String key) {
    throw new UnsupportedOperationException("not yet");
  }
}
