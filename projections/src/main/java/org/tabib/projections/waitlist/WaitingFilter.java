package org.tabib.projections.waitlist;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.waitlist.EntryStatus;

/**
 * Which entries of a practice's waiting lists are looked for.
 *
 * @param status none means all that still wait
 * @param today whose last day is before it waits no longer
 */
public record WaitingFilter(
    String practice,
    @Nullable String clinicId,
    @Nullable String doctorId,
    @Nullable String patientId,
    @Nullable String specialty,
    @Nullable EntryStatus status,
    LocalDate today) {}
