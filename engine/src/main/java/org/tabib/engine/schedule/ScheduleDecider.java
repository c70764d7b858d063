package org.tabib.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.schedule.ScheduleEvent.AvailabilityDefined;
import org.tabib.engine.schedule.ScheduleEvent.BookingReleased;
import org.tabib.engine.schedule.ScheduleEvent.HoldReleased;
import org.tabib.engine.schedule.ScheduleEvent.SlotBooked;
import org.tabib.engine.schedule.ScheduleEvent.SlotHeld;
import org.tabib.engine.schedule.ScheduleState.Hold;

/**
 * The rules of a DoctorSchedule (BOOK-3, BOOK-4): a slot never has more bookings and live holds
 * than it has places, and whoever asks for what cannot be had is told why.
 */
final class ScheduleDecider {
  /** How long a hold keeps a slot (design: slots). */
  static final Duration HOLD = Duration.ofMinutes(10);

  /** Whoever keeps a slot for longer than this keeps it from everybody else. */
  static final Duration LONGEST_HOLD = Duration.ofHours(2);

  private static final int ALTERNATIVES = 3;

  private ScheduleDecider() {}

  static Decision<ScheduleEvent, ScheduleReply> decide(
      ScheduleState state, ScheduleCommand.Define command, Instant now) {
    if (command.doctorId().equals(state.doctorId())
        && command.clinicId().equals(state.clinicId())
        && command.availability().equals(state.availability())) {
      return Decision.answer(new ScheduleReply.Done());
    }
    return Decision.accept(
        new AvailabilityDefined(
            command.doctorId(), command.clinicId(), command.availability(), now),
        new ScheduleReply.Done());
  }

  static Decision<ScheduleEvent, ScheduleReply> decide(
      ScheduleState state, ScheduleCommand.Free command, Instant now) {
    return state.availability() == null
        ? Decision.refuse(undefined(state))
        : Decision.answer(
            new ScheduleReply.Slots(
                FreeSlots.find(state, command.from(), command.to(), command.limit(), now)));
  }

  static Decision<ScheduleEvent, ScheduleReply> decide(
      ScheduleState state, ScheduleCommand.Hold command, Instant now) {
    Availability availability = state.availability();
    if (availability == null) {
      return Decision.refuse(undefined(state));
    }
    Instant start = command.start();
    Hold same = state.liveHold(command.holdId(), now);
    if (same != null && same.start().equals(start)) {
      return Decision.answer(
          new ScheduleReply.Held(
              new Slot(state.scheduleId(), start, same.length()), same.holdId(), same.until()));
    }
    Duration keep = command.keep() == null ? HOLD : command.keep();
    Refusal refusal = isReasonable(keep) ? whyNot(availability, start, now) : notReasonable(keep);
    if (refusal != null) {
      return Decision.refuse(refusal);
    }
    if (full(state, availability, start, command.holder(), now)) {
      return Decision.answer(taken(state, start, now));
    }
    List<ScheduleEvent> events = new ArrayList<>();
    for (Hold earlier : state.holds()) {
      if (earlier.liveAt(now)
          && (earlier.holder().equals(command.holder())
              || earlier.holdId().equals(command.holdId()))) {
        events.add(new HoldReleased(earlier.start(), earlier.holdId(), now));
      }
    }
    Instant until = now.plus(keep);
    events.add(new SlotHeld(start, command.holdId(), command.holder(), until, now));
    return Decision.accept(
        events, new ScheduleReply.Held(slot(state, availability, start), command.holdId(), until));
  }

  static Decision<ScheduleEvent, ScheduleReply> decide(
      ScheduleState state, ScheduleCommand.ReleaseHold command, Instant now) {
    Hold hold = state.liveHold(command.holdId(), now);
    return hold == null
        ? Decision.answer(new ScheduleReply.Done())
        : Decision.accept(
            new HoldReleased(hold.start(), hold.holdId(), now), new ScheduleReply.Done());
  }

  static Decision<ScheduleEvent, ScheduleReply> decide(
      ScheduleState state, ScheduleCommand.Book command, Instant now) {
    Availability availability = state.availability();
    if (availability == null) {
      return Decision.refuse(undefined(state));
    }
    Instant start = command.start();
    ScheduleReply booked =
        new ScheduleReply.Booked(slot(state, availability, start), command.visitId());
    if (state.isBooked(start, command.visitId())) {
      return Decision.answer(booked);
    }
    Hold hold = command.holdId() == null ? null : state.liveHold(command.holdId(), now);
    boolean kept = hold != null && hold.start().equals(start);
    // What was held is not lost to a lead time or change of hours that came in between.
    Refusal refusal = kept ? inThePast(start, now) : whyNot(availability, start, now);
    if (refusal != null) {
      return Decision.refuse(refusal);
    }
    if (!kept && full(state, availability, start, null, now)) {
      return Decision.answer(taken(state, start, now));
    }
    return Decision.accept(
        new SlotBooked(start, command.visitId(), kept ? command.holdId() : null, now), booked);
  }

  static Decision<ScheduleEvent, ScheduleReply> decide(
      ScheduleState state, ScheduleCommand.ReleaseBooking command, Instant now) {
    return state.isBooked(command.start(), command.visitId())
        ? Decision.accept(
            new BookingReleased(command.start(), command.visitId(), now), new ScheduleReply.Done())
        : Decision.answer(new ScheduleReply.Done());
  }

  private static boolean isReasonable(Duration keep) {
    return keep.isPositive() && keep.compareTo(LONGEST_HOLD) <= 0;
  }

  private static Refusal notReasonable(Duration keep) {
    return Refusal.invalid(
        "hold-out-of-limits", "a slot is kept for at most " + LONGEST_HOLD + ", not for " + keep);
  }

  static Refusal undefined(ScheduleState state) {
    return Refusal.notFound(
        "schedule-undefined", "no availability is defined for schedule " + state.scheduleId());
  }

  private static boolean full(
      ScheduleState state,
      Availability availability,
      Instant start,
      @Nullable String exceptHolder,
      Instant now) {
    Instant end = start.plus(availability.slotLength());
    return state.load(start, end, exceptHolder, now) >= availability.capacity();
  }

  private static @Nullable Refusal whyNot(Availability availability, Instant start, Instant now) {
    Refusal past = inThePast(start, now);
    if (past != null) {
      return past;
    }
    Instant earliest = now.plus(availability.leadTime());
    if (start.isBefore(earliest)) {
      return Refusal.invalid(
          "slot-too-soon", start + " cannot be booked any more: the earliest is " + earliest);
    }
    Instant latest = now.plus(availability.horizon());
    if (!start.isBefore(latest)) {
      return Refusal.invalid(
          "slot-too-far-ahead", start + " cannot be booked yet: the latest is before " + latest);
    }
    return SlotCalendar.of(availability).offers(start)
        ? null
        : Refusal.invalid("slot-not-offered", "no slot starts at " + start);
  }

  private static @Nullable Refusal inThePast(Instant start, Instant now) {
    return start.isAfter(now)
        ? null
        : Refusal.invalid("slot-in-the-past", start + " is over: it is " + now);
  }

  private static ScheduleReply taken(ScheduleState state, Instant start, Instant now) {
    return new ScheduleReply.Taken(
        start, FreeSlots.find(state, start, Instant.MAX, ALTERNATIVES, now));
  }

  private static Slot slot(ScheduleState state, Availability availability, Instant start) {
    return new Slot(state.scheduleId(), start, availability.slotLength());
  }
}
