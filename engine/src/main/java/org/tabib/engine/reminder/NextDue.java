package org.tabib.engine.reminder;

import java.time.Instant;

/**
 * What a reminder waits for: one timer per reminder, replaced by every event that names another.
 * The timer must never expire, however late: a late {@link ReminderCommand.Fire} is how the
 * reminder drops what is stale and gets on to the next.
 *
 * @param occurrence the occurrence, named by the instant that it was planned for
 * @param at when it is to be told: the same instant, or later when it was put off
 */
public record NextDue(Instant occurrence, Instant at) {}
