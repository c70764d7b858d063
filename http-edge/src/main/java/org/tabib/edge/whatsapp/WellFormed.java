package org.tabib.edge.whatsapp;

/**
 * Text that everything behind the edge can hold: PostgreSQL refuses U+0000, and an unpaired
 * surrogate has no UTF-8 form. Both become U+FFFD; all else stays as it was sent.
 */
final class WellFormed {
  private static final char REPLACEMENT = '\uFFFD';

  private WellFormed() {}

  static String text(String raw) {
    int length = raw.length();
    for (int i = 0; i < length; i++) {
      char c = raw.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replaced(raw);
      }
    }
    return raw;
  }

  private static String replaced(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < raw.length()
          && Character.isLowSurrogate(raw.charAt(i + 1))) {
        text.append(c).append(raw.charAt(++i));
      } else {
        text.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    return text.toString();
  }
}
