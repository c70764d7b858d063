package org.tabib.engine.visit;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitCommand.Advance.Step;
import org.tabib.engine.visit.VisitEvent.Complaint;
import org.tabib.engine.visit.VisitEvent.ConsultationStarted;
import org.tabib.engine.visit.VisitEvent.PatientDidNotShow;
import org.tabib.engine.visit.VisitEvent.Reason;
import org.tabib.engine.visit.VisitEvent.SlotGivenBack;
import org.tabib.engine.visit.VisitEvent.VisitCancelled;
import org.tabib.engine.visit.VisitEvent.VisitCompleted;
import org.tabib.engine.visit.VisitEvent.VisitConfirmed;
import org.tabib.engine.visit.VisitEvent.VisitOpened;
import org.tabib.engine.visit.VisitEvent.VisitRescheduled;

/** The rules of a Visit: what {@link VisitLifecycle} allows, once. */
final class VisitDecider {
  private VisitDecider() {}

  /**
   * @param keyKnown whether the patient's key is at hand; without it there is no such patient
   */
  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.Open command, boolean keyKnown, Instant now) {
    VisitDetails wanted = command.details();
    if (state.details() != null) {
      return state.opened().patientId().equals(wanted.patientId())
          ? Decision.answer(current(state))
          : Decision.refuse(
              Refusal.conflict("visit-of-another-patient", "the visit id is already in use"));
    }
    if (!keyKnown) {
      return Decision.refuse(unknownPatient());
    }
    String words = command.complaint() == null ? "" : command.complaint();
    return accept(
        state, new VisitOpened(wanted, Private.of(wanted.patientId(), new Complaint(words)), now));
  }

  /** Why a slot cannot be wanted just now; null when it can. */
  static @Nullable Refusal notWanted(VisitState state, Slot slot) {
    return state.owed().contains(slot) ? beingUndone(slot) : null;
  }

  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.Get command, Instant now) {
    if (state.status() == null && !state.owed().isEmpty()) {
      // Somebody's booking broke off: for a moment it is neither there nor gone.
      return Decision.refuse(beingUndone(state.owed().getFirst()));
    }
    return state.status() == null
        ? Decision.refuse(unknown(state))
        : Decision.answer(current(state));
  }

  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.Advance command, Instant now) {
    VisitEvent event = event(command.step(), now);
    return state.status() == goal(command.step())
        ? Decision.answer(current(state))
        : ifAllowed(state, event);
  }

  /**
   * @param keyKnown whether the patient's key is at hand; without it the patient was forgotten, and
   *     so is the reason
   */
  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.Cancel command, boolean keyKnown, Instant now) {
    if (state.details() == null) {
      return Decision.refuse(unknown(state));
    }
    if (state.status() == VisitStatus.CANCELLED) {
      return Decision.answer(current(state));
    }
    String patient = state.opened().patientId();
    String words = command.reason() == null ? "" : command.reason();
    Private<Reason> reason =
        keyKnown ? Private.of(patient, new Reason(words)) : new Private.Erased<>(patient);
    return ifAllowed(state, new VisitCancelled(command.by(), reason, now));
  }

  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.Reschedule command, Instant now) {
    if (state.details() == null) {
      return Decision.refuse(unknown(state));
    }
    VisitDetails details = state.opened();
    if (details.slot().equals(command.slot())) {
      return Decision.answer(current(state));
    }
    if (state.owed().contains(command.slot())) {
      // Its release is under way and would take the new booking with it.
      return Decision.refuse(
          Refusal.conflict(
              "slot-being-released",
              "the slot at " + command.slot().start() + " is just being given back: book it anew"));
    }
    return moved(state, command, now);
  }

  /** The slot is the visit's: it moves there, if it may still move at all. */
  static Decision<VisitEvent, VisitReply> moved(
      VisitState state, VisitCommand.Reschedule command, Instant now) {
    VisitDetails details = state.opened();
    return ifAllowed(
        state,
        new VisitRescheduled(
            command.doctorId(),
            command.clinicId(),
            command.slot(),
            details.slot(),
            command.by(),
            now));
  }

  /** The event that settles a debt; null when it was settled before. */
  static @Nullable VisitEvent decide(
      VisitState state, VisitCommand.SlotReleased command, Instant now) {
    return state.owed().contains(command.slot()) ? new SlotGivenBack(command.slot(), now) : null;
  }

  /** Why the visit cannot move to a slot that its schedule did not confirm. */
  static Refusal notBooked(Slot slot, @Nullable ScheduleReply reply) {
    return switch (reply) {
      case null -> Refusal.unavailable("schedule-unavailable", "the schedule does not answer now");
      case ScheduleReply.Refused(var refusal) -> refusal;
      case ScheduleReply other ->
          Refusal.conflict("slot-taken", "the slot at " + slot.start() + " is somebody else's");
    };
  }

  private static Refusal beingUndone(Slot slot) {
    return Refusal.unavailable(
        "slot-being-released",
        "an earlier attempt at " + slot.start() + " is just being undone: try again");
  }

  static Refusal unknownPatient() {
    return Refusal.notFound(
        "patient-unknown", "the patient is not registered, or was forgotten on request");
  }

  private static VisitEvent event(Step step, Instant now) {
    return switch (step) {
      case CONFIRM -> new VisitConfirmed(now);
      case START -> new ConsultationStarted(now);
      case COMPLETE -> new VisitCompleted(now);
      case NO_SHOW -> new PatientDidNotShow(now);
    };
  }

  private static VisitStatus goal(Step step) {
    return switch (step) {
      case CONFIRM -> VisitStatus.CONFIRMED;
      case START -> VisitStatus.IN_CONSULTATION;
      case COMPLETE -> VisitStatus.COMPLETED;
      case NO_SHOW -> VisitStatus.NO_SHOW;
    };
  }

  /** Accepts what the lifecycle allows, and says what it would allow otherwise. */
  static Decision<VisitEvent, VisitReply> ifAllowed(VisitState state, VisitEvent event) {
    if (state.status() == null) {
      return Decision.refuse(unknown(state));
    }
    if (VisitLifecycle.TABLE.next(state.status(), event.getClass()).isPresent()) {
      return accept(state, event);
    }
    var allowed = VisitLifecycle.TABLE.reachableFrom(state.status());
    return Decision.refuse(
        Refusal.wrongState(
            "visit-not-in-that-state",
            event.getClass().getSimpleName()
                + " is not possible while the visit is "
                + state.status()
                + (allowed.isEmpty()
                    ? ", which is final"
                    : "; from there it can become "
                        + allowed.stream().map(Enum::name).collect(Collectors.joining(", ")))));
  }

  static Decision<VisitEvent, VisitReply> accept(VisitState state, VisitEvent event) {
    return accept(state, List.of(event));
  }

  static Decision<VisitEvent, VisitReply> accept(VisitState state, List<VisitEvent> events) {
    VisitState after = state;
    for (VisitEvent event : events) {
      after = after.apply(event);
    }
    return Decision.accept(events, current(after));
  }

  static VisitReply current(VisitState state) {
    VisitStatus status = state.status();
    if (status == null) {
      throw new IllegalStateException("the visit was never opened");
    }
    return new VisitReply.Current(
        state.visitId(),
        status,
        state.opened(),
        state.record().equals(VisitRecord.EMPTY) ? null : state.record());
  }

  static Refusal unknown(VisitState state) {
    return Refusal.notFound("visit-unknown", "there is no visit " + state.visitId());
  }
}
