package org.tabib.projections.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a slice is doing.
 *
 * @param offset its place in the journal: everything up to there is in the read models
 * @param lag age of the oldest journaled event that is not in the read models; zero when all are
 * @param paused whether it waits to be resumed; a slice that stopped does, too
 * @param stop the event it stands at; none while it runs, or was paused by somebody
 */
public record SliceHealth(
    String projection,
    String slice,
    long offset,
    Duration lag,
    boolean paused,
    @Nullable StoppedSlice stop) {

  /** A slice of which nothing more is known than its lag, and whether it has stopped. */
  public SliceHealth(String projection, String slice, Duration lag, @Nullable StoppedSlice stop) {
    this(projection, slice, 0, lag, stop != null, stop);
  }

  /** Whether somebody paused it, and no event is to blame. */
  public boolean pausedBySomebody() {
    return paused && stop == null;
  }
}
