package org.tabib.projections.visit;

import java.util.List;

/**
 * Reviews in numbers.
 *
 * @param requested how many were asked for in that time
 * @param counts how many rated 1, 2, 3, 4 and 5, in this order
 */
public record ReviewSummary(long requested, List<Long> counts) {
  public ReviewSummary {
    counts = List.copyOf(counts);
  }

  /** How many ratings there are. */
  public long rated() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
