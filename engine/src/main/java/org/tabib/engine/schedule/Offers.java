package org.tabib.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * What has been shown to whom in the last 90 seconds, so that people who ask at the same moment are
 * shown different slots as long as there are enough. Kept in memory only: losing it costs somebody
 * a second look, never a slot.
 */
record Offers(Map<String, Shown> byHolder) {
  /** How long what was shown is set aside (design: slots). */
  static final Duration SET_ASIDE = Duration.ofSeconds(90);

  /** The starts shown to one holder. */
  record Shown(List<Instant> starts, Instant until) {}

  /** What is shown now, and what is remembered from then on. */
  record Offering(List<Slot> slots, Offers offers) {}

  Offers {
    byHolder = Map.copyOf(byHolder);
  }

  static Offers none() {
    return new Offers(Map.of());
  }

  /** How many free slots are enough to offer that many to one more. */
  int needed(int count) {
    int shown = 0;
    for (Shown others : byHolder.values()) {
      shown += others.starts().size();
    }
    return count + shown;
  }

  /** How many slots are set aside at the moment. */
  int outstanding(Instant now) {
    int shown = 0;
    for (Shown others : byHolder.values()) {
      shown += others.until().isAfter(now) ? others.starts().size() : 0;
    }
    return shown;
  }

  /**
   * Chooses: first what the holder was shown before, then what nobody else was shown, then, if
   * there is not enough, what others were shown.
   *
   * @param free the free slots from which to choose, earliest first
   * @param places how many patients a slot can still take
   */
  Offering offer(
      List<Slot> free, ToIntFunction<Slot> places, int count, String holder, Instant now) {
    Map<String, Shown> live = new HashMap<>();
    Map<Instant, Integer> others = new HashMap<>();
    byHolder.forEach(
        (who, shown) -> {
          if (shown.until().isAfter(now)) {
            live.put(who, shown);
            if (!who.equals(holder)) {
              shown.starts().forEach(start -> others.merge(start, 1, Integer::sum));
            }
          }
        });
    Shown before = live.getOrDefault(holder, new Shown(List.of(), now));
    TreeMap<Instant, Slot> chosen = new TreeMap<>();
    for (Slot slot : free) {
      if (chosen.size() < count && before.starts().contains(slot.start())) {
        chosen.put(slot.start(), slot);
      }
    }
    for (Slot slot : free) {
      if (chosen.size() < count && others.getOrDefault(slot.start(), 0) < places.applyAsInt(slot)) {
        chosen.put(slot.start(), slot);
      }
    }
    free.stream()
        .sorted(
            Comparator.comparingInt((Slot slot) -> others.getOrDefault(slot.start(), 0))
                .thenComparing(Slot::start))
        .filter(slot -> !chosen.containsKey(slot.start()))
        .limit(Math.max(0, count - chosen.size()))
        .forEach(slot -> chosen.put(slot.start(), slot));
    List<Instant> starts = new ArrayList<>(before.starts());
    chosen.keySet().stream().filter(start -> !starts.contains(start)).forEach(starts::add);
    live.put(holder, new Shown(List.copyOf(starts), now.plus(SET_ASIDE)));
    return new Offering(List.copyOf(chosen.values()), new Offers(live));
  }

  /** The holder has chosen: nothing needs to be set aside any more. */
  Offers without(String holder) {
    if (!byHolder.containsKey(holder)) {
      return this;
    }
    Map<String, Shown> rest = new HashMap<>(byHolder);
    rest.remove(holder);
    return new Offers(rest);
  }
}
