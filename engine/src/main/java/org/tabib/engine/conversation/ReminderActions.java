package org.tabib.engine.conversation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;

/** Actions of flows that answer reminders of visits. */
final class ReminderActions {
  private final DialogueStage stage;
  private final VisitActions visits;

  ReminderActions(DialogueStage stage, VisitActions visits) {
    this.stage = stage;
    this.visits = visits;
  }

  /** Whether it is known what is wanted with a visit, or they are listed. */
  Acted begin(Answers answers) {
    return Acted.done(Variables.in(answers, Variables.TAPPED).isEmpty() ? "list" : "which");
  }

  /** Which visit is meant: the one that the notice was about, or else one of those that stand. */
  Acted which(Answers answers) {
    if (!Variables.in(answers, Variables.VISIT).isEmpty()) {
      return Acted.done("one");
    }
    Set<String> among =
        Arrays.stream(Variables.in(answers, Variables.VISITS).split(" "))
            .filter(id -> !id.isEmpty())
            .collect(Collectors.toSet());
    return visits.withVisits(
        all -> {
          List<VisitLookup.OpenVisit> meant =
              all.stream()
                  .filter(visit -> among.isEmpty() || among.contains(visit.visitId()))
                  .toList();
          return switch (meant.size()) {
            case 0 -> Acted.done("none");
            case 1 -> Acted.done("one", learned(meant.getFirst()));
            default -> new Acted.Done("several", Map.of(), visits.options(meant, answers));
          };
        });
  }

  private static Map<String, String> learned(VisitLookup.OpenVisit visit) {
    return Map.of(
        Variables.VISIT,
        visit.visitId(),
        Variables.DOCTOR,
        visit.doctorId(),
        Variables.SLOT,
        Variables.of(visit.slot()));
  }

  /** What a button wished before the visit was shown. */
  Acted wished(Answers answers) {
    return switch (Variables.in(answers, Variables.TAPPED)) {
      case "move" -> Acted.done("move");
      case "cancel" -> Acted.done("cancel");
      default -> Acted.done("show");
    };
  }

  /** Owes the confirmation of the visit as it was told. */
  Acted confirm(Answers answers) {
    Effect effect =
        new Effect.ConfirmVisit(
            stage.effectId("confirm"),
            Variables.in(answers, Variables.VISIT),
            Variables.readSlot(Variables.in(answers, Variables.SLOT))
                .map(slot -> slot.start())
                .orElse(null));
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  /** Owes the check-in. */
  Acted checkIn(Answers answers) {
    Effect effect =
        new Effect.CheckInVisit(
            stage.effectId("check-in"),
            stage.conversationId(),
            Variables.in(answers, Variables.VISIT));
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }
}
