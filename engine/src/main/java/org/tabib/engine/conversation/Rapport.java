package org.tabib.engine.conversation;

import org.jspecify.annotations.Nullable;

/**
 * How well person and bot understand each other.
 *
 * @param misunderstood how many answers in a row made no sense where they were given
 * @param heard the language of the last message that was clearly in another offered language than
 *     the conversation's (BCP 47 tag); none when the last clear one was in its own
 * @param offered the language that the person was asked about, once
 */
public record Rapport(int misunderstood, @Nullable String heard, @Nullable String offered) {
  /** Nothing went wrong yet. */
  public static final Rapport NONE = new Rapport(0, null, null);

  Rapport understood() {
    return misunderstood == 0 ? this : new Rapport(0, heard, offered);
  }

  Rapport misunderstoodAgain() {
    return new Rapport(misunderstood + 1, heard, offered);
  }

  Rapport hearing(@Nullable String language) {
    return new Rapport(misunderstood, language, offered);
  }

  Rapport offering(String language) {
    return new Rapport(misunderstood, null, language);
  }
}
