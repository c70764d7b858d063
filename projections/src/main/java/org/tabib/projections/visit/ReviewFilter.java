package org.tabib.projections.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which reviews are asked for; what is null does not restrict.
 *
 * @param from inclusive, by the time of the rating
 * @param to exclusive
 */
public record ReviewFilter(
    String practice, @Nullable String doctorId, @Nullable Instant from, @Nullable Instant to) {}
