package org.tabib.engine.care;

/** How soon a complaint needs care. Compares most urgent first. */
public enum Urgency {
  /** A red flag: now, by the local emergency number. */
  EMERGENCY,
  /** The same day. */
  URGENT,
  /** The next convenient visit. */
  ROUTINE
}
