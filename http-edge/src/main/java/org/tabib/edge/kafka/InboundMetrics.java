package org.tabib.edge.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What operators see of other systems' events.
 *
 * <ul>
 *   <li>{@code tabib_kafka_inbound_total}: by {@code outcome}: {@code applied}, {@code repeated},
 *       {@code dead}
 *   <li>{@code tabib_kafka_inbound_dead_total}: by {@code reason}
 *   <li>{@code tabib_kafka_inbound_retries_total}: attempts that failed and are repeated
 *   <li>{@code tabib_kafka_inbound_waiting}: events, and so partitions, that wait for something now
 * </ul>
 */
final class InboundMetrics {
  private final MeterRegistry registry;
  private final Counter applied;
  private final Counter repeated;
  private final Counter dead;
  private final Counter retries;
  private final AtomicInteger waiting = new AtomicInteger();

  InboundMetrics(MeterRegistry registry) {
    this.registry = registry;
    applied = outcome("applied");
    repeated = outcome("repeated");
    dead = outcome("dead");
    retries = Counter.builder("tabib.kafka.inbound.retries").register(registry);
    registry.gauge("tabib.kafka.inbound.waiting", waiting);
  }

  private Counter outcome(String outcome) {
    return Counter.builder("tabib.kafka.inbound").tag("outcome", outcome).register(registry);
  }

  void applied() {
    applied.increment();
  }

  void repeated() {
    repeated.increment();
  }

  void dead(String reason) {
    dead.increment();
    Counter.builder("tabib.kafka.inbound.dead")
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  /** An attempt failed; the first failure of an event makes it wait. */
  void failed(int attempt) {
    retries.increment();
    if (attempt == 1) {
      waiting.incrementAndGet();
    }
  }

  /** An event that had waited is done with. */
  void waitedFor() {
    waiting.decrementAndGet();
  }

  int waiting() {
    return waiting.get();
  }
}
