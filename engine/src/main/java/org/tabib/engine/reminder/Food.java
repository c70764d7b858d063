package org.tabib.engine.reminder;

/** How a dose relates to a meal; the FHIR R4 EventTiming code of each stands beside it. */
public enum Food {
  /** AC, before a meal */
  BEFORE,
  /** C, with a meal */
  WITH,
  /** PC, after a meal */
  AFTER
}
