package org.tabib.engine.conversation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderKind;

/**
 * Actions of flows about reminders of doses and of care: done, later, never again, and which there
 * are.
 */
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

  /** What the contact is still reminded of: what it is, and when it is told next. */
  Acted list(Answers answers) {
    return withPlanned(
        planned -> {
          List<Option> options =
              planned.stream()
                  .map(
                      one ->
                          new Option(
                              one.reminderId(),
                              one.what(),
                              stage.text(
                                  one.followUp()
                                      ? "my-reminders.row-follow-up"
                                      : "my-reminders.row",
                                  answers.with(about(one)))))
                  .toList();
          return options.isEmpty()
              ? Acted.done("none")
              : new Acted.Done("found", Map.of(), options);
        });
  }

  /** One of them, by the id that was chosen. */
  Acted take(Answers answers) {
    return withPlanned(
        planned ->
            planned.stream()
                .filter(one -> one.reminderId().equals(reminder(answers)))
                .findFirst()
                .map(one -> Acted.done("found", about(one)))
                .orElseGet(() -> Acted.done("gone")));
  }

  private static Map<String, String> about(ReminderLookup.Planned one) {
    return Map.of(
        NoticeFacts.REMINDER,
        one.reminderId(),
        NoticeFacts.PATIENT,
        one.patientId(),
        NoticeFacts.MEDICINE,
        one.what(),
        // What an earlier notice told of another medicine does not belong to this one.
        NoticeFacts.DOSE,
        "",
        Variables.DUE,
        one.due().toString(),
        Variables.CARE,
        care(one));
  }

  private static String care(ReminderLookup.Planned one) {
    return one.followUp()
        ? "follow-up"
        : one.kind() == ReminderKind.MEDICATION ? "medicine" : "care";
  }

  private Acted withPlanned(Function<List<ReminderLookup.Planned>, Acted> then) {
    return stage.with(
        new Query.Reminders(stage.state().contactId()),
        Fact.Reminders.class,
        fact -> then.apply(fact.planned()));
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
