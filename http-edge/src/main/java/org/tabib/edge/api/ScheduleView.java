package org.tabib.edge.api;

import java.time.OffsetDateTime;
import java.util.List;

/** A doctor's time, slot by slot, in the clinic's time zone. */
record ScheduleView(
    String doctorId,
    String clinicId,
    String zone,
    OffsetDateTime from,
    OffsetDateTime to,
    List<Item> slots) {

  /**
   * One slot.
   *
   * @param state {@code free}; {@code booked} when it is full; {@code unavailable} when it is held
   *     for somebody who is choosing, over, or not open for booking
   * @param visits who is booked into it, by visit
   */
  record Item(OffsetDateTime start, OffsetDateTime end, String state, List<String> visits) {}
}
