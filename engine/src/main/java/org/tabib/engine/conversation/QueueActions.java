package org.tabib.engine.conversation;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Assessment;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.language.Age;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.ServicePoint;
import org.tabib.engine.queue.Urgency;

/** Actions of flows on joining a queue: where, how long it takes, the number. */
final class QueueActions {
  /** South African Triage Scale: children are younger than that. */
  private static final int CHILD_YEARS = 12;

  private static final int ELDERLY_YEARS = 65;

  private final DialogueStage stage;

  QueueActions(DialogueStage stage) {
    this.stage = stage;
  }

  /** Only a practice with a queue offers to join it. */
  Acted beginMenu() {
    boolean any = stage.practice().clinics().stream().anyMatch(clinic -> clinic.queue() != null);
    return Acted.done("done", Map.of(Variables.QUEUES, any ? "yes" : ""));
  }

  /** Clinics that give numbers out now. */
  Acted clinics() {
    List<Clinic> open =
        stage.practice().clinics().stream()
            .filter(clinic -> openSetup(clinic).isPresent())
            .toList();
    return switch (open.size()) {
      case 0 -> Acted.done("none");
      case 1 -> Acted.done("one", Map.of(Variables.CLINIC, open.getFirst().id()));
      default ->
          new Acted.Done(
              "several",
              Map.of(),
              open.stream()
                  .map(c -> new Option(c.id(), stage.wording().named(c.names()), null))
                  .toList());
    };
  }

  private Optional<QueueSetup> openSetup(Clinic clinic) {
    QueueSetup setup = clinic.queue();
    return setup != null && setup.isOpen(LocalDateTime.ofInstant(stage.now(), clinic.zone()))
        ? Optional.of(setup)
        : Optional.empty();
  }

  /** What one can wait for at the clinic. */
  Acted points(Answers answers) {
    List<ServicePoint> points =
        clinic(answers).flatMap(this::openSetup).map(QueueSetup::servicePoints).orElse(List.of());
    return switch (points.size()) {
      case 0 -> Acted.done("closed");
      case 1 -> Acted.done("one", Map.of(Variables.POINT, points.getFirst().id()));
      default ->
          new Acted.Done(
              "several",
              Map.of(),
              points.stream()
                  .map(p -> new Option(p.id(), stage.wording().named(p.names()), null))
                  .toList());
    };
  }

  /** How long it would take, told before anybody joins; and how urgent it sounds. */
  Acted expected(Answers answers) {
    Optional<Clinic> clinic = clinic(answers);
    if (clinic.isEmpty()) {
      return Acted.done("closed");
    }
    Urgency urgency = urgency(answers);
    return stage.with(
        new Query.EstimateWait(
            queueOf(clinic.get()), Variables.in(answers, Variables.POINT), urgency),
        Fact.WaitAnswer.class,
        fact ->
            switch (fact) {
              case Fact.NoNumbers none -> Acted.done("closed");
              case Fact.Expected told -> {
                Map<String, String> learned =
                    new HashMap<>(TicketActions.waiting(told.ahead(), told.range()));
                learned.put(Variables.URGENCY, urgency.name().toLowerCase(Locale.ROOT));
                yield Acted.done("told", learned);
              }
            });
  }

  /**
   * As the words were read, and never the highest: who is that ill was told to call for help, and
   * the desk looks at everybody again.
   */
  private Urgency urgency(Answers answers) {
    Assessment read =
        stage
            .world()
            .care()
            .assess(Variables.in(answers, Variables.COMPLAINT), PatientFacts.in(answers));
    return switch (read.urgency()) {
      case EMERGENCY -> Urgency.ORANGE;
      case URGENT -> Urgency.YELLOW;
      case ROUTINE -> Urgency.GREEN;
    };
  }

  /** Owes the number. */
  Acted join(Answers answers) {
    Optional<Clinic> clinic = clinic(answers);
    if (clinic.isEmpty()) {
      return Acted.done("refused");
    }
    String patientId = Variables.in(answers, Variables.PATIENT);
    String age = Variables.in(answers, Variables.AGE);
    Effect effect =
        new Effect.JoinQueue(
            stage.effectId("join"),
            stage.conversationId(),
            queueOf(clinic.get()),
            Variables.in(answers, Variables.POINT),
            patientId,
            Private.of(
                patientId,
                new PatientProfile(
                    Variables.in(answers, Variables.NAME),
                    age,
                    stage.today(),
                    Variables.in(answers, Variables.SEX))),
            Urgency.valueOf(Variables.in(answers, Variables.URGENCY).toUpperCase(Locale.ROOT)),
            patientType(age.isEmpty() ? null : Age.parse(age)));
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  static PatientType patientType(@Nullable Age age) {
    if (age == null) {
      return PatientType.ADULT;
    }
    if (age.wholeYears() < CHILD_YEARS) {
      return PatientType.CHILD;
    }
    return age.wholeYears() >= ELDERLY_YEARS ? PatientType.ELDERLY : PatientType.ADULT;
  }

  private Optional<Clinic> clinic(Answers answers) {
    return stage.practice().clinic(Variables.in(answers, Variables.CLINIC));
  }

  private String queueOf(Clinic clinic) {
    return QueueId.of(
            clinic.id(), LocalDateTime.ofInstant(stage.now(), clinic.zone()).toLocalDate())
        .text();
  }
}
