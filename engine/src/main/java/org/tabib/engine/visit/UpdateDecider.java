package org.tabib.engine.visit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.VisitEvent.UpdateAdded;
import org.tabib.engine.visit.VisitEvent.UpdateSeen;
import org.tabib.engine.visit.VisitEvent.Words;

/** What a patient tells about a visit outside of it, and who of the staff has read it (UPD-1). */
final class UpdateDecider {
  /** Beyond this nobody reads them: the patient needs a human. */
  static final int MOST = 200;

  private UpdateDecider() {}

  /**
   * @param keyKnown whether the patient's key is at hand; without it the patient was forgotten
   */
  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.AddUpdate command, boolean keyKnown, Instant now) {
    if (state.details() == null) {
      return Decision.refuse(VisitDecider.unknown(state));
    }
    List<VisitRecord.Update> before = state.record().updates();
    if (before.stream().anyMatch(update -> update.updateId().equals(command.updateId()))) {
      return Decision.answer(VisitDecider.current(state));
    }
    if (state.status() == VisitStatus.CANCELLED) {
      return Decision.refuse(
          Refusal.wrongState(
              "visit-not-in-that-state", "nothing is added to a visit that is CANCELLED"));
    }
    if (before.size() >= MOST) {
      return Decision.refuse(
          new Refusal(
              Refusal.Kind.TOO_MANY, "too-many-updates", "the visit has " + MOST + " updates"));
    }
    return keyKnown
        ? VisitDecider.accept(
            state,
            new UpdateAdded(
                before.size() + 1,
                command.updateId(),
                Private.of(state.opened().patientId(), new Words(command.words())),
                command.contactId(),
                command.saidAt(),
                now))
        : Decision.refuse(VisitDecider.unknownPatient());
  }

  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.SeeUpdate command, Instant now) {
    if (state.details() == null) {
      return Decision.refuse(VisitDecider.unknown(state));
    }
    Optional<VisitRecord.Update> update =
        state.record().updates().stream()
            .filter(known -> known.number() == command.number())
            .findFirst();
    if (update.isEmpty()) {
      return Decision.refuse(
          Refusal.notFound("update-unknown", "the visit has no update " + command.number()));
    }
    return update.get().seen()
        ? Decision.answer(VisitDecider.current(state))
        : VisitDecider.accept(state, new UpdateSeen(command.number(), command.by(), now));
  }
}
