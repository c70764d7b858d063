package org.tabib.engine.queue;

/**
 * How urgent a patient is, as the colour that triage gives; {@link TriageScale} says what a colour
 * means. In order: the first is seen first.
 */
public enum Urgency {
  RED,
  ORANGE,
  YELLOW,
  GREEN,
  BLUE
}
