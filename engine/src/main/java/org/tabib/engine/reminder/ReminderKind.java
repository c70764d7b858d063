package org.tabib.engine.reminder;

/** What a reminder is about (REM-2, REM-3). */
public enum ReminderKind {
  /** the doses of a course of one medicine */
  MEDICATION,
  VACCINATION,
  CHECK_UP,
  /** a prescription or a certificate that runs out */
  RENEWAL
}
