package org.tabib.engine.conversation;

import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.language.Age;
import org.tabib.engine.patient.PatientProfile;

/** Actions of flows about people: who the visit is for. */
final class PatientActions {
  private final DialogueStage stage;

  PatientActions(DialogueStage stage) {
    this.stage = stage;
  }

  /** Whom this contact has booked for. */
  Acted known() {
    if (stage.state().patients().isEmpty()) {
      return Acted.done("none");
    }
    return stage.with(
        new Query.Profiles(stage.state().patients()),
        Fact.Profiles.class,
        fact -> {
          List<Option> people =
              stage.state().patients().stream()
                  .filter(fact.byId()::containsKey)
                  .map(id -> new Option(id, nameOf(fact, id), null))
                  .toList();
          return people.isEmpty() ? Acted.done("none") : new Acted.Done("known", Map.of(), people);
        });
  }

  private static String nameOf(Fact.Profiles fact, String patientId) {
    PatientProfile profile = fact.byId().get(patientId);
    return profile == null ? "" : profile.name();
  }

  /** The profile of somebody this contact has booked for; unknown people are asked for it. */
  Acted take(String patientId) {
    if (!stage.state().patients().contains(patientId)) {
      return Acted.done("unknown", about(patientId, null));
    }
    return stage.with(
        new Query.Profiles(stage.state().patients()),
        Fact.Profiles.class,
        fact -> {
          PatientProfile profile = fact.byId().get(patientId);
          return Acted.done(profile == null ? "unknown" : "known", about(patientId, profile));
        });
  }

  Map<String, String> about(String patientId, @Nullable PatientProfile profile) {
    return Map.of(
        Variables.PATIENT, patientId,
        Variables.NAME, profile == null ? "" : profile.name(),
        Variables.AGE, profile == null ? "" : ageNow(profile).toIso(),
        Variables.SEX, profile == null ? "" : profile.sex());
  }

  /** People grow older after they told their age. */
  private Age ageNow(PatientProfile profile) {
    Age told = Age.parse(profile.age());
    Period since = Period.between(profile.ageOn(), stage.today());
    Period age =
        Period.of(told.years(), told.months(), 0)
            .plusMonths(Math.max(0, since.toTotalMonths()))
            .normalized();
    return new Age(Math.min(age.getYears(), Age.OLDEST_YEARS), age.getMonths());
  }

  /** Somebody new, whose name is on a card that was shared, unless that is no name of a person. */
  Acted addFromCard(String card) {
    String personId = stage.derived("patient");
    return stage.with(
        new Query.Dependant(personId, stage.state().contactId()),
        Fact.DependantReady.class,
        fact -> {
          Map<String, String> learned = new HashMap<>(about(personId, null));
          stage.world().readers().name(card).ifPresent(name -> learned.put(Variables.NAME, name));
          return Acted.done(
              learned.getOrDefault(Variables.NAME, "").isEmpty() ? "unnamed" : "named", learned);
        });
  }

  /** Somebody new, with a key of their own before anything about them is kept. */
  Acted add() {
    String personId = stage.derived("patient");
    return stage.with(
        new Query.Dependant(personId, stage.state().contactId()),
        Fact.DependantReady.class,
        fact -> Acted.done("done", about(personId, null)));
  }
}
