package org.tabib.edge.media;

import org.tabib.engine.conversation.EffectOutcome;

/** Ends the fetching of a file with that outcome. */
final class MediaStop extends Exception {
  private static final long serialVersionUID = 1;

  private final transient EffectOutcome outcome;

  private MediaStop(String code, EffectOutcome outcome) {
    super(code, null, false, false);
    this.outcome = outcome;
  }

  static MediaStop refused(String code) {
    return new MediaStop(code, new EffectOutcome.Refused(code));
  }

  static MediaStop later(String reason) {
    return new MediaStop(reason, new EffectOutcome.Later(reason));
  }

  EffectOutcome outcome() {
    return outcome;
  }
}
