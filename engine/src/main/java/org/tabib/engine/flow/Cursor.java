package org.tabib.engine.flow;

/**
 * Where a dialogue stands.
 *
 * @param flow the flow's id
 * @param version the version that this dialogue began on and finishes on
 * @param step the step whose answer (or effect) is awaited
 * @param turn counts the questions asked in this conversation; part of every option's id, so that a
 *     tap on an older menu is recognised
 */
public record Cursor(String flow, int version, String step, int turn) {}
