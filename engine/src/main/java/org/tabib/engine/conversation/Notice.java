package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.Map;

/**
 * Something that a part of the system wants a person told: a reminder, a call from the queue. The
 * conversation renders it in the person's language, with the practice's names.
 *
 * @param id chosen by who tells; telling it again changes nothing
 * @param facts ids, times, codes and numbers under the names in {@link NoticeFacts}; nothing that
 *     speaks about a person in words
 * @param words personal: sealed under the contact's key before they are kept
 * @param expiresAt after that nobody wants to read it: it is not sent any more
 */
public record Notice(
    String id,
    NoticeKind kind,
    Map<String, String> facts,
    Map<String, String> words,
    Instant expiresAt) {
  public Notice {
    facts = Map.copyOf(facts);
    words = Map.copyOf(words);
  }

  /** A notice that says nothing in words of its own. */
  public Notice(String id, NoticeKind kind, Map<String, String> facts, Instant expiresAt) {
    this(id, kind, facts, Map.of(), expiresAt);
  }

  @Override
  public String toString() {
    return "Notice[" + id + ", " + kind + "]";
  }
}
