package org.tabib.engine.conversation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Display;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent.Complaint;

/** Actions of flows on the way to a booking: doctor, time, hold, book. */
final class BookingActions {
  private final DialogueStage stage;

  BookingActions(DialogueStage stage) {
    this.stage = stage;
  }

  /** Whether a notice said whose visit it is about. */
  Acted whomKnown(Answers answers) {
    return Acted.done(
        stage.state().patients().contains(Variables.in(answers, Variables.PATIENT))
            ? "known"
            : "open");
  }

  /** Whether it is about a visit to a doctor who is still there. */
  Acted doctorKnown(Answers answers) {
    boolean known =
        !Variables.in(answers, Variables.TAPPED).isEmpty()
            && stage.practice().doctor(Variables.in(answers, Variables.DOCTOR)).isPresent();
    // Once: whoever goes back to choose another doctor shall be asked.
    return Acted.done(known ? "known" : "open", Map.of(Variables.TAPPED, ""));
  }

  /** From the complaint to the specialty. */
  Acted matchSymptoms(Answers answers) {
    String specialty =
        stage
            .world()
            .care()
            .assess(Variables.in(answers, Variables.COMPLAINT), PatientFacts.in(answers))
            .specialty();
    return Acted.done("done", Map.of(Variables.SPECIALTY, specialty));
  }

  /** Doctors who have time, soonest first. */
  Acted findDoctors(Answers answers) {
    int age = Age.parse(Variables.in(answers, Variables.AGE)).wholeYears();
    return stage.with(
        new Query.Doctors(Variables.in(answers, Variables.SPECIALTY), age),
        Fact.Doctors.class,
        fact -> {
          List<Option> options = new ArrayList<>();
          for (Fact.Candidate candidate : nearFirst(fact.candidates(), answers)) {
            stage
                .practice()
                .doctor(candidate.doctorId())
                .ifPresent(doctor -> options.add(option(doctor, candidate.earliest(), answers)));
          }
          return options.isEmpty()
              ? Acted.done("none")
              : new Acted.Done("found", Map.of(Variables.FIT, ""), options);
        });
  }

  /** Doctors of the clinic that is nearest to where the person said they are. */
  private List<Fact.Candidate> nearFirst(List<Fact.Candidate> candidates, Answers answers) {
    String near = Variables.in(answers, Variables.NEAR);
    return near.isEmpty()
        ? candidates
        : candidates.stream()
            .sorted(Comparator.comparing((Fact.Candidate c) -> !isAt(c.doctorId(), near)))
            .toList();
  }

  private boolean isAt(String doctorId, String clinicId) {
    return stage.practice().doctor(doctorId).filter(d -> d.clinicId().equals(clinicId)).isPresent();
  }

  private Option option(Doctor doctor, Slot earliest, Answers answers) {
    Answers shown =
        answers.with(Map.of(Variables.DOCTOR, doctor.id(), Variables.SLOT, Variables.of(earliest)));
    return new Option(
        doctor.id(), stage.wording().doctorName(doctor), stage.text("booking.doctor.row", shown));
  }

  /** Whether the complaint was told before it was asked for. */
  boolean isTold(Answers answers) {
    return !Variables.in(answers, Variables.TOLD).isEmpty();
  }

  /** Free times of the chosen doctor, as near to the wished ones as there are. */
  Acted offerSlots(Answers answers) {
    Optional<Doctor> doctor = stage.practice().doctor(Variables.in(answers, Variables.DOCTOR));
    if (doctor.isEmpty()) {
      return Acted.done("none");
    }
    Wish wish = Wish.parse(Variables.in(answers, Variables.FROM));
    @Nullable LocalDate day = dayOf(wish, answers);
    Instant start =
        day == null ? Instant.EPOCH : day.atTime(wish.earliest()).atZone(stage.zone()).toInstant();
    return stage.with(
        new Query.Offers(doctor.get().scheduleId(), start),
        Fact.Offers.class,
        fact ->
            fact.slots().isEmpty()
                ? Acted.done("none", Map.of(Variables.FROM, "", Variables.FIT, ""))
                : new Acted.Done("offered", fit(wish, day, fact.slots()), slots(fact.slots())));
  }

