package org.tabib.edge.api;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Body of what is done about one occurrence.
 *
 * @param occurrence the time that it was planned for
 * @param until when it is told again; for a snooze only
 */
record OccurrenceRequest(@Nullable OffsetDateTime occurrence, @Nullable OffsetDateTime until) {}
