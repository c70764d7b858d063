package org.tabib.edge.spool;

import java.time.Duration;

/**
 * With an entry that fails although the database answers. It is given up only when it was tried
 * that often, over that long, and others went through after it had failed first: while nothing
 * works at all, no entry is to blame.
 *
 * @param attempts least number of attempts
 * @param atLeast from the first failure
 * @param firstPause after a failure, doubled with each
 * @param longestPause between two attempts
 */
record Patience(int attempts, Duration atLeast, Duration firstPause, Duration longestPause) {
  /** Longer than a node of the cluster may be missed before its shards live elsewhere. */
  static final Patience STANDARD =
      new Patience(20, Duration.ofMinutes(5), Duration.ofMillis(250), Duration.ofSeconds(10));

  private static final int MOST_DOUBLINGS = 16;

  Duration pause(int failures) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
