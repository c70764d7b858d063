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
 * @param at when its sender sent it, by the sender's clock
 * @param contextId the message that this one answers
 * @param reaction the emoji laid on it by the other side
 * @param ownReaction the emoji laid on it by the phone's owner
 * @param change what the owner has done to it since
 * @param errorCode why it failed, as Meta numbers reasons
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
    @Nullable String ownReaction,
    Change change,
    @Nullable Integer errorCode,
    @JsonIgnore @Nullable String opaque) {

  /** A message that nothing has happened to yet. */
  static Bubble fresh(
      String id,
      Sender from,
      Instant at,
      Content content,
      @Nullable String contextId,
      @Nullable String opaque) {
    return new Bubble(
        id, from, at, content, Tick.CLOCK, contextId, null, null, Change.NONE, null, opaque);
  }

  Bubble withTick(Tick next) {
    return new Bubble(
        id, from, at, content, next, contextId, reaction, ownReaction, change, null, opaque);
  }

  Bubble failed(int code) {
    return new Bubble(
        id, from, at, content, Tick.FAILED, contextId, reaction, ownReaction, change, code, opaque);
  }

  Bubble withReaction(@Nullable String emoji) {
    return new Bubble(
        id, from, at, content, tick, contextId, emoji, ownReaction, change, errorCode, opaque);
  }

  Bubble withOwnReaction(@Nullable String emoji) {
    return new Bubble(
        id, from, at, content, tick, contextId, reaction, emoji, change, errorCode, opaque);
  }

  Bubble edited(Content next) {
    return new Bubble(
        id,
        from,
        at,
        next,
        tick,
        contextId,
        reaction,
        ownReaction,
        Change.EDITED,
        errorCode,
        opaque);
  }

  Bubble deleted() {
    return new Bubble(
        id, from, at, content, tick, contextId, null, null, Change.DELETED, errorCode, opaque);
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

  /** What its author has done to a message after sending it. */
  enum Change {
    NONE,
    EDITED,
    DELETED;

    @JsonValue
    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
