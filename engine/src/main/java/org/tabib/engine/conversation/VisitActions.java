package org.tabib.engine.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.practice.PracticeConfig.Doctor;

/** Actions of flows on visits that are booked: list, move, cancel. */
final class VisitActions {
  private final DialogueStage stage;
  private final PatientActions patients;

  VisitActions(DialogueStage stage, PatientActions patients) {
    this.stage = stage;
    this.patients = patients;
  }

  /** What is booked and can still be changed. */
  Acted list(Answers answers) {
    return withVisits(
        visits -> {
          List<Option> options = options(visits, answers);
          return options.isEmpty()
              ? Acted.done("none")
              : new Acted.Done("found", Map.of(), options);
        });
  }

  /** Visits as options: the doctor, and when. */
  List<Option> options(List<VisitLookup.OpenVisit> visits, Answers answers) {
    List<Option> options = new ArrayList<>();
    for (VisitLookup.OpenVisit visit : visits) {
      stage
          .practice()
          .doctor(visit.doctorId())
          .ifPresent(
              doctor -> {
                Answers shown =
                    answers.with(
                        Map.of(
                            Variables.DOCTOR,
                            doctor.id(),
                            Variables.SLOT,
                            Variables.of(visit.slot())));
                options.add(
                    new Option(
                        visit.visitId(),
                        stage.wording().doctorName(doctor),
                        stage.text("visits.row", shown)));
              });
    }
    return options;
  }

  /** One of them, by the id that was chosen. */
  Acted take(Answers answers) {
    return withVisits(
        visits -> {
          Optional<VisitLookup.OpenVisit> wanted =
              visits.stream()
                  .filter(visit -> visit.visitId().equals(Variables.in(answers, Variables.VISIT)))
                  .findFirst();
          if (wanted.isEmpty()) {
            return Acted.done("gone");
          }
          VisitLookup.OpenVisit visit = wanted.get();
          return stage.with(
              new Query.Profiles(stage.state().patients()),
              Fact.Profiles.class,
              fact -> {
                Map<String, String> learned =
                    new HashMap<>(
                        patients.about(visit.patientId(), fact.byId().get(visit.patientId())));
                learned.put(Variables.DOCTOR, visit.doctorId());
                learned.put(Variables.SLOT, Variables.of(visit.slot()));
                return Acted.done("found", learned);
              });
        });
  }

  /** Owes the cancellation. */
  Acted cancel(Answers answers) {
    Effect effect =
        new Effect.CancelVisit(stage.effectId("cancel"), Variables.in(answers, Variables.VISIT));
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  /** Owes the move to the slot that is held. */
  Acted move(Answers answers) {
    Optional<Doctor> doctor = stage.practice().doctor(Variables.in(answers, Variables.DOCTOR));
    if (doctor.isEmpty()) {
      return Acted.done("refused");
    }
    Effect effect =
        new Effect.MoveVisit(
            stage.effectId("move"),
            Variables.in(answers, Variables.VISIT),
            doctor.get().id(),
            doctor.get().clinicId(),
            Variables.slot(Variables.in(answers, Variables.SLOT)),
            Variables.in(answers, Variables.HOLD));
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  Acted withVisits(Function<List<VisitLookup.OpenVisit>, Acted> then) {
    return stage.with(
        new Query.Visits(stage.state().contactId()),
        Fact.Visits.class,
        fact -> then.apply(fact.visits()));
  }
}
