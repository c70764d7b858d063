package org.tabib.engine.care;

/**
 * A complaint that a text speaks of.
 *
 * @param negated whether it is denied or past, so that it calls for nothing now
 */
public record Finding(Complaint complaint, boolean negated) {}
