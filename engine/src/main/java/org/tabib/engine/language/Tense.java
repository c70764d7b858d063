package org.tabib.engine.language;

/** Whether a text speaks of what was or of what is to come. */
enum Tense {
  PAST,
  FUTURE,
  UNKNOWN
}
