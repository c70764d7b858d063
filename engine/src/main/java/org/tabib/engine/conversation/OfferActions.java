package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent.Complaint;
import org.tabib.engine.waitlist.EntryStatus;
import org.tabib.engine.waitlist.WaitingReply;
import org.tabib.engine.waitlist.Wanted;

/** Actions of flows on a time that a waiting list offers: see it, take it, decline it. */
final class OfferActions {
  private final DialogueStage stage;
  private final PatientActions patients;
  private final WaitingActions waiting;

  OfferActions(DialogueStage stage, PatientActions patients, WaitingActions waiting) {
    this.stage = stage;
    this.patients = patients;
    this.waiting = waiting;
  }

  /** Which of an offer's buttons was tapped. */
  Acted tapped(Answers answers) {
    return Acted.done(
        switch (Variables.in(answers, Variables.TAPPED)) {
          case "take" -> "take";
          case "leave" -> "leave";
          default -> "decline";
        });
  }

  /** Whether it still stands, for whom it is, and whether it is an earlier time of a visit. */
  Acted open(Answers answers) {
    return stage.with(
        new Query.WaitingEntry(waiting.listId(answers), Variables.in(answers, Variables.ENTRY)),
        Fact.WaitingEntry.class,
        fact -> {
          WaitingReply.Entry entry = fact.entry();
          return entry == null || !stands(entry, Variables.in(answers, Variables.OFFER))
              ? Acted.done("lapsed")
              : opened(entry);
        });
  }

  private static boolean stands(WaitingReply.Entry entry, String offerId) {
    return offerId.equals(entry.offerId())
        && (entry.status() == EntryStatus.OFFERED || entry.status() == EntryStatus.ACCEPTED);
  }

  private Acted opened(WaitingReply.Entry entry) {
    Wanted wanted = entry.wanted();
    return stage.with(
        new Query.Profiles(List.of(wanted.patientId())),
        Fact.Profiles.class,
        fact -> {
          PatientProfile profile = fact.byId().get(wanted.patientId());
          if (profile == null) {
            return Acted.done("lapsed");
          }
          Wanted.BookedVisit visit = wanted.visit();
          Map<String, String> learned = new HashMap<>(patients.about(wanted.patientId(), profile));
          learned.put(Variables.SPECIALTY, wanted.specialty());
          learned.put(Variables.VISIT, visit == null ? "" : visit.visitId());
          return Acted.done(visit == null ? "new" : "earlier", learned);
        });
  }

  /** Owes what follows from taking it: the list is told, and the kept time is booked. */
  Acted accept(Answers answers) {
    Slot slot = Variables.slot(Variables.in(answers, Variables.SLOT));
    Optional<Doctor> doctor = stage.practice().doctorOf(slot.scheduleId());
    if (doctor.isEmpty()) {
      return Acted.done("refused");
    }
    String offerId = Variables.in(answers, Variables.OFFER);
    String visitId = Variables.in(answers, Variables.VISIT);
    String effectId = stage.effectId("offer");
    Effect.MoveVisit moves =
        visitId.isEmpty()
            ? null
            : new Effect.MoveVisit(
                effectId + "-move",
                visitId,
                doctor.get().id(),
                doctor.get().clinicId(),
                slot,
                offerId);
    return waiting.owes(
        new Effect.TakeOffer(
            effectId,
            waiting.listId(answers),
            offerId,
            moves == null ? opens(effectId, offerId, doctor.get(), slot, answers) : null,
            moves));
  }

  /** However often it is tapped, an offer becomes one visit. */
  private Effect.OpenVisit opens(
      String effectId, String offerId, Doctor doctor, Slot slot, Answers answers) {
    String patientId = Variables.in(answers, Variables.PATIENT);
    Instant start = slot.start();
    return new Effect.OpenVisit(
        effectId + "-open",
        Ids.derived(stage.practice().id(), start, offerId, "visit"),
        new VisitDetails(
            patientId,
            stage.state().contactId(),
            stage.conversationId(),
            doctor.id(),
            doctor.clinicId(),
            slot,
            Variables.in(answers, Variables.SPECIALTY),
            VisitDetails.BookedBy.PATIENT),
        waiting.profile(patientId, answers),
        Private.of(patientId, new Complaint("")),
        List.of());
  }

  /** Owes the no. */
  Acted decline(Answers answers) {
    return waiting.owes(
        new Effect.DeclineOffer(
            stage.effectId("offer"),
            waiting.listId(answers),
            Variables.in(answers, Variables.OFFER)));
  }
}
