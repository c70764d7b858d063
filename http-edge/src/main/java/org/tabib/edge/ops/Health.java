package org.tabib.edge.ops;

import java.util.ArrayList;
import java.util.List;

/**
 * What the checks came to.
 *
 * @param healthy whether all of them passed that have a say
 */
public record Health(boolean healthy, List<Check> checks) {
  /**
   * One check.
   *
   * @param detail what was seen, in a few words; no personal data
   */
  public record Check(String name, boolean healthy, String detail) {}

  static Health of(List<Check> checks) {
    return of(checks, List.of());
  }

  /**
   * @param notes told to whoever asks, but without a say: what they speak of is not needed to serve
   */
  static Health of(List<Check> checks, List<Check> notes) {
    List<Check> all = new ArrayList<>(checks);
    all.addAll(notes);
    return new Health(checks.stream().allMatch(Check::healthy), List.copyOf(all));
  }
}
