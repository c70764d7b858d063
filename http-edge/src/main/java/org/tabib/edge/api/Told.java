package org.tabib.edge.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's words.
 *
 * @param text none when nobody said anything, or when the person they speak about was erased
 */
record Told(@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String text, boolean erased) {
  static Told of(@Nullable String words) {
    return words == null ? new Told(null, true) : new Told(words.isEmpty() ? null : words, false);
  }
}
