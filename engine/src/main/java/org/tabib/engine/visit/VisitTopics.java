package org.tabib.engine.visit;

import java.time.Instant;
import org.tabib.engine.entity.Decision;

/** Which decider knows about a command: one per topic. */
final class VisitTopics {
  private VisitTopics() {}

  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.Answered command, Instant now) {
    return switch (command) {
      case VisitCommand.Get c -> VisitDecider.decide(state, c, now);
      case VisitCommand.Advance c -> VisitDecider.decide(state, c, now);
      case VisitCommand.CheckIn c -> ArrivalDecider.decide(state, c, now);
      case VisitCommand.Miss c -> ArrivalDecider.decide(state, c, now);
      case VisitCommand.AskForReview c -> ReviewDecider.decide(state, c, now);
      case VisitCommand.Rate c -> ReviewDecider.decide(state, c, now);
      case VisitCommand.SeeUpdate c -> UpdateDecider.decide(state, c, now);
    };
  }

  /**
   * @param keyKnown whether the patient's key is at hand; without it the patient was forgotten
   */
  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.AboutPatient command, boolean keyKnown, Instant now) {
    return switch (command) {
      case VisitCommand.RecordConsultation c -> ConsultationDecider.decide(state, c, keyKnown, now);
      case VisitCommand.CompleteConsultation c ->
          ConsultationDecider.decide(state, c, keyKnown, now);
      case VisitCommand.AmendConsultation c -> ConsultationDecider.decide(state, c, keyKnown, now);
      case VisitCommand.Comment c -> ReviewDecider.decide(state, c, keyKnown, now);
      case VisitCommand.AddUpdate c -> UpdateDecider.decide(state, c, keyKnown, now);
    };
  }
}
