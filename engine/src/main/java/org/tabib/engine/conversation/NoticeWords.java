package org.tabib.engine.conversation;

import java.util.Map;

/**
 * What a notice says about a person in words.
 *
 * @param byName names in {@link NoticeFacts}
 */
public record NoticeWords(Map<String, String> byName) {
  /** Nothing. */
  static final NoticeWords NONE = new NoticeWords(Map.of());

  public NoticeWords {
    byName = Map.copyOf(byName);
  }

  @Override
  public String toString() {
    return "NoticeWords[" + byName.size() + "]";
  }
}
