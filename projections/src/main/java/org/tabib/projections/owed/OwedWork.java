package org.tabib.projections.owed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is owed and not settled, over all entities of all practices.
 *
 * @param messages outbound messages that no provider has taken over: the outbox
 * @param effects what conversations owe the clinic: bookings, cancellations, files to be fetched
 * @param visits slots that visits owe back to their schedules
 * @param oldestMessage since when the oldest of the messages is owed; none when there is none
 */
public record OwedWork(long messages, long effects, long visits, @Nullable Instant oldestMessage) {}
