package org.tabib.projections.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a slice is doing.
 *
 * @param lag age of the oldest journaled event that is not in the read models; zero when all are
 * @param stop the event it stands at; none while it runs
 */
public record SliceHealth(
    String projection, String slice, Duration lag, @Nullable StoppedSlice stop) {}
