package org.tabib.edge.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.run.SliceHealth;
import org.tabib.projections.run.StoppedSlice;

/**
 * How a projection is doing.
 *
 * @param state {@code stopped} when one of its slices is, else {@code paused} likewise, else {@code
 *     running}
 */
record ProjectionView(String name, String state, List<SliceView> slices) {
  private static final String STOPPED = "stopped";
  private static final String PAUSED = "paused";

  /**
   * @param offset its place in the journal
   * @param lagMillis age of the oldest event that is not handled
   */
  record SliceView(
      String slice, String state, long offset, long lagMillis, @Nullable StopView stop) {
    static SliceView of(SliceHealth health) {
      StoppedSlice stop = health.stop();
      return new SliceView(
          health.slice(),
          stop != null ? STOPPED : health.paused() ? PAUSED : "running",
          health.offset(),
          health.lag().toMillis(),
          stop == null ? null : StopView.of(stop));
    }
  }

  /** The event that a slice cannot handle, without its content; times in UTC. */
  record StopView(
      String persistenceId,
      long sequenceNumber,
      String eventType,
      String errorType,
      @Nullable String sqlState,
      OffsetDateTime stoppedAt) {
    static StopView of(StoppedSlice stop) {
      Instant at = stop.stoppedAt();
      return new StopView(
          stop.persistenceId(),
          stop.sequenceNumber(),
          stop.eventType(),
          stop.errorType(),
          stop.sqlState(),
          at.atOffset(ZoneOffset.UTC));
    }
  }

  static ProjectionView of(String name, List<SliceHealth> slices) {
    List<SliceView> views = slices.stream().map(SliceView::of).toList();
    List<String> states = views.stream().map(SliceView::state).toList();
    return new ProjectionView(
        name,
        states.contains(STOPPED) ? STOPPED : states.contains(PAUSED) ? PAUSED : "running",
        views);
  }
}
