package org.tabib.edge.api;

import org.jspecify.annotations.Nullable;

/**
 * Body of a cancellation.
 *
 * @param reason in somebody's words; personal
 */
record CancelRequest(@Nullable String reason) {
  private static final int LONGEST_REASON = 1000;

  void check() {
    new Checks().text("reason", reason, LONGEST_REASON).done();
  }

  @Override
  public String toString() {
    return "CancelRequest[…]";
  }
}
