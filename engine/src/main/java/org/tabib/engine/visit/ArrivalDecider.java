package org.tabib.engine.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.visit.VisitEvent.PatientCheckedIn;
import org.tabib.engine.visit.VisitEvent.PatientDidNotShow;

/** Whether a patient came: both are about the visit's own day. */
final class ArrivalDecider {
  private ArrivalDecider() {}

  /** The clinic-local day of an opened visit. */
  static LocalDate day(VisitState state, ZoneId zone) {
    return LocalDate.ofInstant(state.opened().slot().start(), zone);
  }

  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.CheckIn command, Instant now) {
    if (state.status() == VisitStatus.CHECKED_IN) {
      return Decision.answer(VisitDecider.current(state));
    }
    Decision<VisitEvent, VisitReply> checkedIn =
        VisitDecider.ifAllowed(state, new PatientCheckedIn(now));
    if (!(checkedIn instanceof Decision.Accept)) {
      return checkedIn;
    }
    LocalDate day = day(state, command.zone());
    LocalDate today = LocalDate.ofInstant(now, command.zone());
    return day.equals(today)
        ? checkedIn
        : Decision.refuse(
            Refusal.wrongState(
                "visit-on-another-day",
                "the visit is on " + day + ", and at the clinic it is " + today));
  }

  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.Miss command, Instant now) {
    if (state.details() != null && !state.opened().slot().start().equals(command.start())) {
      return Decision.refuse(
          Refusal.wrongState(
              "visit-moved",
              "the visit begins at "
                  + state.opened().slot().start()
                  + ", no longer at "
                  + command.start()));
    }
    return state.status() == VisitStatus.NO_SHOW
        ? Decision.answer(VisitDecider.current(state))
        : VisitDecider.ifAllowed(state, new PatientDidNotShow(now));
  }
}
