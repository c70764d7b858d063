package org.tabib.engine.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which slots of a schedule can be had now: offered, within lead time and horizon, not full. */
final class FreeSlots {
  private FreeSlots() {}

  /** Those that start in [from, to), earliest first, at most {@code limit}. */
  static List<Slot> find(ScheduleState state, Instant from, Instant to, int limit, Instant now) {
    Availability availability = state.availability();
    if (availability == null || limit < 1) {
      return List.of();
    }
    Instant earliest = now.plus(availability.leadTime());
    Instant latest = now.plus(availability.horizon());
    List<Slot> found = new ArrayList<>();
    SlotCalendar.of(availability)
        .walk(
            from.isAfter(earliest) ? from : earliest,
            to.isBefore(latest) ? to : latest,
            start -> {
              if (places(state, availability, start, now) > 0) {
                found.add(new Slot(state.scheduleId(), start, availability.slotLength()));
              }
              return found.size() < limit;
            });
    return found;
  }

  /** How many patients the slot at that start can still take. */
  static int places(ScheduleState state, Availability availability, Instant start, Instant now) {
    Instant end = start.plus(availability.slotLength());
    return availability.capacity() - state.load(start, end, null, now);
  }
}
