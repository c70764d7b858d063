package org.tabib.engine.practice;

import java.time.Instant;

/** What happened to a Practice. */
public sealed interface PracticeEvent {
  Instant at();

  /** The whole configuration, as from now. */
  record PracticeConfigured(PracticeConfig config, Instant at) implements PracticeEvent {}
}
