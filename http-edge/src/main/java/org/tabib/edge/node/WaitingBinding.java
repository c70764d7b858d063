package org.tabib.edge.node;

import com.typesafe.config.Config;
import java.util.List;
import org.tabib.engine.waitlist.WaitingRules;

/** How freed times are offered, bound from {@code tabib.waiting-list}. */
final class WaitingBinding {
  private static final String PATH = "waiting-list.";

  private WaitingBinding() {}

  static WaitingRules bind(Config tabib, List<String> problems) {
    try {
      return new WaitingRules(
          tabib.getDuration(PATH + "offer-time"),
          tabib.getDuration(PATH + "shortest-offer"),
          tabib.getDuration(PATH + "lead-time"),
          tabib.getDuration(PATH + "urgent-within"));
    } catch (IllegalArgumentException e) {
      problems.add("TABIB_WAITING_*: " + e.getMessage());
      return WaitingRules.DEFAULT;
    }
  }
}
