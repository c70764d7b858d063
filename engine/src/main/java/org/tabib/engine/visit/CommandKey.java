package org.tabib.engine.visit;

/**
 * Tells a repeated request from a new one.
 *
 * @param id the same for every attempt of one request
 * @param fingerprint the same only when it asks for the same; must not let anybody guess what that
 *     was
 */
public record CommandKey(String id, String fingerprint) {}
