package org.tabib.edge.api;

/**
 * On whose behalf a request comes.
 *
 * @param practice the only practice whose data the caller can see or change
 * @param staffId what is recorded as the author; no personal data
 */
public record Caller(String practice, String staffId) {}
