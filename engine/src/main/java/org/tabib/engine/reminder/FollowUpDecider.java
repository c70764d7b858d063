package org.tabib.engine.reminder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderEvent.ReminderChanged;
import org.tabib.engine.reminder.ReminderEvent.ReminderPlanned;
import org.tabib.engine.reminder.ReminderEvent.ReminderStopped;

/** How a reminder follows what a visit's record says about coming again. */
final class FollowUpDecider {
  /** Time enough to find an appointment. */
  private static final int DAYS_AHEAD = 2;

  private static final LocalTime MORNING = LocalTime.of(9, 0);

  private FollowUpDecider() {}

  /**
   * @param keyKnown whether the patient's key is at hand; without it there is no such patient
   */
  static Decision<ReminderEvent, ReminderReply> decide(
      ReminderState state, ReminderCommand.Follow command, boolean keyKnown, Instant now) {
    FollowUp wanted = command.plan().followUp();
    if (wanted == null) {
      throw new IllegalArgumentException("there is no follow-up in the plan");
    }
    if (!keyKnown) {
      return Decision.refuse(ReminderDecider.unknownPatient());
    }
    if (state.plan() != null && wanted.equals(state.planned().followUp())) {
      return Decision.answer(ReminderDecider.current(state));
    }
    @Nullable Rhythm rhythm =
        rhythm(wanted.day(), command.plan().zone(), command.written(), now).orElse(null);
    if (rhythm == null) {
      return over(state, now);
    }
    ReminderPlan plan = command.plan().with(rhythm, command.plan().zone());
    @Nullable NextDue next = DueRules.next(plan, now, Map.of());
    Private<ReminderContent> content = Private.of(plan.patientId(), command.content());
    return ReminderDecider.accept(
        state,
        state.plan() == null
            ? new ReminderPlanned(plan, content, By.RULE, next, now)
            : new ReminderChanged(plan, content, By.RULE, next, now));
  }

  /** What was planned for another day is not told any more. */
  private static Decision<ReminderEvent, ReminderReply> over(ReminderState state, Instant now) {
    if (state.plan() == null) {
      return Decision.refuse(ReminderDecider.nothingToCome());
    }
    return state.status() == ReminderStatus.STOPPED
        ? Decision.answer(ReminderDecider.current(state))
        : ReminderDecider.accept(state, new ReminderStopped(By.RULE, now));
  }

  /**
   * A morning two days before the day, or the first one after that which is still to come; never
   * the day on which the patient was told by the doctor. Empty when that is after the day itself.
   */
  static Optional<Rhythm> rhythm(LocalDate day, ZoneId zone, Instant written, Instant now) {
    LocalDate ahead = day.minusDays(DAYS_AHEAD);
    LocalDate after = written.atZone(zone).toLocalDate().plusDays(1);
    LocalDate first = ahead.isBefore(after) ? after : ahead;
    LocalDate today = now.atZone(zone).toLocalDate();
    if (first.isBefore(today)) {
      first = today;
    }
    if (!Occurrences.instantOf(first.atTime(MORNING), zone).isAfter(now)) {
      first = first.plusDays(1);
    }
    return first.isAfter(day)
        ? Optional.empty()
        : Optional.of(new Rhythm.OnDates(first, MORNING, null, null));
  }
}
