package org.tabib.engine.reminder;

import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * One time that a reminder is due.
 *
 * @param at when; it names the occurrence
 * @param planned the time of the day that it stands for, which differs from the clock where a
 *     change of clocks skips it; null for doses by interval and for single ones
 */
public record Occurrence(Instant at, @Nullable LocalTime planned) {}
