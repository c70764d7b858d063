package org.tabib.projections.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done beside the projections, on one thread of its own: looking at lag and stopped slices,
 * and keeping the planner's statistics.
 */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  /** A look that was missed once or twice, or waited for a renewal of statistics, does no harm. */
  private static final int LOOKS_TRUSTED = 3;

  private static final Duration GRACE = Duration.ofSeconds(30);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("projection-housekeeping").factory());
  private final LagProbe probe;
  private final ProjectionMetrics metrics;
  private final List<TableStatistics> statistics;
  private volatile Look latest = new Look(ProjectionHealth.UNKNOWN, System.nanoTime());
  private volatile Duration trusted = Duration.ZERO;

  Housekeeping(LagProbe probe, ProjectionMetrics metrics, List<TableStatistics> statistics) {
    this.probe = probe;
    this.metrics = metrics;
    this.statistics = List.copyOf(statistics);
  }

  /**
   * @param look how often to look at lag
   * @param analyze how long a fresh database is given before its first statistics, and how often
   *     they are compared with the tables' size afterwards
   */
  void start(Duration look, Duration analyze) {
    trusted = look.multipliedBy(LOOKS_TRUSTED).plus(GRACE);
    thread.scheduleWithFixedDelay(this::look, 0, look.toMillis(), TimeUnit.MILLISECONDS);
    thread.scheduleWithFixedDelay(
        this::analyze, analyze.toMillis(), analyze.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The latest look, unless looking itself hangs: an old one would call a dead system healthy. */
  ProjectionHealth health() {
    Look look = latest;
    boolean old = System.nanoTime() - look.nanos() > trusted.toNanos();
    return old ? ProjectionHealth.UNKNOWN : look.health();
  }

  private record Look(ProjectionHealth health, long nanos) {}

  private void look() {
    try {
      List<SliceHealth> slices = probe.look();
      for (SliceHealth slice : slices) {
        metrics.currentLag(slice.projection(), slice.slice(), slice.lag());
        metrics.stopped(slice.projection(), slice.slice(), slice.stop() != null);
        metrics.paused(slice.projection(), slice.slice(), slice.paused());
      }
      latest = new Look(new ProjectionHealth(true, slices), System.nanoTime());
    } catch (SQLException | RuntimeException e) {
      // Said by what health answers from now on; the next look may succeed.
      latest = new Look(ProjectionHealth.UNKNOWN, System.nanoTime());
      LOG.warn("cannot look at the projections' lag: {}", e.getClass().getSimpleName());
    }
  }

  private void analyze() {
    for (TableStatistics tables : statistics) {
      try {
        tables.refresh();
      } catch (SQLException | RuntimeException e) {
        LOG.warn("cannot renew statistics, later again: {}", e.getClass().getSimpleName());
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
