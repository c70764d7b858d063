package org.tabib.engine.conversation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.reminder.ReminderCommand.By;

/** Actions of flows that answer reminders of doses and of care: done, later, never again. */
final class CareActions {
  private final DialogueStage stage;

  CareActions(DialogueStage stage) {
    this.stage = stage;
  }

  /** Which button it was. */
  Acted tapped(Answers answers) {
    return switch (Variables.in(answers, Variables.TAPPED)) {
      case "later" -> Acted.done("later");
      case "book" -> Acted.done("book");
      default -> Acted.done("done");
    };
  }

  /** Owes that the occurrence is marked as done. */
  Acted done(Answers answers) {
    return occurrence(answers)
        .map(
            occurrence ->
                owed(
                    new Effect.ReminderDone(
                        stage.effectId("reminder-done"),
                        reminder(answers),
                        occurrence,
                        by(answers))))
        .orElseGet(() -> Acted.done("refused"));
  }

  /** Owes that it is told once more, as long from now as was chosen. */
  Acted snooze(Answers answers) {
    Instant until =
        stage
            .now()
            .plus(length(Variables.in(answers, Variables.SNOOZE)))
            .truncatedTo(ChronoUnit.SECONDS);
    return occurrence(answers)
        .map(
            occurrence ->
                owed(
                    new Effect.SnoozeReminder(
                        stage.effectId("reminder-snooze"),
                        reminder(answers),
                        occurrence,
                        until,
                        by(answers))))
        .orElseGet(() -> Acted.done("refused"));
  }

  /** Owes that nothing of it is told any more. */
  Acted stop(Answers answers) {
    return owed(
        new Effect.StopReminder(stage.effectId("reminder-stop"), reminder(answers), by(answers)));
  }

  /** As the flows name their options. */
  private static Duration length(String option) {
    return switch (option) {
      case "m15" -> Duration.ofMinutes(15);
      case "m30" -> Duration.ofMinutes(30);
      case "d1" -> Duration.ofDays(1);
      case "d7" -> Duration.ofDays(7);
      default -> throw new IllegalArgumentException("a flow has no such option: " + option);
    };
  }

  private Acted owed(Effect effect) {
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  private static String reminder(Answers answers) {
    return Variables.in(answers, NoticeFacts.REMINDER);
  }

  /** Empty when it is none: the notice was not a reminder's. */
  private static Optional<Instant> occurrence(Answers answers) {
    try {
      return Optional.of(Instant.parse(Variables.in(answers, NoticeFacts.OCCURRENCE)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whoever writes, for themselves or for whom they speak for. */
  private By by(Answers answers) {
    String patient = Variables.in(answers, NoticeFacts.PATIENT);
    return patient.isEmpty() || patient.equals(stage.state().contactId())
        ? By.PATIENT
        : By.GUARDIAN;
  }
}
