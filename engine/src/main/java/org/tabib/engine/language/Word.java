package org.tabib.engine.language;

/**
 * What a short message can mean anywhere in a dialogue. Each language lists the phrases for each.
 */
public enum Word {
  YES,
  NO,
  MENU,
  HELP,
  /** Leave what is being done now, or cancel in a dialogue; never an opt-out. */
  CANCEL,
  BACK,
  LANGUAGE,
  HUMAN,
  /** Opt out of messages. Only ever read from a whole message. */
  STOP,
  START,
  GREETING,
  BOOK,
  MY_VISITS,
  /** To be told when an earlier time becomes free, or to see what one waits for. */
  WAITING_LIST,
  /** What they are reminded of: medicines, vaccinations, check-ups. */
  MY_REMINDERS,
  /**
   * No more reminders of medicines and care; never an opt-out. Only ever read from a whole message.
   */
  STOP_REMINDERS,
  /** Something for the doctor of a visit. */
  UPDATE,
  RESCHEDULE,
  CONTINUE,
  RESTART,
  MORE,
  NONE,
  MYSELF,
  SOMEONE_ELSE,
  /** Thanks or a farewell: asks for nothing. */
  THANKS
}
