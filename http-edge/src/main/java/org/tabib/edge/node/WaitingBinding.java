package org.tabib.edge.node;

import com.typesafe.config.Config;
import java.time.DateTimeException;
import java.time.LocalTime;
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
          time(tabib, "quiet-from", "TABIB_WAITING_QUIET_FROM", problems),
          time(tabib, "quiet-to", "TABIB_WAITING_QUIET_TO", problems),
          tabib.getDuration(PATH + "urgent-within"));
    } catch (IllegalArgumentException e) {
      problems.add("TABIB_WAITING_*: " + e.getMessage());
      return WaitingRules.DEFAULT;
    }
  }

  private static LocalTime time(
      Config tabib, String key, String variable, List<String> problems) {
    String text = tabib.getString(PATH + key);
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      problems.add(variable + " is a time of day such as 21:00, not '" + text + "'");
      return LocalTime.MIDNIGHT;
    }
  }
}
