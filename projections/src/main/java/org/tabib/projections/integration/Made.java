package org.tabib.projections.integration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects what is made from one journaled event, numbered in order. */
final class Made {
  private final String entityId;
  private final long number;
  private final Instant at;
  private final List<IntegrationEvent> events = new ArrayList<>();

  Made(String entityId, long number, Instant at) {
    this.entityId = entityId;
    this.number = number;
    this.at = at;
  }

  void add(EventType type, EventData data) {
    events.add(new IntegrationEvent(type, entityId, number, events.size(), at, data));
  }

  List<IntegrationEvent> events() {
    return List.copyOf(events);
  }

  /** Exactly one. */
  static List<IntegrationEvent> one(
      String entityId, long number, Instant at, EventType type, EventData data) {
    return List.of(new IntegrationEvent(type, entityId, number, 0, at, data));
  }
}
