package org.tabib.projections.integration;

import java.time.Instant;

/**
 * Something that others may hear of.
 *
 * @param entityId whose it is ({@code practice.uuid}, of a queue {@code clinic.date}): the key,
 *     within which order is kept
 * @param number of the journaled event that it was made from, within that entity
 * @param index counts what was made from the same journaled event, from 0
 * @param at when it happened
 */
public record IntegrationEvent(
    EventType type, String entityId, long number, int index, Instant at, EventData data) {

  /**
   * The same however often it is published: what consumers recognise a repetition by.
   *
   * @return {@code visit/demo.0193…/4/0}
   */
  public String id() {
    return type.stream().id() + "/" + entityId + "/" + number + "/" + index;
  }

  /**
   * Grows within a key, compared as text: whoever has handled one knows all up to it (CloudEvents
   * extension {@code sequence}).
   */
  public String sequence() {
    return "%010d.%04d".formatted(number, index);
  }

  /** The practice that it happened in: what stands before the dot of its entity's id. */
  public String practice() {
    int dot = entityId.indexOf('.');
    return dot < 0 ? entityId : entityId.substring(0, dot);
  }
}
