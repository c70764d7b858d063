package org.tabib.engine.conversation;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.reminder.ReminderCommand.By;

/**
 * Actions of the flow that somebody begins who writes "stop reminders" (COMM-8): which one is
 * meant, and all of them. Messages about visits and numbers are no reminders, and go on.
 */
final class StopActions {
  private final DialogueStage stage;

  StopActions(DialogueStage stage) {
    this.stage = stage;
  }

  /** The one that was just told, or the only one there is; several are asked for. */
  Acted which(Answers answers) {
    return answers.value(NoticeFacts.REMINDER) != null
        ? Acted.done("one")
        : withPlanned(
            planned ->
                planned.isEmpty()
                    ? Acted.done("none")
                    : planned.size() > 1 || answersAnotherNotice()
                        ? Acted.done("several")
                        : Acted.done(
                            "one", Map.of(NoticeFacts.REMINDER, planned.getFirst().reminderId())));
  }

  /** After a reminder of a visit nobody means their medicine for certain: they are asked. */
  private boolean answersAnotherNotice() {
    long last = stage.state().lastNumber();
    return stage.state().notices().openAt(stage.now()).stream()
        .anyMatch(
            notice ->
                notice.number() == last
                    && notice.kind() != NoticeKind.DOSE_DUE
                    && notice.kind() != NoticeKind.CARE_DUE);
  }

  /** Owes that nothing of any of them is told any more; the last one settles the dialogue. */
  Acted all() {
    return withPlanned(
        planned -> {
          if (planned.isEmpty()) {
            return Acted.done("refused");
          }
          String id = "";
          for (int i = 0; i < planned.size(); i++) {
            id = stage.effectId("reminder-stop-" + i);
            stage.owe(
                new Effect.StopReminder(
                    id, planned.get(i).reminderId(), by(planned.get(i).patientId())));
          }
          return new Acted.Owed(Map.of(Variables.EFFECT, id));
        });
  }

  private By by(String patientId) {
    return patientId.equals(stage.state().contactId()) ? By.PATIENT : By.GUARDIAN;
  }

  private Acted withPlanned(Function<List<ReminderLookup.Planned>, Acted> then) {
    return stage.with(
        new Query.Reminders(stage.state().contactId()),
        Fact.Reminders.class,
        fact -> then.apply(fact.planned()));
  }
}
