package org.tabib.engine.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tabib.engine.conversation.VisitLookup.OpenVisit;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.VisitEvent.Words;

/** Actions of the flow by which a patient tells something about a visit (UPD-1). */
final class UpdateActions {
  private final DialogueStage stage;
  private final PatientActions patients;

  UpdateActions(DialogueStage stage, PatientActions patients) {
    this.stage = stage;
    this.patients = patients;
  }

  /** The visits that it may be about: nobody is asked which when there is only one. */
  Acted find(Answers answers) {
    return withVisits(
        visits -> {
          if (visits.size() == 1) {
            return about(visits.getFirst(), "one");
          }
          return visits.isEmpty()
              ? Acted.done("none")
              : new Acted.Done("several", Map.of(), options(visits, answers));
        });
  }

  private List<Option> options(List<OpenVisit> visits, Answers answers) {
    List<Option> options = new ArrayList<>();
    for (OpenVisit visit : visits) {
      stage
          .practice()
          .doctor(visit.doctorId())
          .ifPresent(
              doctor ->
                  options.add(
                      new Option(
                          visit.visitId(),
                          stage.wording().doctorName(doctor),
                          stage.text("visits.row", answers.with(of(visit))))));
    }
    return options;
  }

  /** The one that was chosen. */
  Acted take(Answers answers) {
    return withVisits(
        visits -> {
          Optional<OpenVisit> chosen =
              visits.stream()
                  .filter(visit -> visit.visitId().equals(Variables.in(answers, Variables.VISIT)))
                  .findFirst();
          return chosen.isEmpty() ? Acted.done("gone") : about(chosen.get(), "found");
        });
  }

  private Acted about(OpenVisit visit, String outcome) {
    return stage.with(
        new Query.Profiles(List.of(visit.patientId())),
        Fact.Profiles.class,
        fact -> {
          Map<String, String> learned =
              new HashMap<>(patients.about(visit.patientId(), fact.byId().get(visit.patientId())));
          learned.putAll(of(visit));
          learned.put(Variables.VISIT, visit.visitId());
          if (!stage.state().patients().contains(visit.patientId())) {
            // Staff booked it: this conversation has no key of the patient to seal answers under.
            learned.remove(Variables.PATIENT);
          }
          return Acted.done(outcome, learned);
        });
  }

  private static Map<String, String> of(OpenVisit visit) {
    return Map.of(Variables.DOCTOR, visit.doctorId(), Variables.SLOT, Variables.of(visit.slot()));
  }

  /** Whether the person has said it already. */
  Acted told(Answers answers) {
    return Acted.done(
        Variables.in(answers, Variables.TOLD).isEmpty()
                || Variables.in(answers, Variables.COMPLAINT).isEmpty()
            ? "untold"
            : "told");
  }

  /** Joins what was told in one message more, up to what fits into a single one. */
  Acted more(Answers answers) {
    String all =
        Variables.in(answers, Variables.COMPLAINT) + "\n" + Variables.in(answers, Variables.MORE);
    return Acted.done(
        "done",
        all.length() > OutboundContent.TEXT_LIMIT
            ? Map.of()
            : Map.of(Variables.COMPLAINT, all, Variables.TOLD, "yes"));
  }

  /** Owes what was told to the visit. */
  Acted add(Answers answers) {
    Effect effect =
        new Effect.AddUpdate(
            stage.effectId("update"),
            Variables.in(answers, Variables.VISIT),
            stage.derived("update"),
            Private.of(
                stage.state().contactId(), new Words(Variables.in(answers, Variables.COMPLAINT))),
            stage.saidAt());
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  private Acted withVisits(Function<List<OpenVisit>, Acted> then) {
    return stage.with(
        new Query.TellableVisits(stage.state().contactId()),
        Fact.Visits.class,
        fact -> then.apply(fact.visits()));
  }
}
