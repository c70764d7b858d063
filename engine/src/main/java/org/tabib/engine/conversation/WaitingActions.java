package org.tabib.engine.conversation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Urgency;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.waitlist.PartOfDay;
import org.tabib.engine.waitlist.WaitingList;
import org.tabib.engine.waitlist.Wanted;

/** Actions of flows about waiting lists: join, see, leave. */
final class WaitingActions {
  /** Somebody who still waits after this long is better served by a question than by an offer. */
  private static final int DAYS = 14;

  private static final String ANY = "any";

  private final DialogueStage stage;

  WaitingActions(DialogueStage stage) {
    this.stage = stage;
  }

  // ── joining ───────────────────────────────────────────────────────────────────────────────────

  /** Owes the entry: for a new visit, or for an earlier time of one that is booked. */
  Acted join(Answers answers) {
    Optional<Doctor> chosen = stage.practice().doctor(Variables.in(answers, Variables.DOCTOR));
    String specialty =
        chosen
            .map(doctor -> doctor.specialties().getFirst())
            .filter(main -> Variables.in(answers, Variables.SPECIALTY).isEmpty())
            .orElse(Variables.in(answers, Variables.SPECIALTY));
    Optional<String> clinic = chosen.map(Doctor::clinicId).or(() -> clinicFor(specialty, answers));
    if (clinic.isEmpty()) {
      return Acted.done("refused");
    }
    return stage.with(
        new Query.Visits(stage.state().contactId()),
        Fact.Visits.class,
        fact -> owed(answers, chosen, specialty, clinic.get(), fact.visits()));
  }

  /** Where somebody works who treats that; the clinic that is near first. */
  private Optional<String> clinicFor(String specialty, Answers answers) {
    String near = Variables.in(answers, Variables.NEAR);
    List<String> clinics =
        stage.practice().doctors().stream()
            .filter(doctor -> doctor.specialties().contains(specialty))
            .map(Doctor::clinicId)
            .toList();
    return clinics.stream().filter(near::equals).findFirst().or(() -> clinics.stream().findFirst());
  }

  private Acted owed(
      Answers answers,
      Optional<Doctor> chosen,
      String specialty,
      String clinicId,
      List<VisitLookup.OpenVisit> visits) {
    String patientId = Variables.in(answers, Variables.PATIENT);
    Wanted.BookedVisit visit =
        visits.stream()
            .filter(v -> v.visitId().equals(Variables.in(answers, Variables.VISIT)))
            .map(v -> new Wanted.BookedVisit(v.visitId(), v.slot().start()))
            .findFirst()
            .orElse(null);
    String only =
        ANY.equals(Variables.in(answers, Variables.ONLY))
            ? null
            : chosen.map(Doctor::id).orElse(null);
    LocalDate today = LocalDate.ofInstant(stage.now(), zone(clinicId));
    LocalDate wished = Wish.parse(Variables.in(answers, Variables.FROM)).day();
    LocalDate earliest = wished == null || wished.isBefore(today) ? today : wished;
    Wanted wanted =
        new Wanted(
            patientId,
            stage.state().contactId(),
            stage.conversationId(),
            only,
            specialty,
            earliest,
            visit == null ? earliest.plusDays(DAYS) : dayOf(visit, clinicId),
            parts(Variables.in(answers, Variables.PARTS)),
            urgency(answers),
            visit);
    Effect effect =
        new Effect.JoinWaiting(
            stage.effectId("wait"),
            WaitingList.idOf(clinicId),
            stage.derived("wait"),
            wanted,
            profile(patientId, answers));
    stage.owe(effect);
    return new Acted.Owed(
        Map.of(Variables.EFFECT, effect.id(), Variables.DAY, wanted.latest().toString()));
  }

  /** An earlier time is one before the visit. */
  private LocalDate dayOf(Wanted.BookedVisit visit, String clinicId) {
    return LocalDate.ofInstant(visit.start(), zone(clinicId));
  }

  private ZoneId zone(String clinicId) {
    return stage.practice().clinic(clinicId).map(clinic -> clinic.zone()).orElse(stage.zone());
  }

  private Urgency urgency(Answers answers) {
    String complaint = Variables.in(answers, Variables.COMPLAINT);
    return complaint.isEmpty()
        ? Urgency.ROUTINE
        : stage.world().care().assess(complaint, PatientFacts.in(answers)).urgency();
  }

  private static List<PartOfDay> parts(String chosen) {
    return chosen.isEmpty() || chosen.equals(ANY)
        ? List.of()
        : List.of(PartOfDay.valueOf(chosen.toUpperCase(Locale.ROOT)));
  }

  Private<PatientProfile> profile(String patientId, Answers answers) {
    return Private.of(
        patientId,
        new PatientProfile(
            Variables.in(answers, Variables.NAME),
            Variables.in(answers, Variables.AGE),
            stage.today(),
            Variables.in(answers, Variables.SEX)));
  }

  // ── seeing and leaving ────────────────────────────────────────────────────────────────────────

  /** What the contact waits for. */
  Acted list(Answers answers) {
    return withWaiting(
        entries -> {
          List<Option> options =
              entries.stream()
                  .map(
                      entry -> {
                        Answers shown = answers.with(about(entry));
                        return new Option(
                            entry.entryId(), name(entry, shown), stage.text("waitlist.row", shown));
                      })
                  .toList();
          return options.isEmpty()
              ? Acted.done("none")
              : new Acted.Done("found", Map.of(), options);
        });
  }

  private String name(WaitingLookup.Waiting entry, Answers shown) {
    return Optional.ofNullable(entry.doctorId())
        .flatMap(stage.practice()::doctor)
        .map(stage.wording()::doctorName)
        .orElseGet(() -> stage.text("waitlist.specialty", shown));
  }

  /** One of them, by the id that was chosen. */
  Acted take(Answers answers) {
    return withWaiting(
        entries ->
            entries.stream()
                .filter(entry -> entry.entryId().equals(Variables.in(answers, Variables.ENTRY)))
                .findFirst()
                .map(entry -> Acted.done("found", about(entry)))
                .orElseGet(() -> Acted.done("gone")));
  }

  private static Map<String, String> about(WaitingLookup.Waiting entry) {
    String doctor = entry.doctorId();
    return Map.of(
        Variables.ENTRY,
        entry.entryId(),
        Variables.CLINIC,
        entry.clinicId(),
        Variables.DOCTOR,
        doctor == null ? "" : doctor,
        Variables.SPECIALTY,
        entry.specialty(),
        Variables.DAY,
        entry.latest().toString());
  }

  private Acted withWaiting(Function<List<WaitingLookup.Waiting>, Acted> then) {
    return stage.with(
        new Query.Waiting(stage.state().contactId()),
        Fact.Waiting.class,
        fact -> then.apply(fact.entries()));
  }

  /** Owes the leaving. */
  Acted leave(Answers answers) {
    return owes(
        new Effect.LeaveWaiting(
            stage.effectId("leave"), listId(answers), Variables.in(answers, Variables.ENTRY)));
  }

  Acted owes(Effect effect) {
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  /** The list that is spoken of: the clinic's, or that of the clinic where the doctor works. */
  String listId(Answers answers) {
    @Nullable String clinic = answers.value(Variables.CLINIC);
    return WaitingList.idOf(
        clinic == null || clinic.isEmpty()
            ? stage
                .practice()
                .doctor(Variables.in(answers, Variables.DOCTOR))
                .map(Doctor::clinicId)
                .orElse("")
            : clinic);
  }
}
