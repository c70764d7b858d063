package org.tabib.engine.reminder;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceDone;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceSnoozed;
import org.tabib.engine.reminder.ReminderEvent.ReminderChanged;
import org.tabib.engine.reminder.ReminderEvent.ReminderPlanned;
import org.tabib.engine.reminder.ReminderEvent.ReminderStopped;

/** The rules of a Reminder, but for those of the moment it is due ({@link FireDecider}). */
final class ReminderDecider {
  private static final int LONGEST_TEXT = 200;
  private static final Duration LONGEST_SNOOZE = Duration.ofDays(30);

  private ReminderDecider() {}

  /**
   * @param keyKnown whether the patient's key is at hand; without it there is no such patient
   */
  static Decision<ReminderEvent, ReminderReply> decide(
      ReminderState state, ReminderCommand.Plan command, boolean keyKnown, Instant now) {
    ReminderPlan plan = command.plan();
    if (state.plan() != null) {
      // The same request again may carry another "now" in its rhythm.
      return state.planned().patientId().equals(plan.patientId())
              && state.planned().kind() == plan.kind()
          ? Decision.answer(current(state))
          : Decision.refuse(
              Refusal.conflict("reminder-of-another-patient", "the reminder id is in use"));
    }
    if (!keyKnown) {
      return Decision.refuse(unknownPatient());
    }
    @Nullable Refusal wrong = whatIsWrong(command.content());
    if (wrong != null) {
      return Decision.refuse(wrong);
    }
    @Nullable NextDue next = DueRules.next(plan, ReminderState.countsFrom(now), Map.of());
    if (next == null) {
      return Decision.refuse(nothingToCome());
    }
    return accept(
        state,
        new ReminderPlanned(
            plan, Private.of(plan.patientId(), command.content()), command.by(), next, now));
  }

  /**
   * @param keyKnown whether the patient's key is at hand; without it the patient was forgotten
   */
  static Decision<ReminderEvent, ReminderReply> decide(
      ReminderState state, ReminderCommand.Change command, boolean keyKnown, Instant now) {
    if (state.status() == null || !keyKnown) {
      return Decision.refuse(unknown(state));
    }
    if (state.status() == ReminderStatus.STOPPED) {
      return Decision.refuse(stopped());
    }
    @Nullable ReminderContent content = command.content();
    @Nullable Refusal wrong = content == null ? null : whatIsWrong(content);
    if (wrong != null) {
      return Decision.refuse(wrong);
    }
    ReminderPlan before = state.planned();
    ReminderPlan plan =
        before.with(
            command.rhythm() == null ? before.rhythm() : command.rhythm(),
            command.zone() == null ? before.zone() : command.zone());
    Private<ReminderContent> kept = state.kept();
    Private<ReminderContent> wanted =
        content == null ? kept : Private.of(plan.patientId(), content);
    if (plan.equals(before) && wanted.equals(kept)) {
      return Decision.answer(current(state));
    }
    @Nullable NextDue next =
        plan.equals(before)
            ? state.nextDue()
            : DueRules.next(plan, ReminderState.countsFrom(now), Map.of());
    if (next == null) {
      return Decision.refuse(nothingToCome());
    }
    return accept(state, new ReminderChanged(plan, wanted, command.by(), next, now));
  }

  static Decision<ReminderEvent, ReminderReply> decide(
      ReminderState state, ReminderCommand.StopReminding command, Instant now) {
    if (state.status() == null) {
      return Decision.refuse(unknown(state));
    }
    return state.status() == ReminderStatus.STOPPED
        ? Decision.answer(current(state))
        : accept(state, new ReminderStopped(command.by(), now));
  }

  /** Late or not: each dose is done for itself, and the next stays where it is. */
  static Decision<ReminderEvent, ReminderReply> decide(
      ReminderState state, ReminderCommand.Done command, Instant now) {
    if (state.status() == null) {
      return Decision.refuse(unknown(state));
    }
    Instant occurrence = command.occurrence();
    if (state.status() == ReminderStatus.STOPPED || state.done().contains(occurrence)) {
      return Decision.answer(current(state));
    }
    if (!state.knows(occurrence)) {
      return Decision.refuse(unknownOccurrence(occurrence));
    }
    @Nullable NextDue next =
        DueRules.next(state.planned(), state.through(occurrence), state.awake(occurrence));
    return accept(state, new OccurrenceDone(occurrence, command.by(), next, now));
  }

