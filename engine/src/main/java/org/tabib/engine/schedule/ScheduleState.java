package org.tabib.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.schedule.ScheduleEvent.AvailabilityDefined;
import org.tabib.engine.schedule.ScheduleEvent.BookingReleased;
import org.tabib.engine.schedule.ScheduleEvent.HoldReleased;
import org.tabib.engine.schedule.ScheduleEvent.SlotBooked;
import org.tabib.engine.schedule.ScheduleEvent.SlotHeld;

/**
 * What a DoctorSchedule remembers. What is over is forgotten by the time of later events: bookings
 * two days after they began, holds once they have expired.
 *
 * @param availability null until it is defined
 * @param longest the longest a slot has ever been here: how far back one can reach into another
 * @param bookings in order of start
 * @param holds in order of being made; may contain expired ones
 */
public record ScheduleState(
    String scheduleId,
    @Nullable String doctorId,
    @Nullable String clinicId,
    @Nullable Availability availability,
    Duration longest,
    List<Booking> bookings,
    List<Hold> holds) {

  /** How long a past booking is remembered, so that late repetitions are recognised. */
  static final Duration REMEMBERED = Duration.ofDays(2);

  /** A slot given away. Its length is that of the availability it was booked under. */
  public record Booking(Instant start, Duration length, String visitId) {}

  /** A slot kept for somebody; free again from {@code until}. */
  public record Hold(Instant start, Duration length, String holdId, String holder, Instant until) {
    boolean liveAt(Instant now) {
      return until.isAfter(now);
    }
  }

  public ScheduleState {
    bookings = List.copyOf(bookings);
    holds = List.copyOf(holds);
  }

  public static ScheduleState undefined(String scheduleId) {
    return new ScheduleState(scheduleId, null, null, null, Duration.ZERO, List.of(), List.of());
  }

  public ScheduleState apply(ScheduleEvent event) {
    return switch (event) {
      case AvailabilityDefined e -> defined(e);
      case SlotHeld e -> with(bookings, held(e)).pruned(e.at());
      case HoldReleased e -> with(bookings, withoutHold(e.holdId())).pruned(e.at());
      case SlotBooked e ->
          with(booked(e), e.holdId() == null ? holds : withoutHold(e.holdId())).pruned(e.at());
      case BookingReleased e -> with(withoutBooking(e), holds).pruned(e.at());
    };
  }

  /** The visit's booking at that start, if there is one. */
  boolean isBooked(Instant start, String visitId) {
    for (int i = firstFrom(start); i < bookings.size(); i++) {
      Booking booking = bookings.get(i);
      if (!booking.start().equals(start)) {
        return false;
      }
      if (booking.visitId().equals(visitId)) {
        return true;
      }
    }
    return false;
  }

  @Nullable Hold liveHold(String holdId, Instant now) {
    for (Hold hold : holds) {
      if (hold.holdId().equals(holdId) && hold.liveAt(now)) {
        return hold;
      }
    }
    return null;
  }

  /**
   * How many places of [start, end) are gone: bookings and live holds that touch it, also those
   * made under an earlier availability.
   *
   * @param exceptHolder whose holds do not count, or null
   */
  int load(Instant start, Instant end, @Nullable String exceptHolder, Instant now) {
    int load = 0;
    for (int i = firstFrom(start.minus(longest)); i < bookings.size(); i++) {
      Booking booking = bookings.get(i);
      if (!booking.start().isBefore(end)) {
        break;
      }
      if (booking.start().plus(booking.length()).isAfter(start)) {
        load++;
      }
    }
    for (Hold hold : holds) {
      if (hold.liveAt(now)
          && !hold.holder().equals(exceptHolder)
          && hold.start().isBefore(end)
          && hold.start().plus(hold.length()).isAfter(start)) {
        load++;
      }
    }
    return load;
  }

  private ScheduleState defined(AvailabilityDefined e) {
    Duration length = e.availability().slotLength();
    return new ScheduleState(
            scheduleId,
            e.doctorId(),
            e.clinicId(),
            e.availability(),
            length.compareTo(longest) > 0 ? length : longest,
            bookings,
            holds)
        .pruned(e.at());
  }

  private List<Booking> booked(SlotBooked e) {
    List<Booking> more = new ArrayList<>(bookings.size() + 1);
    int at = firstFrom(e.start());
    more.addAll(bookings.subList(0, at));
    more.add(new Booking(e.start(), length(), e.visitId()));
    more.addAll(bookings.subList(at, bookings.size()));
    return more;
  }

  private List<Booking> withoutBooking(BookingReleased e) {
    return bookings.stream()
        .filter(b -> !(b.visitId().equals(e.visitId()) && b.start().equals(e.start())))
        .toList();
  }

  private List<Hold> held(SlotHeld e) {
    List<Hold> more = new ArrayList<>(withoutHold(e.holdId()));
    more.add(new Hold(e.start(), length(), e.holdId(), e.holder(), e.until()));
    return more;
  }

  private List<Hold> withoutHold(String holdId) {
    return holds.stream().filter(hold -> !hold.holdId().equals(holdId)).toList();
  }

  private Duration length() {
    if (availability == null) {
      throw new IllegalStateException("slots of an undefined schedule cannot be given away");
    }
    return availability.slotLength();
  }

  private ScheduleState with(List<Booking> newBookings, List<Hold> newHolds) {
    return new ScheduleState(
        scheduleId, doctorId, clinicId, availability, longest, newBookings, newHolds);
  }

  private ScheduleState pruned(Instant at) {
    int kept = firstFrom(at.minus(REMEMBERED));
    boolean expired = holds.stream().anyMatch(hold -> !hold.liveAt(at));
    if (kept == 0 && !expired) {
      return this;
    }
    return with(
        bookings.subList(kept, bookings.size()),
        holds.stream().filter(hold -> hold.liveAt(at)).toList());
  }

  /** The index of the first booking that starts then or later. */
  private int firstFrom(Instant start) {
    int low = 0;
    int high = bookings.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bookings.get(middle).start().isBefore(start)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
