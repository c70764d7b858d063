package org.tabib.engine.queue;

import java.time.Duration;

/**
 * How long a patient probably waits: half of them less than {@code from}, four in five less than
 * {@code to}. Both are whole multiples of five minutes, and {@code to} is the larger one: never a
 * single point.
 */
public record WaitRange(Duration from, Duration to) {}
