package org.tabib.edge.media;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.tabib.engine.conversation.EffectOutcome;

/** Counts files by kind and outcome, and what they weigh. */
public final class MediaMetrics {
  private final MeterRegistry registry;

  public MediaMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Kinds and reasons are few and ours. */
  void fetched(String kind, EffectOutcome outcome, long nanos) {
    Timer.builder("tabib_media_fetches")
        .description("Attempts to fetch a file that a patient sent, from start to outcome")
        .tag("kind", kind)
        .tag("outcome", name(outcome))
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
    if (outcome instanceof EffectOutcome.Kept kept) {
      Counter.builder("tabib_media_bytes")
          .description("Bytes of the files that were kept, before sealing")
          .tag("kind", kind)
          .register(registry)
          .increment(kept.bytes());
    }
  }

  private static String name(EffectOutcome outcome) {
    return switch (outcome) {
      case EffectOutcome.Kept kept -> "kept";
      case EffectOutcome.Ticketed ticketed -> "ticketed";
      case EffectOutcome.Refused refused -> refused.code();
      case EffectOutcome.Later later -> "later";
      case EffectOutcome.Done done -> "done";
      case EffectOutcome.Taken taken -> "taken";
    };
  }
}
