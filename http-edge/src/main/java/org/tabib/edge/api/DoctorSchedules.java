package org.tabib.edge.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.schedule.SlotCalendar;
import org.tabib.projections.schedule.BookingQueries;
import org.tabib.projections.schedule.BookingQueries.Booking;

/**
 * A doctor's schedule: which slots there are from the calendar, what is free from the schedule
 * itself, who is booked from the read model.
 */
final class DoctorSchedules {
  /** The most slots that the longest range can have: a slot a minute. */
  private static final int ALL = (int) Duration.ofDays(32).toMinutes();

  private final FreeTime free;
  private final BookingQueries bookings;
  private final Executor queries;

  DoctorSchedules(FreeTime free, BookingQueries bookings, Executor queries) {
    this.free = free;
    this.bookings = bookings;
    this.queries = queries;
  }

  CompletionStage<ScheduleView> of(Doctor doctor, ClinicTime time, TimeRange.Bounded range) {
    CompletionStage<List<Booking>> booked =
        CompletableFuture.supplyAsync(
            () -> bookings.between(doctor.scheduleId(), range.from(), range.to()), queries);
    return free.of(doctor.scheduleId(), range.from(), range.to(), ALL)
        .thenCombine(booked, (slots, visits) -> view(doctor, time, range, slots, visits));
  }

  private static ScheduleView view(
      Doctor doctor,
      ClinicTime time,
      TimeRange.Bounded range,
      List<Slot> free,
      List<Booking> booked) {
    Set<Instant> freeStarts = free.stream().map(Slot::start).collect(Collectors.toSet());
    Map<Instant, List<String>> visits = new TreeMap<>();
    SlotCalendar.of(doctor.availability())
        .starts(range.from(), range.to())
        .forEach(start -> visits.put(start, new ArrayList<>()));
    // A booking made before the hours were changed stays, outside of them.
    booked.forEach(
        booking ->
            visits
                .computeIfAbsent(booking.start(), start -> new ArrayList<>())
                .add(booking.visitId()));
    List<ScheduleView.Item> items = new ArrayList<>(visits.size());
    visits.forEach(
        (start, who) ->
            items.add(
                new ScheduleView.Item(
                    time.at(start),
                    time.at(start.plus(doctor.availability().slotLength())),
                    freeStarts.contains(start) ? "free" : who.isEmpty() ? "unavailable" : "booked",
                    who)));
    return new ScheduleView(
        doctor.id(),
        doctor.clinicId(),
        time.zone().getId(),
        time.at(range.from()),
        time.at(range.to()),
        items);
  }
}
