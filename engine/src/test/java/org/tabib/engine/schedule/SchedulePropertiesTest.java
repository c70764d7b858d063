package org.tabib.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for any commands in any order (BOOK-3). */
class SchedulePropertiesTest {

  /** Something a caller does; few names and slots, so that callers meet. */
  record Step(int kind, int slot, int who, int pause) {}

  @Property(tries = 400)
  void noSlotEverHasMoreBookingsAndLiveHoldsThanPlaces(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 3) int capacity) {
    ScheduleStory schedule = ScheduleStory.of(Clinics.mornings(capacity));
    for (Step step : steps) {
      perform(schedule, step);
      assertThat(load(schedule.state(), schedule.now()).values())
          .allSatisfy(load -> assertThat(load).isLessThanOrEqualTo(capacity));
    }
  }

  @Property(tries = 200)
  void endsInTheSameStateWithARestartAfterEveryStep(@ForAll("steps") List<Step> steps) {
    ScheduleStory schedule = ScheduleStory.of(Clinics.mornings(2));
    for (Step step : steps) {
      perform(schedule, step);
      assertThat(schedule.replayed()).isEqualTo(schedule.state());
      assertThat(schedule.restored()).isEqualTo(schedule.state());
    }
  }

  @Property(tries = 200)
  void saysTheSameWhenACommandIsRepeatedAtOnce(@ForAll("steps") List<Step> steps) {
    ScheduleStory schedule = ScheduleStory.of(Clinics.mornings(1));
    for (Step step : steps) {
      ScheduleReply first = perform(schedule, step);
      ScheduleState after = schedule.state();
      assertThat(perform(schedule, new Step(step.kind(), step.slot(), step.who(), 0)))
          .isEqualTo(first);
      assertThat(schedule.state()).isEqualTo(after);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> kind = Arbitraries.integers().between(0, 4);
    Arbitrary<Integer> slot = Arbitraries.integers().between(0, 4);
    Arbitrary<Integer> who = Arbitraries.integers().between(0, 4);
    Arbitrary<Integer> pause = Arbitraries.integers().between(0, 7);
    return Combinators.combine(kind, slot, who, pause).as(Step::new).list().ofMaxSize(40);
  }

  private static ScheduleReply perform(ScheduleStory schedule, Step step) {
    schedule.passes(Duration.ofMinutes(step.pause()));
    Instant start = Clinics.at("2026-03-03T09:00").plus(Duration.ofMinutes(30L * step.slot()));
    String who = "who-" + step.who();
    String hold = "hold-" + step.who() + "-" + step.slot();
    return switch (step.kind()) {
      case 0 -> schedule.hold(start, hold, who);
      case 1 -> schedule.releaseHold(hold);
      case 2 -> schedule.book(start, who, hold);
      case 3 -> schedule.book(start, who, null);
      case 4 -> schedule.releaseBooking(start, who);
      default -> throw new IllegalArgumentException("no such step: " + step);
    };
  }

  private static Map<Instant, Integer> load(ScheduleState state, Instant now) {
    Map<Instant, Integer> load = new HashMap<>();
    state.bookings().forEach(b -> load.merge(b.start(), 1, Integer::sum));
    state.holds().stream()
        .filter(h -> h.until().isAfter(now))
        .forEach(h -> load.merge(h.start(), 1, Integer::sum));
    return load;
  }
}
