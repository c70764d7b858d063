package org.tabib.projections.statistics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A flow in a conversation, from its beginning on. */
final class FlowRun {
  /** The language of a run that began before one was chosen (BCP 47: undetermined). */
  static final String NO_LANGUAGE = "und";

  final String conversationId;
  final long beganEvent;
  final int place;
  final String flow;
  final int version;
  final Instant beganAt;
  String language = NO_LANGUAGE;
  String step;
  Instant movedAt;
  @Nullable Instant endedAt;
  boolean completed;
  boolean booked;
  int messages;

  FlowRun(
      String conversationId,
      long beganEvent,
      int place,
      String flow,
      int version,
      String step,
      Instant beganAt) {
    this.conversationId = conversationId;
    this.beganEvent = beganEvent;
    this.place = place;
    this.flow = flow;
    this.version = version;
    this.step = step;
    this.beganAt = beganAt;
    this.movedAt = beganAt;
  }

  void moved(String to, Instant at) {
    step = to;
    movedAt = at;
  }

  /** It reached an end of its own. */
  void completed(String at, Instant when) {
    moved(at, when);
    endedAt = when;
    completed = true;
  }

  /** It was left where it stands. */
  void left(Instant when) {
    endedAt = when;
  }
}
