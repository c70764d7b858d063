package org.tabib.projections.integration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What operators see of publication, beside the lag that every projection has.
 *
 * <ul>
 *   <li>{@code tabib_kafka_published_total}: events that the broker acknowledged, by {@code event}
 *   <li>{@code tabib_kafka_publish_failures_total}: batches that were not, and are tried again
 * </ul>
 */
final class KafkaMetrics {
  private final Map<EventType, Counter> published = new EnumMap<>(EventType.class);
  private final Counter failures;

  KafkaMetrics(MeterRegistry registry) {
    for (EventType type : EventType.values()) {
      published.put(
          type,
          Counter.builder("tabib.kafka.published").tag("event", type.id()).register(registry));
    }
    failures = Counter.builder("tabib.kafka.publish.failures").register(registry);
  }

  void published(List<IntegrationEvent> events) {
    for (IntegrationEvent event : events) {
      Counter counter = published.get(event.type());
      if (counter != null) {
        counter.increment();
      }
    }
  }

  void failed() {
    failures.increment();
  }
}
