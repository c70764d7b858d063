package org.tabib.engine.queue;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * When tickets are given out: from {@code from} to {@code to} (exclusive) on that day of every
 * week, in the clinic's time zone.
 */
public record OpeningHours(DayOfWeek day, LocalTime from, LocalTime to) {}
