package org.tabib.engine.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.VisitEvent.ConsultationAmended;
import org.tabib.engine.visit.VisitEvent.ConsultationRecorded;
import org.tabib.engine.visit.VisitEvent.Reason;
import org.tabib.engine.visit.VisitEvent.VisitCompleted;

/**
 * What a doctor may write about a visit, and when (BOOK-7): a draft while the consultation goes on,
 * amendments once it is over, and nothing that was completed is ever replaced.
 */
final class ConsultationDecider {
  private ConsultationDecider() {}

  /**
   * @param keyKnown whether the patient's key is at hand; without it the patient was forgotten
   */
  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.RecordConsultation c, boolean keyKnown, Instant now) {
    return settled(state, c.key(), keyKnown)
        .or(() -> onlyIn(state, VisitStatus.IN_CONSULTATION, "is written down"))
        .or(() -> unfit(state, c.note(), c.followUp(), c.zone()))
        .orElseGet(
            () ->
                VisitDecider.accept(
                    state, recorded(state, c.note(), c.followUp(), c.by(), c.key(), now)));
  }

  /** As {@link VisitCommand.RecordConsultation}, and the visit is over. */
  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.CompleteConsultation c, boolean keyKnown, Instant now) {
    return settled(state, c.key(), keyKnown)
        .or(() -> onlyIn(state, VisitStatus.IN_CONSULTATION, "is completed"))
        .or(() -> unfit(state, c.note(), c.followUp(), c.zone()))
        .orElseGet(
            () ->
                VisitDecider.accept(
                    state,
                    List.of(
                        recorded(state, c.note(), c.followUp(), c.by(), c.key(), now),
                        new VisitCompleted(now))));
  }

  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.AmendConsultation c, boolean keyKnown, Instant now) {
    return settled(state, c.key(), keyKnown)
        .or(() -> onlyIn(state, VisitStatus.COMPLETED, "is amended"))
        .or(() -> ConsultationRules.problem(c.reason()).map(ConsultationDecider::invalid))
        .or(() -> unfit(state, c.note(), c.followUp(), c.zone()))
        .orElseGet(() -> VisitDecider.accept(state, amended(state, c, now)));
  }

  private static VisitEvent recorded(
      VisitState state,
      ConsultationNote note,
      @Nullable LocalDate followUp,
      String by,
      CommandKey key,
      Instant now) {
    return new ConsultationRecorded(
        Private.of(state.opened().patientId(), note), followUp, by, key, now);
  }

  private static VisitEvent amended(
      VisitState state, VisitCommand.AmendConsultation c, Instant now) {
    String patient = state.opened().patientId();
    VisitRecord.Consultation written = state.record().consultation();
    return new ConsultationAmended(
        written == null ? 1 : written.version() + 1,
        Private.of(patient, c.note()),
        c.followUp(),
        Private.of(patient, new Reason(c.reason())),
        c.by(),
        c.key(),
        now);
  }

  /** What can be said without looking at what was asked for. */
  private static Optional<Decision<VisitEvent, VisitReply>> settled(
      VisitState state, CommandKey key, boolean keyKnown) {
    if (state.details() == null) {
      return Optional.of(Decision.refuse(VisitDecider.unknown(state)));
    }
    Optional<CommandKey> earlier = earlier(state, key);
    if (earlier.isPresent()) {
      return Optional.of(
          earlier.get().equals(key)
              ? Decision.answer(VisitDecider.current(state))
              : Decision.refuse(
                  Refusal.invalid(
                      "idempotency-key-reused", "the key was used for another record before")));
    }
    return keyKnown
        ? Optional.empty()
        : Optional.of(Decision.refuse(VisitDecider.unknownPatient()));
  }

  private static Optional<CommandKey> earlier(VisitState state, CommandKey key) {
    VisitRecord.Consultation written = state.record().consultation();
    return written == null
        ? Optional.empty()
        : written.requests().stream().filter(known -> known.id().equals(key.id())).findFirst();
  }

  private static Optional<Decision<VisitEvent, VisitReply>> onlyIn(
      VisitState state, VisitStatus wanted, String what) {
    return state.status() == wanted
        ? Optional.empty()
        : Optional.of(
            Decision.refuse(
                Refusal.wrongState(
                    "visit-not-in-that-state",
                    "a consultation "
                        + what
                        + " while the visit is "
                        + wanted
                        + "; it is "
                        + state.status())));
  }

  private static Optional<Decision<VisitEvent, VisitReply>> unfit(
      VisitState state, ConsultationNote note, @Nullable LocalDate followUp, ZoneId zone) {
    Optional<ConsultationRules.Problem> problem = ConsultationRules.problem(note);
    if (problem.isPresent()) {
      return problem.map(ConsultationDecider::invalid);
    }
    LocalDate day = ArrivalDecider.day(state, zone);
    return followUp == null || !followUp.isBefore(day)
        ? Optional.empty()
        : Optional.of(
            Decision.refuse(
                Refusal.invalid(
                    "follow-up-before-visit",
                    "followUp must not be before the visit's day, " + day)));
  }

  private static Decision<VisitEvent, VisitReply> invalid(ConsultationRules.Problem problem) {
    return Decision.refuse(
        Refusal.invalid("consultation-invalid", problem.field() + " " + problem.message()));
  }
}
