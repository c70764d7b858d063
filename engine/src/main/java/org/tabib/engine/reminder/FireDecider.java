package org.tabib.engine.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.reminder.ReminderEvent.DropReason;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceSnoozed;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceTold;
import org.tabib.engine.reminder.ReminderEvent.OccurrencesDropped;
import org.tabib.engine.reminder.ReminderEvent.ReminderStopped;
import org.tabib.engine.reminder.ReminderEvent.SnoozeReason;

/** What happens when a reminder's timer rings. */
final class FireDecider {
  /** Clocks of nodes differ by less. */
  private static final Duration EARLY = Duration.ofSeconds(5);

  private FireDecider() {}

  /** What to do now. */
  sealed interface Step {
    /** It is settled; the timer is done. */
    record Settle(Decision<ReminderEvent, ReminderReply> decision) implements Step {}

    /** The contact is to be told first. */
    record Tell(DueNotice notice) implements Step {}
  }

  /**
   * @param content null when the patient was forgotten
   * @param outsideQuietHours the earliest instant from now on outside quiet hours
   */
  static Step decide(
      ReminderState state,
      ReminderCommand.Fire command,
      @Nullable ReminderContent content,
      Instant outsideQuietHours,
      Instant now) {
    if (state.status() == null) {
      return new Step.Settle(Decision.refuse(ReminderDecider.unknown(state)));
    }
    NextDue due = state.nextDue();
    if (due == null || !due.occurrence().equals(command.occurrence())) {
      return new Step.Settle(Decision.answer(ReminderDecider.current(state)));
    }
    if (now.isBefore(due.at().minus(EARLY))) {
      return new Step.Settle(
          Decision.refuse(Refusal.unavailable("not-due-yet", "it is due at " + due.at())));
    }
    if (content == null) {
      return settle(state, new ReminderStopped(ReminderCommand.By.RULE, now));
    }
    ReminderPlan plan = state.planned();
    Duration patience = DueRules.patience(plan);
    if (now.isAfter(due.at().plus(patience))) {
      return settle(state, stale(state, due, now));
    }
    if (plan.kind() != ReminderKind.MEDICATION && outsideQuietHours.isAfter(now)) {
      return settle(state, untilMorning(state, due, outsideQuietHours, now));
    }
    return new Step.Tell(notice(state, due, content, due.at().plus(patience)));
  }

  /** The conversation has answered. */
  static Decision<ReminderEvent, ReminderReply> decide(
      ReminderState state, ReminderCommand.NoticeAnswered answered, Instant now) {
    Telling telling = answered.telling();
    if (telling == null) {
      return Decision.refuse(
          Refusal.unavailable("conversation-unavailable", "the conversation does not answer now"));
    }
    Instant occurrence = answered.asked().occurrence();
    @Nullable NextDue next =
        DueRules.next(state.planned(), state.through(occurrence), state.awake(occurrence));
    return ReminderDecider.accept(
        state,
        telling.told()
            ? new OccurrenceTold(occurrence, next, now)
            : new OccurrencesDropped(
                occurrence, occurrence, DropReason.REFUSED, telling.code(), next, now));
  }

  private static OccurrencesDropped stale(ReminderState state, NextDue due, Instant now) {
    Instant last = DueRules.latestStale(state.planned(), due.occurrence(), now);
    @Nullable NextDue next =
        DueRules.next(state.planned(), state.through(last), state.awakeUpTo(last));
    return new OccurrencesDropped(due.occurrence(), last, DropReason.STALE, null, next, now);
  }

  private static OccurrenceSnoozed untilMorning(
      ReminderState state, NextDue due, Instant morning, Instant now) {
    Instant occurrence = due.occurrence();
    @Nullable NextDue next =
        DueRules.next(
            state.planned(), state.through(occurrence), state.asleep(occurrence, morning));
    return new OccurrenceSnoozed(occurrence, morning, SnoozeReason.QUIET_HOURS, next, now);
  }

  private static DueNotice notice(
      ReminderState state, NextDue due, ReminderContent content, Instant expiresAt) {
    return new DueNotice(
        state.reminderId() + "/" + due.at(),
        state.reminderId(),
        state.planned(),
        due.occurrence(),
        content.what(),
        dose(state.planned(), due.occurrence(), content),
        content.food(),
        expiresAt);
  }

  /** "2 × 500 mg" in the morning, "500 mg" in the evening. */
  private static @Nullable String dose(
      ReminderPlan plan, Instant occurrence, ReminderContent content) {
    if (content.amounts().isEmpty() || !(plan.rhythm() instanceof Rhythm.AtTimes rhythm)) {
      return content.dose();
    }
    LocalTime planned =
        Occurrences.after(rhythm, plan.zone(), occurrence.minusNanos(1))
            .map(Occurrence::planned)
            .orElse(null);
    List<LocalTime> times = rhythm.times();
    int index = planned == null ? -1 : times.indexOf(planned);
    if (index < 0 || index >= content.amounts().size()) {
      return content.dose();
    }
    String amount = content.amounts().get(index);
    String dose = content.dose();
    return dose == null ? amount : amount.equals("1") ? dose : amount + " × " + dose;
  }

  private static Step settle(ReminderState state, ReminderEvent event) {
    return new Step.Settle(ReminderDecider.accept(state, event));
  }
}
