package org.tabib.edge.spool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What the spool tells those who watch it. */
final class SpoolMetrics {
  private final Counter appended;
  private final Counter drained;
  private final Counter quarantined;
  private final Map<Spool.Refusal, Counter> refused = new EnumMap<>(Spool.Refusal.class);

  SpoolMetrics(MeterRegistry registry, Spool spool, BooleanSupplier open) {
    Gauge.builder("tabib_spool_entries", spool, Spool::waiting)
        .description("Webhooks on this node's disk that are not in the journal yet")
        .register(registry);
    Gauge.builder("tabib_spool_bytes", spool, Spool::storedBytes)
        .description("What the spool's entries take on disk")
        .register(registry);
    Gauge.builder("tabib_spool_oldest_seconds", spool, s -> s.age().toMillis() / 1000.0)
        .description("How long the oldest webhook has been in the spool")
        .register(registry);
    Gauge.builder("tabib_spool_open", open, is -> is.getAsBoolean() ? 1 : 0)
        .description("1 while webhooks go into the spool instead of the journal")
        // Nobody else holds it.
        .strongReference(true)
        .register(registry);
    Gauge.builder(
            "tabib_spool_working", spool, s -> s.condition() == Spool.Condition.WORKING ? 1 : 0)
        .description("0 while the spool takes nothing: full, failing or broken")
        .register(registry);
    appended = counter(registry, "tabib_spool_appended", "Webhooks that were put into the spool");
    drained =
        counter(
            registry, "tabib_spool_drained", "Webhooks that came from the spool to the journal");
    quarantined =
        counter(
            registry,
            "tabib_spool_quarantined",
            "Webhooks from the spool that nobody could take, kept in quarantine");
    for (Spool.Refusal reason : Spool.Refusal.values()) {
      refused.put(
          reason,
          Counter.builder("tabib_spool_refused")
              .description("Webhooks that the spool did not take, answered 503")
              .tag("reason", reason.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  void taken(Spool.Taken taken) {
    switch (taken) {
      case Spool.Taken.Stored stored -> appended.increment();
      case Spool.Taken.Refused(Spool.Refusal reason) -> {
        Counter counter = refused.get(reason);
        if (counter != null) {
          counter.increment();
        }
      }
    }
  }

  void drained() {
    drained.increment();
  }

  void quarantined() {
    quarantined.increment();
  }
}
