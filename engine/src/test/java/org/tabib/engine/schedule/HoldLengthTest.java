package org.tabib.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Refusal;

/** How long a hold keeps a slot is the holder's choice, within limits. */
class HoldLengthTest {
  private static final Instant NINE = Clinics.at("2026-03-03T09:00");

  private final ScheduleStory schedule = ScheduleStory.of(Clinics.mornings(1));

  @Test
  void keepsASlotAsLongAsWasAsked() {
    schedule.hold(NINE, "offer", "list", Duration.ofMinutes(25));

    schedule.passes(Duration.ofMinutes(24));
    assertThat(schedule.book(NINE, "visit", null)).isInstanceOf(ScheduleReply.Taken.class);
    schedule.passes(Duration.ofMinutes(2));
    assertThat(schedule.book(NINE, "visit", null)).isInstanceOf(ScheduleReply.Booked.class);
  }

  @Test
  void keepsASlotForTenMinutesWhenNothingElseWasAsked() {
    assertThat(schedule.hold(NINE, "hold", "somebody", null))
        .isEqualTo(
            new ScheduleReply.Held(
                new Slot("sehat.schedule", NINE, Duration.ofMinutes(30)),
                "hold",
                schedule.now().plus(Duration.ofMinutes(10))));
  }

  @Test
  void keepsNothingForLongerThanTwoHoursOrForNoTime() {
    assertThat(code(schedule.hold(NINE, "long", "list", Duration.ofMinutes(121))))
        .isEqualTo("hold-out-of-limits");
    assertThat(code(schedule.hold(NINE, "short", "list", Duration.ZERO)))
        .isEqualTo("hold-out-of-limits");
    assertThat(schedule.state().holds()).isEmpty();
  }

  private static String code(ScheduleReply reply) {
    assertThat(reply).isInstanceOf(ScheduleReply.Refused.class);
    Refusal refusal = ((ScheduleReply.Refused) reply).refusal();
    return refusal.code();
  }
}
