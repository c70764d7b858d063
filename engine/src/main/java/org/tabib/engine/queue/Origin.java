package org.tabib.engine.queue;

/** Where a ticket came from. */
public enum Origin {
  DESK,
  WHATSAPP,
  /** A booked visit's patient has come. */
  CHECK_IN,
  APP
}