  static Decision<ReminderEvent, ReminderReply> decide(
      ReminderState state, ReminderCommand.Snooze command, Instant now) {
    if (state.status() == null) {
      return Decision.refuse(unknown(state));
    }
    Instant occurrence = command.occurrence();
    Instant until = command.until();
    if (until.equals(state.snoozed().get(occurrence))) {
      return Decision.answer(current(state));
    }
    if (state.status() == ReminderStatus.STOPPED) {
      return Decision.refuse(stopped());
    }
    if (!state.knows(occurrence)) {
      return Decision.refuse(unknownOccurrence(occurrence));
    }
    @Nullable Refusal wrong = whatIsWrong(state, occurrence, until, now);
    if (wrong != null) {
      return Decision.refuse(wrong);
    }
    @Nullable NextDue next =
        DueRules.next(state.planned(), state.through(occurrence), state.asleep(occurrence, until));
    return accept(
        state,
        new OccurrenceSnoozed(occurrence, until, ReminderEvent.SnoozeReason.WISH, next, now));
  }

  /**
   * @param keyKnown whether the patient's key is at hand; without it the patient was forgotten
   */
  static Decision<ReminderEvent, ReminderReply> get(ReminderState state, boolean keyKnown) {
    return state.status() == null || !keyKnown
        ? Decision.refuse(unknown(state))
        : Decision.answer(current(state));
  }

  /** How it stands. */
  static ReminderReply current(ReminderState state) {
    ReminderStatus status = state.status();
    if (status == null) {
      throw new IllegalStateException("the reminder was never planned");
    }
    return new ReminderReply.Current(state.reminderId(), status, state.planned(), state.nextDue());
  }

  static Decision<ReminderEvent, ReminderReply> accept(ReminderState state, ReminderEvent event) {
    return Decision.accept(event, current(state.apply(event)));
  }

  static Refusal unknown(ReminderState state) {
    return Refusal.notFound("reminder-unknown", "there is no reminder " + state.reminderId());
  }

  static Refusal unknownPatient() {
    return Refusal.notFound(
        "patient-unknown", "the patient is not registered, or was forgotten on request");
  }

  private static Refusal unknownOccurrence(Instant occurrence) {
    return Refusal.notFound("occurrence-unknown", "nothing was or is due at " + occurrence);
  }

  private static Refusal stopped() {
    return Refusal.wrongState("reminder-stopped", "the reminder was stopped: plan another");
  }

  static Refusal nothingToCome() {
    return Refusal.invalid("reminder-in-the-past", "all of it would lie in the past");
  }

  private static @Nullable Refusal whatIsWrong(
      ReminderState state, Instant occurrence, Instant until, Instant now) {
    if (state.done().contains(occurrence)) {
      return Refusal.wrongState("occurrence-done", "it is done already");
    }
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_SNOOZE))) {
      return Refusal.invalid(
          "snooze-until", "a reminder is put off to a time in the next 30 days, not " + until);
    }
    ReminderPlan plan = state.planned();
    Optional<Occurrence> next = Occurrences.after(plan.rhythm(), plan.zone(), occurrence);
    return next.isPresent() && !until.isBefore(next.get().at())
        ? Refusal.conflict(
            "snooze-past-next", "the next one is due at " + next.get().at() + ", before " + until)
        : null;
  }

  private static @Nullable Refusal whatIsWrong(ReminderContent content) {
    if (content.what().isBlank() || content.what().length() > LONGEST_TEXT) {
      return Refusal.invalid(
          "reminder-what", "what it is about has 1 to " + LONGEST_TEXT + " characters");
    }
    String dose = content.dose();
    return dose != null && (dose.isBlank() || dose.length() > LONGEST_TEXT)
        ? Refusal.invalid("reminder-dose", "a dose has 1 to " + LONGEST_TEXT + " characters")
        : null;
  }
}
