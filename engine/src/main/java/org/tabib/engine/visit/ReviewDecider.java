package org.tabib.engine.visit;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.VisitEvent.ReviewCommented;
import org.tabib.engine.visit.VisitEvent.ReviewGiven;
import org.tabib.engine.visit.VisitEvent.ReviewRequested;
import org.tabib.engine.visit.VisitEvent.Words;

/** One review of a completed visit (REV-1): asked for once, rated once, commented once. */
final class ReviewDecider {
  private static final int WORST = 1;
  private static final int BEST = 5;

  private ReviewDecider() {}

  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.AskForReview command, Instant now) {
    VisitRecord.Review review = state.record().review();
    return notCompleted(state)
        .or(() -> rating(state) == null ? Optional.empty() : Optional.of(given()))
        .orElseGet(
            () ->
                review == null
                    ? VisitDecider.accept(state, new ReviewRequested(now))
                    : Decision.answer(VisitDecider.current(state)));
  }

  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.Rate command, Instant now) {
    if (command.rating() < WORST || command.rating() > BEST) {
      return Decision.refuse(
          Refusal.invalid(
              "rating-out-of-range",
              "the rating is " + command.rating() + "; it must be from 1 to 5"));
    }
    Integer before = rating(state);
    return notCompleted(state)
        .orElseGet(
            () -> {
              if (before == null) {
                return VisitDecider.accept(state, new ReviewGiven(command.rating(), now));
              }
              return before == command.rating()
                  ? Decision.answer(VisitDecider.current(state))
                  : given();
            });
  }

  /**
   * @param keyKnown whether the patient's key is at hand; without it the patient was forgotten
   */
  static Decision<VisitEvent, VisitReply> decide(
      VisitState state, VisitCommand.Comment command, boolean keyKnown, Instant now) {
    VisitRecord.Review review = state.record().review();
    if (review == null || review.rating() == null) {
      return notCompleted(state)
          .orElseGet(
              () ->
                  Decision.refuse(
                      Refusal.wrongState(
                          "review-not-given", "a comment needs a rating that it explains")));
    }
    if (review.commentId() != null) {
      return review.commentId().equals(command.commandId())
          ? Decision.answer(VisitDecider.current(state))
          : Decision.refuse(
              Refusal.conflict("review-commented", "the review has its comment already"));
    }
    return keyKnown
        ? VisitDecider.accept(
            state,
            new ReviewCommented(
                command.commandId(),
                Private.of(state.opened().patientId(), new Words(command.words())),
                now))
        : Decision.refuse(VisitDecider.unknownPatient());
  }

  private static @Nullable Integer rating(VisitState state) {
    VisitRecord.Review review = state.record().review();
    return review == null ? null : review.rating();
  }

  private static Optional<Decision<VisitEvent, VisitReply>> notCompleted(VisitState state) {
    if (state.details() == null) {
      return Optional.of(Decision.refuse(VisitDecider.unknown(state)));
    }
    return state.status() == VisitStatus.COMPLETED
        ? Optional.empty()
        : Optional.of(
            Decision.refuse(
                Refusal.wrongState(
                    "visit-not-in-that-state",
                    "only a visit that is COMPLETED is reviewed; it is " + state.status())));
  }

  private static Decision<VisitEvent, VisitReply> given() {
    return Decision.refuse(Refusal.conflict("review-given", "the visit was rated before"));
  }
}
