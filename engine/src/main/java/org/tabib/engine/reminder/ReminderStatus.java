package org.tabib.engine.reminder;

/** Where a reminder stands. */
public enum ReminderStatus {
  /** something is due yet */
  ACTIVE,
  /** its last occurrence is past; a snooze of that one makes it active once more */
  ENDED,
  /**
   * somebody stopped it, or the patient was forgotten; final, but for one that follows a visit's
   * record
   */
  STOPPED
}
