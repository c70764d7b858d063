package org.tabib.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.schedule.Clinics.MONDAY_EIGHT;
import static org.tabib.engine.schedule.Clinics.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Refusal.Kind;
import org.tabib.engine.schedule.ScheduleEvent.HoldReleased;
import org.tabib.engine.schedule.ScheduleEvent.SlotHeld;

class ScheduleDeciderTest {
  private static final Instant NINE = at("2026-03-02T09:00");
  private static final Instant HALF_PAST_NINE = at("2026-03-02T09:30");
  private static final Instant TEN = at("2026-03-02T10:00");
  private static final Instant HALF_PAST_TEN = at("2026-03-02T10:30");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ScheduleStory schedule = ScheduleStory.of(Clinics.mornings(1));

  @Test
  void refusesSlotThatAnotherPatientHoldsAndOffersTheNextThree() {
    schedule.hold(NINE, "h1", "ann");

    assertThat(schedule.hold(NINE, "h2", "bob"))
        .isEqualTo(
            new ScheduleReply.Taken(
                NINE, List.of(slot(HALF_PAST_NINE), slot(TEN), slot(HALF_PAST_TEN))));
    assertThat(schedule.book(NINE, "v2", "h2")).isInstanceOf(ScheduleReply.Taken.class);
  }

  @Test
  void holdsForTenMinutesAndThenTheSlotIsFreeWithoutAnybodyDoingAnything() {
    assertThat(schedule.hold(NINE, "h1", "ann"))
        .isEqualTo(new ScheduleReply.Held(slot(NINE), "h1", MONDAY_EIGHT.plusSeconds(600)));
    schedule.passes(Duration.ofMinutes(10));

    assertThat(schedule.hold(NINE, "h2", "bob")).isInstanceOf(ScheduleReply.Held.class);
  }

  @Test
  void answersARepeatedHoldWithTheSameHold() {
    ScheduleReply first = schedule.hold(NINE, "h1", "ann");
    schedule.passes(MINUTE);

    assertThat(schedule.hold(NINE, "h1", "ann")).isEqualTo(first);
    assertThat(schedule.journal()).filteredOn(SlotHeld.class::isInstance).hasSize(1);
  }

  @Test
  void releasesTheEarlierHoldOfTheSameHolderInTheSameWrite() {
    schedule.hold(NINE, "h1", "ann");
    schedule.hold(TEN, "h2", "ann");

    assertThat(schedule.journal())
        .contains(new HoldReleased(NINE, "h1", MONDAY_EIGHT))
        .last()
        .isInstanceOf(SlotHeld.class);
    assertThat(schedule.hold(NINE, "h3", "bob")).isInstanceOf(ScheduleReply.Held.class);
  }

  @Test
  void turnsTheHoldIntoTheBooking() {
    schedule.hold(NINE, "h1", "ann");

    assertThat(schedule.book(NINE, "v1", "h1"))
        .isEqualTo(new ScheduleReply.Booked(slot(NINE), "v1"));
    assertThat(schedule.state().holds()).isEmpty();
    assertThat(schedule.hold(NINE, "h2", "bob")).isInstanceOf(ScheduleReply.Taken.class);
  }

  @Test
  void booksWithAnExpiredHoldWhenTheSlotIsStillFree() {
    schedule.hold(NINE, "h1", "ann");
    schedule.passes(Duration.ofMinutes(11));

    assertThat(schedule.book(NINE, "v1", "h1")).isInstanceOf(ScheduleReply.Booked.class);
  }

  @Test
  void saysTakenWhenTheHoldExpiredAndSomebodyElseWasFaster() {
    schedule.hold(NINE, "h1", "ann");
    schedule.passes(Duration.ofMinutes(11));
    schedule.book(NINE, "v2", null);

    assertThat(schedule.book(NINE, "v1", "h1")).isInstanceOf(ScheduleReply.Taken.class);
  }

  @Test
  void answersARepeatedBookingTheSameEvenWhenTheSlotHasBegun() {
    ScheduleReply first = schedule.book(NINE, "v1", null);
    schedule.passes(Duration.ofHours(2));

    assertThat(schedule.book(NINE, "v1", null)).isEqualTo(first);
  }

  @Test
  void keepsAHeldSlotBookableWithinTheLeadTime() {
    schedule.passes(Duration.ofMinutes(29));
    schedule.hold(NINE, "h1", "ann");
    schedule.passes(Duration.ofMinutes(5));

    assertThat(schedule.book(NINE, "v1", "h1")).isInstanceOf(ScheduleReply.Booked.class);
  }

  @Test
  void countsBookingsAndHoldsTogetherWhenASlotTakesSeveral() {
    ScheduleStory group = ScheduleStory.of(Clinics.mornings(2));
    group.book(NINE, "v1", null);
    group.hold(NINE, "h1", "ann");

    assertThat(group.hold(NINE, "h2", "bob")).isInstanceOf(ScheduleReply.Taken.class);
    assertThat(group.book(NINE, "v2", "h1")).isInstanceOf(ScheduleReply.Booked.class);
  }

