package org.tabib.engine.reminder;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.reminder.ReminderCommand.By;

/**
 * What happened to a Reminder. Each names what is due after it, so that whoever keeps timers needs
 * this event only; the content is sealed under the patient's key.
 */
public sealed interface ReminderEvent {
  Instant at();

  /** What is due from now on; null when nothing is. */
  @Nullable NextDue nextDue();

  record ReminderPlanned(
      ReminderPlan plan,
      Private<ReminderContent> content,
      By by,
      @Nullable NextDue nextDue,
      Instant at)
      implements ReminderEvent {}

  /** Plan and content as they are now. */
  record ReminderChanged(
      ReminderPlan plan,
      Private<ReminderContent> content,
      By by,
      @Nullable NextDue nextDue,
      Instant at)
      implements ReminderEvent {}

  record ReminderStopped(By by, Instant at) implements ReminderEvent {
    @Override
    public @Nullable NextDue nextDue() {
      return null;
    }
  }

  /** The contact is told: it stands in the outbox of their conversation. */
  record OccurrenceTold(Instant occurrence, @Nullable NextDue nextDue, Instant at)
      implements ReminderEvent {}

  record OccurrenceDone(Instant occurrence, By by, @Nullable NextDue nextDue, Instant at)
      implements ReminderEvent {}

  /**
   * @param until when it is told (again)
   */
  record OccurrenceSnoozed(
      Instant occurrence, Instant until, SnoozeReason reason, @Nullable NextDue nextDue, Instant at)
      implements ReminderEvent {}

  /**
   * Occurrences that nobody was or will be told of.
   *
   * @param first the first of them
   * @param last the last of them; the first itself when it is one
   * @param code what the refusal said, for those that were refused; else null
   */
  record OccurrencesDropped(
      Instant first,
      Instant last,
      DropReason reason,
      @Nullable String code,
      @Nullable NextDue nextDue,
      Instant at)
      implements ReminderEvent {}

  /** Why an occurrence is told later than planned. */
  enum SnoozeReason {
    /** the person asked for it */
    WISH,
    /** it came up at night and can wait for the morning */
    QUIET_HOURS
  }

  /** Why nobody is told. */
  enum DropReason {
    /** its time is long past, as after an outage: telling it now would mislead */
    STALE,
    /** the conversation will not say it, whenever it is asked (no consent, opted out) */
    REFUSED
  }
}
