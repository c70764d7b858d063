package org.tabib.engine.conversation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.reminder.Course;
import org.tabib.engine.reminder.Dosage;
import org.tabib.engine.reminder.Occurrence;
import org.tabib.engine.reminder.Occurrences;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.Rhythm;
import org.tabib.engine.reminder.SigParser;
import org.tabib.engine.reminder.SigProblem;
import org.tabib.engine.reminder.SigReading;

/** Actions of the flow by which somebody plans a reminder for themselves or whom they care for. */
final class NewReminderActions {
  private static final int LONGEST = 200;
  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private static final String OPEN = "open";
  private static final String UNKNOWN = "sig-unknown-word";

  private final DialogueStage stage;

  NewReminderActions(DialogueStage stage) {
    this.stage = stage;
  }

  /** Whom it is for; nobody is asked who has booked for nobody else. */
  Acted whom() {
    String self = stage.state().contactId();
    List<String> others =
        stage.state().patients().stream().filter(person -> !person.equals(self)).toList();
    if (others.isEmpty()) {
      return Acted.done("self", Map.of(Variables.PATIENT, self));
    }
    return stage.with(
        new Query.Profiles(stage.state().patients()),
        Fact.Profiles.class,
        fact -> {
          List<Option> people =
              others.stream()
                  .flatMap(
                      person ->
                          Optional.ofNullable(fact.byId().get(person))
                              .map(PatientProfile::name)
                              .map(name -> new Option(person, name, null))
                              .stream())
                  .toList();
          return people.isEmpty()
              ? Acted.done("self", Map.of(Variables.PATIENT, self))
              : new Acted.Done("several", Map.of(), people);
        });
  }

  /** The person themselves. */
  Acted self() {
    return Acted.done("done", Map.of(Variables.PATIENT, stage.state().contactId()));
  }

  /** Whether what was chosen is a medicine, which has doses and no day. */
  Acted kind(Answers answers) {
    return Acted.done(kindOf(answers) == ReminderKind.MEDICATION ? "medicine" : "care");
  }

  /** Whether the words that say what it is about can be kept. */
  Acted what(Answers answers) {
    return Acted.done(
        named(answers).length() > LONGEST
            ? "long"
            : kindOf(answers) == ReminderKind.MEDICATION ? "medicine" : "care");
  }

  /** Reads how often and how long, as it was chosen or typed; or says what is wrong with it. */
  Acted sig(Answers answers) {
    Instant now = stage.now().truncatedTo(ChronoUnit.SECONDS);
    return switch (read(answers, now)) {
      case SigReading.Refused(var problems) -> refused(problems, answers);
      case SigReading.Understood(var dosage) ->
          course(dosage, now)
              .map(course -> understood(answers, dosage.text(), course.rhythm(), now))
              .orElseGet(() -> Acted.done("needed"));
    };
  }

  private Acted understood(Answers answers, String sig, Rhythm rhythm, Instant now) {
    return first(rhythm, now)
        .map(
            first ->
                Acted.done(
                    "understood",
                    Map.of(
                        NoticeFacts.DOSE,
                        sig,
                        Variables.BEGINS,
                        now.toString(),
                        Variables.DUE,
                        first.at().atZone(stage.zone()).toString())))
        .orElseGet(() -> Acted.done("needed"));
  }

  private static Acted refused(List<SigProblem> problems, Answers answers) {
    SigProblem problem = problems.getFirst();
    long strange = problems.stream().filter(p -> p.code().equals(UNKNOWN)).count();
    return Acted.done(
        switch (problem.code()) {
          case "sig-frequency-missing" -> "missing";
          case "sig-date", "sig-duration", "sig-duration-unit", "sig-length" -> "length";
          case "sig-time", "sig-interval", "sig-pattern", "sig-times-a-day" -> "times";
          case UNKNOWN -> "unknown";
          default -> "conflict";
        },
        // A course that was typed is typed once more as a whole.
        Map.of(
            Variables.PART,
            strange > 1 ? Variables.in(answers, Variables.SIG) : problem.part(),
            Variables.LASTING,
            ""));
  }

