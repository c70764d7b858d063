package org.tabib.edge.simulator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One message in a chat.
 *
 * @param id the wamid
 * @param at when the phone showed it
 * @param contextId the message that this one answers
 * @param reaction the emoji laid on it by the business
 * @param opaque {@code biz_opaque_callback_data}, echoed on every status
 */
record Bubble(
    String id,
    Sender from,
    Instant at,
    Content content,
    Tick tick,
    @Nullable String contextId,
    @Nullable String reaction,
    @JsonIgnore @Nullable String opaque) {

  Bubble withTick(Tick next) {
    return new Bubble(id, from, at, content, next, contextId, reaction, opaque);
  }

  Bubble withReaction(@Nullable String emoji) {
    return new Bubble(id, from, at, content, tick, contextId, emoji, opaque);
  }

  /** Who wrote it. */
  enum Sender {
    BUSINESS,
    PHONE;

    @JsonValue
    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
