package org.tabib.projections.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.journal;

import org.junit.jupiter.api.Test;
import org.tabib.engine.schedule.ScheduleEvent.BookingReleased;
import org.tabib.engine.schedule.ScheduleEvent.SlotBooked;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.schedule.BookingQueries.Booking;

class SlotBookingsTest {
  @Test
  void knowsWhoIsBookedIntoASlotRightNow() {
    try (TestDatabase database = TestDatabase.create()) {
      SlotBookings bookings = new SlotBookings();
      BookingQueries queries = new BookingQueries(database.database().jdbi());
      database.write(
          bookings,
          journal(
              "demo.s",
              1,
              new SlotBooked(at(100), "demo.v1", "hold", at(1)),
              new SlotBooked(at(100), "demo.v2", null, at(2)),
              new BookingReleased(at(100), "demo.v1", at(3)),
              new SlotBooked(at(200), "demo.v3", null, at(4))));
      assertThat(queries.between("demo.s", at(100), at(201)))
          .containsExactly(new Booking(at(100), "demo.v2"), new Booking(at(200), "demo.v3"));
      assertThat(queries.between("demo.s", at(100), at(200))).hasSize(1);

      database.write(
          bookings,
          journal(
              "demo.s",
              5,
              new BookingReleased(at(100), "demo.v2", at(5)),
              new SlotBooked(at(100), "demo.v2", null, at(6)),
              new BookingReleased(at(200), "demo.v3", at(7))));
      assertThat(queries.between("demo.s", at(0), at(999)))
          .containsExactly(new Booking(at(100), "demo.v2"));
    }
  }
}
