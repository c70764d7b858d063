package org.tabib.edge.whatsapp;

import org.jspecify.annotations.Nullable;

/**
 * Recognises our own message ids in what providers echo. The field is free text and the account may
 * be used by other software too: only {@code conversation/number} may be taken for ours.
 */
final class OwnIds {
  private static final int LIMIT = 256;
  private static final int MAX_DIGITS = 18;

  private OwnIds() {}

  static @Nullable String accepted(@Nullable String echoed) {
    if (echoed == null || echoed.length() > LIMIT) {
      return null;
    }
    int slash = echoed.lastIndexOf('/');
    int digits = echoed.length() - slash - 1;
    if (slash <= 0 || digits < 1 || digits > MAX_DIGITS) {
      return null;
    }
    boolean number = echoed.chars().skip(slash + 1L).allMatch(c -> c >= '0' && c <= '9');
    return number ? echoed : null;
  }
}
