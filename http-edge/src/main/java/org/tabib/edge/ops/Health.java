package org.tabib.edge.ops;

import java.util.List;

/**
 * What the checks came to.
 *
 * @param healthy whether all of them passed
 */
public record Health(boolean healthy, List<Check> checks) {
  /**
   * One check.
   *
   * @param detail what was seen, in a few words; no personal data
   */
  public record Check(String name, boolean healthy, String detail) {}

  static Health of(List<Check> checks) {
    return new Health(checks.stream().allMatch(Check::healthy), List.copyOf(checks));
  }
}
