package org.tabib.engine.journal;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.Effect;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.reminder.FollowUp;
import org.tabib.engine.reminder.NextDue;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderEvent;
import org.tabib.engine.reminder.ReminderEvent.DropReason;
import org.tabib.engine.reminder.ReminderEvent.SnoozeReason;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.ReminderState;
import org.tabib.engine.reminder.ReminderStatus;
import org.tabib.engine.reminder.Rhythm;

/** One of everything that reminders store, every field filled. */
final class ReminderSamples {
  private static final Instant AT = Instant.parse("2026-11-21T14:30:00.123456789Z");
  private static final Instant DUE = Instant.parse("2026-11-21T14:30:00Z");
  private static final NextDue NEXT = new NextDue(DUE, DUE.plusSeconds(900));
  private static final String PATIENT = "sehat.0194c1b2-0000-7000-8000-000000000001";

  private static final Rhythm AT_TIMES =
      new Rhythm.AtTimes(
          List.of(LocalTime.of(8, 0), LocalTime.of(20, 0)),
          1,
          Set.of(DayOfWeek.MONDAY),
          LocalDateTime.of(2026, 11, 21, 10, 0),
          LocalDateTime.of(2026, 11, 26, 10, 0));

  private ReminderSamples() {}

  static List<Object> all() {
    return List.of(
        new ReminderEvent.ReminderPlanned(plan(AT_TIMES), sealed(), By.STAFF, NEXT, AT),
        new ReminderEvent.ReminderChanged(
            plan(new Rhythm.Every(Duration.ofHours(8), DUE, AT)), sealed(), By.GUARDIAN, NEXT, AT),
        new ReminderEvent.ReminderStopped(By.RULE, AT),
        new ReminderEvent.OccurrenceTold(DUE, NEXT, AT),
        new ReminderEvent.OccurrenceDone(DUE, By.PATIENT, NEXT, AT),
        new ReminderEvent.OccurrenceSnoozed(
            DUE, AT.plusSeconds(900), SnoozeReason.QUIET_HOURS, NEXT, AT),
        new ReminderEvent.OccurrencesDropped(
            DUE, DUE.plusSeconds(3600), DropReason.REFUSED, "opted-out", NEXT, AT),
        state(AT_TIMES));
  }

  /** Everything that is owed to reminders. */
  private static ConversationEvent.EffectSettled owed() {
    return new ConversationEvent.EffectSettled(
        "15-open",
        "done",
        null,
        List.of(),
        List.of(),
        List.of(
            new Effect.ReminderDone("15-reminder-done", "sehat.reminder", DUE, By.PATIENT),
            new Effect.SnoozeReminder(
                "15-reminder-snooze", "sehat.reminder", DUE, DUE.plusSeconds(900), By.GUARDIAN),
            new Effect.StopReminder("15-reminder-stop", "sehat.reminder", By.PATIENT)),
        AT,
        List.of());
  }

  private static ConversationEvent.EffectSettled wished() {
    return new ConversationEvent.EffectSettled(
        "15-open",
        "done",
        null,
        List.of(),
        List.of(),
        List.of(
            new Effect.PlanReminder(
                "15-plan-reminder",
                "sehat.conversation",
                "sehat.reminder",
                PATIENT,
                ReminderKind.MEDICATION,
                AT_TIMES,
                ZoneId.of("Asia/Kolkata"),
                sealed(),
                By.GUARDIAN)),
        AT,
        List.of());
  }

  /** The other rhythms, and what is absent. */
  static Map<String, Object> additions() {
    return Map.of(
        "conversation.effect-settled-1-reminders",
        owed(),
        "reminder.planned-1-dates",
        new ReminderEvent.ReminderPlanned(
            plan(
                new Rhythm.OnDates(
                    LocalDate.of(2026, 12, 1),
                    LocalTime.of(9, 30),
                    Period.ofMonths(6),
                    LocalDate.of(2028, 12, 1))),
            new Private.Erased<>(PATIENT),
            By.PATIENT,
            NEXT,
            AT),
        "conversation.effect-settled-1-plan-reminder",
        wished(),
        "reminder.planned-1-follow-up",
        new ReminderEvent.ReminderPlanned(
            new ReminderPlan(
                PATIENT,
                "sehat.contact",
                "sehat.conversation",
                "sehat.clinic",
                "sehat.visit",
                ReminderKind.CHECK_UP,
                new Rhythm.OnDates(LocalDate.of(2026, 12, 3), LocalTime.of(9, 0), null, null),
                ZoneId.of("Asia/Kolkata"),
                new FollowUp("sehat.doctor", LocalDate.of(2026, 12, 5))),
            sealed(),
            By.RULE,
            NEXT,
            AT),
        "reminder.changed-1-once",
        new ReminderEvent.ReminderChanged(
            new ReminderPlan(
                PATIENT,
                "sehat.contact",
                "sehat.conversation",
                null,
                null,
                ReminderKind.RENEWAL,
                new Rhythm.Once(DUE),
                ZoneId.of("Africa/Nairobi")),
            sealed(),
            By.STAFF,
            null,
            AT));
  }

  private static ReminderState state(Rhythm rhythm) {
    return new ReminderState(
        "sehat.reminder",
        ReminderStatus.ACTIVE,
        plan(rhythm),
        sealed(),
        NEXT,
        DUE,
        Map.of(DUE, DUE.plusSeconds(900)),
        List.of(DUE),
        List.of(DUE.minusSeconds(43_200)));
  }

  private static ReminderPlan plan(Rhythm rhythm) {
    return new ReminderPlan(
        PATIENT,
        "sehat.contact",
        "sehat.conversation",
        "sehat.clinic",
        "sehat.visit",
        ReminderKind.MEDICATION,
        rhythm,
        ZoneId.of("Asia/Kolkata"));
  }

  private static Private<ReminderContent> sealed() {
    return new Private.Sealed<>(PATIENT, new byte[] {1, 2, 3, 4});
  }
}
