package org.tabib.engine.language;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;

/** Displays. */
public final class Display {
  public static String date(Language language, LocalDate date) {
    throw new UnsupportedOperationException("not yet");
  }

  public static String time(Language language, LocalTime time) {
    throw new UnsupportedOperationException("not yet");
  }

  public static String dateTime(Language language, ZonedDateTime time) {
    throw new UnsupportedOperationException("not yet");
  }

  public static String age(Language language, Age age) {
    throw new UnsupportedOperationException("not yet");
  }

  public static String list(Language language, List<String> items) {
    throw new UnsupportedOperationException("not yet");
  }
}
