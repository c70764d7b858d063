package org.tabib.projections.run;

import java.time.Duration;
import java.util.List;

/**
 * The latest look at the projections, at most a few seconds old.
 *
 * @param known whether a look has succeeded lately; while it has not, nothing else is to be trusted
 * @param slices every slice of every projection, whichever node runs it
 */
public record ProjectionHealth(boolean known, List<SliceHealth> slices) {
  /** Before the first look, or when the database does not answer. */
  public static final ProjectionHealth UNKNOWN = new ProjectionHealth(false, List.of());

  public ProjectionHealth {
    slices = List.copyOf(slices);
  }

  /** Slices that stand at an event they cannot handle. */
  public List<StoppedSlice> stopped() {
    return slices.stream().map(SliceHealth::stop).filter(stop -> stop != null).toList();
  }

  /** Slices that somebody paused. */
  public List<SliceHealth> paused() {
    return slices.stream().filter(SliceHealth::pausedBySomebody).toList();
  }

  /** Whether none has stopped, and none that runs is further behind than that. */
  public boolean healthy(Duration tolerated) {
    return known
        && stopped().isEmpty()
        && slices.stream()
            .filter(slice -> !slice.pausedBySomebody())
            .allMatch(slice -> slice.lag().compareTo(tolerated) <= 0);
  }

  /**
   * Whether that projection had handled all but the events of the last moments: what its tables say
   * can be acted upon. What stands still does not catch up: then every event counts.
   */
  public boolean caughtUp(String projection, Duration tolerated) {
    return known
        && slices.stream()
            .filter(slice -> slice.projection().equals(projection))
            .allMatch(
                slice ->
                    slice.paused() ? slice.lag().isZero() : slice.lag().compareTo(tolerated) <= 0);
  }
}