  @Test
  void freesAReleasedBooking() {
    schedule.book(NINE, "v1", null);

    assertThat(schedule.releaseBooking(NINE, "v1")).isEqualTo(new ScheduleReply.Done());
    assertThat(schedule.releaseBooking(NINE, "v1")).isEqualTo(new ScheduleReply.Done());
    assertThat(schedule.book(NINE, "v2", null)).isInstanceOf(ScheduleReply.Booked.class);
  }

  @Test
  void doesNotReleaseAnotherVisitsBooking() {
    schedule.book(NINE, "v1", null);
    schedule.releaseBooking(NINE, "v2");

    assertThat(schedule.book(NINE, "v2", null)).isInstanceOf(ScheduleReply.Taken.class);
  }

  @Test
  void keepsBookingsThatWereMadeBeforeAChangeOfHours() {
    schedule.book(HALF_PAST_NINE, "v1", null);
    Availability longer =
        new Availability(
            Clinics.KOLKATA,
            Clinics.everyDay("09:00", "12:00"),
            List.of(),
            List.of(),
            Duration.ofMinutes(45),
            1,
            Duration.ofMinutes(30),
            Duration.ofDays(7));
    schedule.define(longer);

    assertThat(schedule.free(NINE, at("2026-03-02T12:00"), 10))
        .isEqualTo(
            new ScheduleReply.Slots(
                List.of(
                    new Slot("sehat.schedule", HALF_PAST_TEN, Duration.ofMinutes(45)),
                    new Slot("sehat.schedule", at("2026-03-02T11:15"), Duration.ofMinutes(45)))));
    assertThat(schedule.releaseBooking(HALF_PAST_NINE, "v1")).isEqualTo(new ScheduleReply.Done());
  }

  @Test
  void refusesWhatCannotBeHadAndSaysWhy() {
    assertRefused(schedule.hold(MONDAY_EIGHT.minusSeconds(60), "h", "ann"), "slot-in-the-past");
    assertRefused(schedule.book(MONDAY_EIGHT, "v", null), "slot-in-the-past");
    assertRefused(schedule.book(NINE.plusSeconds(60), "v", null), "slot-not-offered");
    assertRefused(schedule.book(at("2026-03-02T13:00"), "v", null), "slot-not-offered");
    assertRefused(schedule.book(at("2026-03-10T09:00"), "v", null), "slot-too-far-ahead");
    schedule.passes(Duration.ofMinutes(31));
    assertRefused(schedule.book(NINE, "v", null), "slot-too-soon");
  }

  @Test
  void refusesEverythingBeforeItIsDefined() {
    ScheduleStory unknown = new ScheduleStory(MONDAY_EIGHT);

    assertThat(unknown.book(NINE, "v", null))
        .isInstanceOfSatisfying(
            ScheduleReply.Refused.class,
            r -> {
              assertThat(r.refusal().kind()).isEqualTo(Kind.NOT_FOUND);
              assertThat(r.refusal().code()).isEqualTo("schedule-undefined");
            });
    assertRefused(unknown.hold(NINE, "h", "ann"), "schedule-undefined");
    assertRefused(unknown.free(NINE, TEN, 5), "schedule-undefined");
    assertThat(unknown.releaseBooking(NINE, "v")).isEqualTo(new ScheduleReply.Done());
  }

  @Test
  void changesNothingWhenDefinedTheSameAgain() {
    schedule.define(Clinics.mornings(1));

    assertThat(schedule.journal()).hasSize(1);
  }

  @Test
  void listsFreeSlotsWithinLeadTimeAndHorizonOnly() {
    schedule.passes(Duration.ofMinutes(45));

    ScheduleReply reply = schedule.free(Instant.EPOCH, Instant.MAX, 100);

    assertThat(reply)
        .isInstanceOfSatisfying(
            ScheduleReply.Slots.class,
            slots -> {
              assertThat(slots.slots()).first().isEqualTo(slot(HALF_PAST_NINE));
              // Seven mornings of six, without the 9 o'clock that is too soon.
              assertThat(slots.slots()).hasSize(7 * 6 - 1);
            });
  }

  @Test
  void forgetsBookingsTwoDaysAfterTheyBegan() {
    schedule.book(NINE, "v1", null);
    schedule.passes(Duration.ofDays(3));
    schedule.book(at("2026-03-06T09:00"), "v2", null);

    assertThat(schedule.state().bookings())
        .extracting(ScheduleState.Booking::visitId)
        .containsExactly("v2");
  }

  private static Slot slot(Instant start) {
    return new Slot("sehat.schedule", start, Duration.ofMinutes(30));
  }

  private static void assertRefused(ScheduleReply reply, String code) {
    assertThat(reply)
        .isInstanceOfSatisfying(
            ScheduleReply.Refused.class, r -> assertThat(r.refusal().code()).isEqualTo(code));
  }
}