  /** Whether the day is still to come. */
  Acted day(Answers answers) {
    LocalDate day = LocalDate.parse(Variables.in(answers, Variables.CARE_DAY));
    return day.isAfter(stage.today())
        ? Acted.done(
            "future",
            Map.of(
                NoticeFacts.DOSE,
                "",
                Variables.DUE,
                first(on(day), stage.now()).orElseThrow().at().atZone(stage.zone()).toString()))
        : Acted.done("past");
  }

  /** Owes the reminder as it was shown. */
  Acted plan(Answers answers) {
    String reminderId = stage.derived("reminder");
    String patient = Variables.in(answers, Variables.PATIENT);
    ReminderKind kind = kindOf(answers);
    @Nullable Rhythm rhythm = null;
    @Nullable ReminderContent content = null;
    if (kind != ReminderKind.MEDICATION) {
      rhythm = on(LocalDate.parse(Variables.in(answers, Variables.CARE_DAY)));
      content = ReminderContent.of(named(answers));
    } else {
      Instant begins = Instant.parse(Variables.in(answers, Variables.BEGINS));
      if (read(answers, begins) instanceof SigReading.Understood(var dosage)) {
        @Nullable Course course = course(dosage, begins).orElse(null);
        rhythm = course == null ? null : course.rhythm();
        content = course == null ? null : content(answers, dosage, course);
      }
    }
    if (rhythm == null || content == null) {
      return Acted.done("refused");
    }
    Effect effect =
        new Effect.PlanReminder(
            stage.effectId("plan-reminder"),
            stage.conversationId(),
            reminderId,
            patient,
            kind,
            rhythm,
            stage.zone(),
            Private.of(stage.state().contactId(), content),
            patient.equals(stage.state().contactId()) ? By.PATIENT : By.GUARDIAN);
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  private static ReminderContent content(Answers answers, Dosage dosage, Course course) {
    return new ReminderContent(
        named(answers), dosage.doseQuantity(), dosage.text(), course.amounts(), dosage.food());
  }

  private SigReading read(Answers answers, Instant begins) {
    String sig = Variables.in(answers, Variables.SIG);
    String lasting = Variables.in(answers, Variables.LASTING);
    return SigParser.read(
        lasting.isEmpty() || lasting.equals(OPEN) ? sig : sig + " x " + lasting + " days",
        LocalDate.ofInstant(begins, stage.zone()));
  }

  /** Empty when nobody is reminded: taken at once, or only when it is needed. */
  private Optional<Course> course(Dosage dosage, Instant begins) {
    if (dosage.timing() instanceof Dosage.AtOnce) {
      return Optional.empty();
    }
    LocalDateTime local = LocalDateTime.ofInstant(begins, stage.zone());
    return Course.of(
        dosage,
        stage.practice().timesOfDoses(),
        new Course.Start(local.toLocalDate(), local.toLocalTime()),
        stage.zone());
  }

  private Optional<Occurrence> first(Rhythm rhythm, Instant now) {
    return Occurrences.after(rhythm, stage.zone(), now);
  }

  private static Rhythm on(LocalDate day) {
    return new Rhythm.OnDates(day, MORNING, null, null);
  }

  private static String named(Answers answers) {
    return Variables.in(answers, NoticeFacts.MEDICINE).strip();
  }

  /** As the flow names its options. */
  private static ReminderKind kindOf(Answers answers) {
    String option = Variables.in(answers, Variables.REMIND_OF);
    return switch (option) {
      case "medicine" -> ReminderKind.MEDICATION;
      case "vaccination" -> ReminderKind.VACCINATION;
      case "check-up" -> ReminderKind.CHECK_UP;
      case "renewal" -> ReminderKind.RENEWAL;
      default -> throw new IllegalArgumentException("a flow has no such option: " + option);
    };
  }
}
