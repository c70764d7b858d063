package org.tabib.projections.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A slice that waits for somebody: the event it met, named without its content.
 *
 * @param eventType the event record's simple name
 * @param errorType the error's simple class name: its message may quote personal data
 * @param sqlState the database's code, when it was the database that refused
 * @param journalOffset the event's place in the journal
 */
public record StoppedSlice(
    String projection,
    String slice,
    String persistenceId,
    long sequenceNumber,
    String eventType,
    String errorType,
    @Nullable String sqlState,
    long journalOffset,
    Instant stoppedAt) {}
