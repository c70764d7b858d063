package org.tabib.edge.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What phones without connection have written: it goes out in order when that is back. */
final class Unsent {
  private final Map<String, List<Runnable>> waiting = new HashMap<>();

  /** Keeps a transmission; false when the phone has more of them than its chat holds. */
  synchronized boolean add(String number, Runnable transmission) {
    var ofPhone = waiting.computeIfAbsent(number, ignored -> new ArrayList<>());
    return ofPhone.size() < Phones.MESSAGES_PER_LISTED && ofPhone.add(transmission);
  }

  synchronized List<Runnable> take(String number) {
    var taken = waiting.remove(number);
    return taken == null ? List.of() : taken;
  }
}
