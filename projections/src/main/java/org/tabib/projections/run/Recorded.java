package org.tabib.projections.run;

/**
 * An event as it stands in the journal.
 *
 * @param entityId whose it is ({@code practice.uuid}), without the entity type
 * @param number its place in the entity's journal, from 1
 */
public record Recorded<E>(String entityId, long number, E event) {}
