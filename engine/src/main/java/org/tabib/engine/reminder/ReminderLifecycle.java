package org.tabib.engine.reminder;

import static org.tabib.engine.reminder.ReminderStatus.ACTIVE;
import static org.tabib.engine.reminder.ReminderStatus.ENDED;
import static org.tabib.engine.reminder.ReminderStatus.STOPPED;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Lifecycle;
import org.tabib.engine.entity.Lifecycle.Transition;

/** The life of a reminder; drawn in {@code docs/lifecycles/reminder.md}. */
final class ReminderLifecycle {
  /** What an event means for whether anything is due yet. */
  enum Move {
    PLANNED,
    /** something is due yet */
    GOES_ON,
    /** nothing is due any more */
    RUNS_OUT,
    STOPPED
  }

  static final Lifecycle<ReminderStatus, Move> TABLE =
      new Lifecycle<>(
          List.of(
              on(null, Move.PLANNED, ACTIVE),
              on(ACTIVE, Move.GOES_ON, ACTIVE),
              on(ACTIVE, Move.RUNS_OUT, ENDED),
              on(ACTIVE, Move.STOPPED, STOPPED),
              // The last dose was put off, or the course was made longer.
              on(ENDED, Move.GOES_ON, ACTIVE),
              // The last dose was taken.
              on(ENDED, Move.RUNS_OUT, ENDED),
              on(ENDED, Move.STOPPED, STOPPED),
              // The visit's record says another day to come again.
              on(STOPPED, Move.GOES_ON, ACTIVE)));

  private ReminderLifecycle() {}

  /**
   * The status after the event.
   *
   * @throws IllegalStateException if it cannot happen there: the journal has a hole
   */
  static ReminderStatus after(@Nullable ReminderStatus from, ReminderEvent event) {
    return TABLE
        .next(from, move(event))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    event.getClass().getSimpleName() + " cannot happen to a reminder: " + from));
  }

  static Move move(ReminderEvent event) {
    return switch (event) {
      case ReminderEvent.ReminderPlanned e -> Move.PLANNED;
      case ReminderEvent.ReminderStopped e -> Move.STOPPED;
      case ReminderEvent.ReminderChanged e -> onward(e.nextDue());
      case ReminderEvent.OccurrenceTold e -> onward(e.nextDue());
      case ReminderEvent.OccurrenceDone e -> onward(e.nextDue());
      case ReminderEvent.OccurrenceSnoozed e -> onward(e.nextDue());
      case ReminderEvent.OccurrencesDropped e -> onward(e.nextDue());
    };
  }

  private static Move onward(@Nullable NextDue nextDue) {
    return nextDue == null ? Move.RUNS_OUT : Move.GOES_ON;
  }

  private static Transition<ReminderStatus, Move> on(
      @Nullable ReminderStatus from, Move move, ReminderStatus to) {
    return new Transition<>(from, move, to);
  }
}
