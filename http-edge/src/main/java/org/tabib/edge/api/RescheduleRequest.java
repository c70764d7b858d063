package org.tabib.edge.api;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Body of a move to another slot.
 *
 * @param doctorId the same doctor when not given
 * @param start of the new slot
 */
record RescheduleRequest(@Nullable String doctorId, @Nullable OffsetDateTime start) {}
