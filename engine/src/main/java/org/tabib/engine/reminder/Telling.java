package org.tabib.engine.reminder;

import org.jspecify.annotations.Nullable;

/**
 * What a conversation made of a {@link DueNotice}.
 *
 * @param code why it will not say it; null when it does
 */
public record Telling(boolean told, @Nullable String code) {
  /** It stands in the outbox, now or since an earlier attempt. */
  public static Telling done() {
    return new Telling(true, null);
  }

  /** It will not be said, however often it is tried. */
  public static Telling refused(String code) {
    return new Telling(false, code);
  }
}
