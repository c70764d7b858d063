package org.tabib.engine.language;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads answers. */
public final class Readers {
  public static Readers load(Languages languages) {
    throw new UnsupportedOperationException("not yet");
  }

  public Optional<String> name(String text) {
    throw new UnsupportedOperationException("not yet");
  }

  public Optional<Age> age(String text, Language language) {
    throw new UnsupportedOperationException("not yet");
  }

  public Optional<Sex> sex(String text) {
    throw new UnsupportedOperationException("not yet");
  }

  public Optional<LocalDate> date(String text, Language language, LocalDate today) {
    throw new UnsupportedOperationException("not yet");
  }

  public OptionalInt number(String text) {
    throw new UnsupportedOperationException("not yet");
  }
}
