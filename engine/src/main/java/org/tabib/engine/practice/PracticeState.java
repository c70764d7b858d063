package org.tabib.engine.practice;

import org.jspecify.annotations.Nullable;
import org.tabib.engine.practice.PracticeEvent.PracticeConfigured;

/**
 * What a Practice remembers.
 *
 * @param config null until it is configured
 */
public record PracticeState(@Nullable PracticeConfig config) {

  public static PracticeState unconfigured() {
    return new PracticeState(null);
  }

  public PracticeState apply(PracticeEvent event) {
    return switch (event) {
      case PracticeConfigured e -> new PracticeState(e.config());
    };
  }
}
