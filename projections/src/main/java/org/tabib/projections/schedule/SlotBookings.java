package org.tabib.projections.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.schedule.ScheduleEvent;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.Unnest;

/** Fills {@code read.slot_booking}: who is booked into a slot right now. */
public final class SlotBookings implements ReadModel<ScheduleEvent> {
  private static final String BOOK =
      """
      insert into read.slot_booking (schedule_id, starts_at, visit_id, booked_at)
      select * from unnest(?::text[], ?::timestamptz[], ?::text[], ?::timestamptz[])
      on conflict (schedule_id, starts_at, visit_id) do update set booked_at = excluded.booked_at
      """;
  private static final String RELEASE =
      """
      delete from read.slot_booking b
      using unnest(?::text[], ?::timestamptz[], ?::text[]) as c (schedule_id, starts_at, visit_id)
      where b.schedule_id = c.schedule_id
        and b.starts_at = c.starts_at
        and b.visit_id = c.visit_id
      """;

  private record Seat(String scheduleId, Instant start, String visitId) {}

  /** How a seat ends up after the batch. @param bookedAt none when it is free */
  private record Outcome(Seat seat, @Nullable Instant bookedAt) {}

  @Override
  public void write(Connection connection, List<Recorded<ScheduleEvent>> batch)
      throws SQLException {
    Map<Seat, Outcome> outcomes = new LinkedHashMap<>();
    for (Recorded<ScheduleEvent> recorded : batch) {
      String id = recorded.entityId();
      switch (recorded.event()) {
        case ScheduleEvent.SlotBooked booked -> {
          Seat seat = new Seat(id, booked.start(), booked.visitId());
          outcomes.put(seat, new Outcome(seat, booked.at()));
        }
        case ScheduleEvent.BookingReleased released -> {
          Seat seat = new Seat(id, released.start(), released.visitId());
          outcomes.put(seat, new Outcome(seat, null));
        }
        case ScheduleEvent.AvailabilityDefined defined -> {}
        case ScheduleEvent.SlotHeld held -> {}
        case ScheduleEvent.HoldReleased released -> {}
      }
    }
    Unnest.<Outcome>over(
            connection,
            RELEASE,
            outcomes.values().stream().filter(o -> o.bookedAt() == null).toList())
        .text(o -> o.seat().scheduleId())
        .time(o -> o.seat().start())
        .text(o -> o.seat().visitId())
        .execute();
    Unnest.<Outcome>over(
            connection, BOOK, outcomes.values().stream().filter(o -> o.bookedAt() != null).toList())
        .text(o -> o.seat().scheduleId())
        .time(o -> o.seat().start())
        .text(o -> o.seat().visitId())
        .time(Outcome::bookedAt)
        .execute();
  }

  @Override
  public List<String> tables() {
    return List.of("read.slot_booking");
  }
}