  /** A time alone is one on the day that is being shown, else on the next on which it comes. */
  private @Nullable LocalDate dayOf(Wish wish, Answers answers) {
    if (wish.day() != null || wish.from() == null) {
      return wish.day();
    }
    Optional<LocalDate> shown =
        answers.offered().stream()
            .map(Option::id)
            .flatMap(id -> Variables.readSlot(id).stream())
            .map(this::local)
            .map(LocalDateTime::toLocalDate)
            .findFirst();
    boolean past = wish.from().isBefore(LocalTime.ofInstant(stage.now(), stage.zone()));
    return shown.orElseGet(() -> past ? stage.today().plusDays(1) : stage.today());
  }

  private Map<String, String> fit(Wish wish, @Nullable LocalDate day, List<Slot> slots) {
    boolean fits =
        slots.stream()
            .map(this::local)
            .anyMatch(at -> at.toLocalDate().equals(day) && wish.fits(at.toLocalTime()));
    String fit = wish.unsure() ? "meant" : wish.from() == null ? "" : fits ? "exact" : "near";
    return Map.of(Variables.FIT, fit, Variables.DAY, day == null ? "" : day.toString());
  }

  private LocalDateTime local(Slot slot) {
    return LocalDateTime.ofInstant(slot.start(), stage.zone());
  }

  /** Times as options: the time is the title, because a date does not fit beside it everywhere. */
  private List<Option> slots(List<Slot> slots) {
    return slots.stream()
        .map(
            slot -> {
              var local = slot.start().atZone(stage.zone());
              return new Option(
                  Variables.of(slot),
                  Display.time(stage.language(), local.toLocalTime()),
                  Display.date(stage.language(), local.toLocalDate()));
            })
        .toList();
  }

  /** Keeps the chosen time for a while. */
  Acted holdSlot(Answers answers) {
    Slot slot = Variables.slot(Variables.in(answers, Variables.SLOT));
    String holdId = stage.derived("hold");
    return stage.with(
        new Query.Hold(slot, holdId),
        Fact.HoldAnswer.class,
        fact ->
            switch (fact) {
              case Fact.Held held ->
                  Acted.done(
                      "held",
                      Map.of(Variables.HOLD, holdId, Variables.SLOT, Variables.of(held.slot())));
              case Fact.Taken taken -> taken(taken.next());
            });
  }

  /** Somebody else has it: the next ones that fit. */
  Acted.Done taken(List<Slot> next) {
    return next.isEmpty()
        ? new Acted.Done("none", Map.of(), List.of())
        : new Acted.Done("taken", Map.of(), slots(next));
  }

  /** Owes the booking: it cannot be undone. */
  Acted book(Answers answers) {
    Slot slot = Variables.slot(Variables.in(answers, Variables.SLOT));
    Optional<Doctor> doctor = stage.practice().doctorOf(slot.scheduleId());
    if (doctor.isEmpty()) {
      return Acted.done("refused");
    }
    String effectId = stage.effectId("book");
    Effect.OpenVisit opens = openVisit(effectId + "-open", doctor.get(), slot, answers);
    stage.owe(new Effect.BookSlot(effectId, Variables.in(answers, Variables.HOLD), opens));
    return new Acted.Owed(Map.of(Variables.EFFECT, effectId, Variables.VISIT, opens.visitId()));
  }

  private Effect.OpenVisit openVisit(String effectId, Doctor doctor, Slot slot, Answers answers) {
    String patientId = Variables.in(answers, Variables.PATIENT);
    return new Effect.OpenVisit(
        effectId,
        stage.derived("visit"),
        new VisitDetails(
            patientId,
            stage.state().contactId(),
            stage.conversationId(),
            doctor.id(),
            doctor.clinicId(),
            slot,
            Variables.in(answers, Variables.SPECIALTY),
            VisitDetails.BookedBy.PATIENT),
        Private.of(
            patientId,
            new PatientProfile(
                Variables.in(answers, Variables.NAME),
                Variables.in(answers, Variables.AGE),
                stage.today(),
                Variables.in(answers, Variables.SEX))),
        Private.of(patientId, new Complaint(Variables.in(answers, Variables.COMPLAINT))),
        ReceivedFile.notedIn(answers));
  }
}
