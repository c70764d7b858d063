package org.tabib.engine.conversation;

import java.util.Optional;

/**
 * What the identifier of a notice's button says: {@code notice|button|notice's id}. No option of a
 * dialogue reads like it: those begin with a number.
 */
record NoticeTap(String button, String noticeId) {
  /** WhatsApp: the id of a row has at most 200 characters. */
  static final int LONGEST_NOTICE = 170;

  private static final String PREFIX = "notice|";

  String text() {
    return PREFIX + button + "|" + noticeId;
  }

  /** Reads an identifier; empty when it is not one of these. */
  static Optional<NoticeTap> parse(String text) {
    int end = text.indexOf('|', PREFIX.length());
    return text.startsWith(PREFIX) && end > 0
        ? Optional.of(new NoticeTap(text.substring(PREFIX.length(), end), text.substring(end + 1)))
        : Optional.empty();
  }
}
