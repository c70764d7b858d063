package org.tabib.engine.language;

/** A part of a day as people name it; when it begins and ends is told by the language's CLDR. */
public enum DayPart {
  MORNING,
  /** Midday, where a language has a word for it beside that of the afternoon. */
  NOON,
  AFTERNOON,
  EVENING,
  NIGHT
}
