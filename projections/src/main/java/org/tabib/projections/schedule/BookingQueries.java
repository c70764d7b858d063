package org.tabib.projections.schedule;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.tabib.projections.store.Columns;

/** Questions to the bookings per slot. They block: not for actor dispatchers. */
public final class BookingQueries {
  static final String BETWEEN =
      """
      select starts_at, visit_id
      from read.slot_booking
      where schedule_id = :schedule and starts_at >= :from and starts_at < :to
      order by starts_at, visit_id
      """;

  private final Jdbi jdbi;

  public BookingQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A visit in a slot. */
  public record Booking(Instant start, String visitId) {}

  /** A schedule's bookings from then (inclusive) until then (exclusive), earliest first. */
  public List<Booking> between(String scheduleId, Instant from, Instant to) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(BETWEEN)
                .bind("schedule", scheduleId)
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("to", to.atOffset(ZoneOffset.UTC))
                .map(
                    (row, context) ->
                        new Booking(Columns.time(row, "starts_at"), row.getString("visit_id")))
                .list());
  }
}
