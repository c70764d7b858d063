package org.tabib.projections.statistics;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long people waited, as counts per upper bound in seconds: small enough to be added up over
 * any time, exact enough for percentiles (each bound is at most twice the one before).
 */
public final class ResponseTimes {
  private static final int[] BOUNDS = {
    1,
    2,
    3,
    4,
    5,
    6,
    8,
    10,
    15,
    20,
    30,
    45,
    60,
    90,
    120,
    180,
    300,
    450,
    600,
    900,
    1_200,
    1_800,
    2_700,
    3_600,
    5_400,
    7_200,
    10_800,
    14_400,
    21_600,
    28_800,
    43_200,
    64_800,
    86_400,
    172_800,
    345_600,
    604_800,
    1_209_600,
    2_419_200,
    4_838_400,
    9_676_800,
    19_353_600,
    38_707_200
  };

  private final SortedMap<Integer, Long> counts = new TreeMap<>();

  /** The bound that a time falls under; times over a year count as one year. */
  static int bound(Duration time) {
    for (int bound : BOUNDS) {
      if (time.compareTo(Duration.ofSeconds(bound)) <= 0) {
        return bound;
      }
    }
    return BOUNDS[BOUNDS.length - 1];
  }

  void add(int bound, long count) {
    counts.merge(bound, count, Long::sum);
  }

  void addAll(ResponseTimes others) {
    others.counts.forEach(this::add);
  }

  /** How many answers there were. */
  public long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The time within which that share of the answers came.
   *
   * @param share above 0, at most 1
   * @return none without answers
   */
  public @Nullable Duration within(double share) {
    long wanted = (long) Math.ceil(share * count());
    long seen = 0;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      seen += entry.getValue();
      if (seen >= wanted) {
        return Duration.ofSeconds(entry.getKey());
      }
    }
    return null;
  }
}
