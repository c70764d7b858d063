package org.tabib.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.visit.VisitStory.NINE;
import static org.tabib.engine.visit.VisitStory.TEN;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.entity.Refusal.Kind;
import org.tabib.engine.visit.VisitCommand.Advance.Step;

/** Arrival, review and updates: what happens around a consultation. */
class AroundVisitDecidersTest {
  private final VisitStory visit = VisitStory.booked();

  // ── arrival ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void checksInFromTheFirstToTheLastMinuteOfTheDayAtTheClinic() {
    // India is five and a half hours ahead of UTC.
    assertThat(VisitStory.booked().at(Instant.parse("2026-03-01T18:30:00Z")).checkIn())
        .isInstanceOf(VisitReply.Current.class);
    assertThat(VisitStory.booked().at(Instant.parse("2026-03-02T18:29:59Z")).checkIn())
        .isInstanceOf(VisitReply.Current.class);
  }

  @Test
  void refusesToCheckInOnAnotherDayAndNamesBoth() {
    for (String wrong : new String[] {"2026-03-01T18:29:59Z", "2026-03-02T18:30:00Z"}) {
      Refusal refusal = refusal(VisitStory.booked().at(Instant.parse(wrong)).checkIn());
      assertThat(refusal.kind()).isEqualTo(Kind.WRONG_STATE);
      assertThat(refusal.code()).isEqualTo("visit-on-another-day");
      assertThat(refusal.message()).contains("the visit is on 2026-03-02");
    }
  }

  @Test
  void checkingInTwiceAnswersTheSame() {
    VisitReply first = visit.checkIn();

    assertThat(visit.checkIn()).isEqualTo(first);
    assertThat(visit.journal()).hasSize(2);
  }

  @Test
  void whoeverComesLateOnTheDayIsSeenAfterANoShow() {
    visit.miss(NINE.start());
    assertThat(visit.state().status()).isEqualTo(VisitStatus.NO_SHOW);

    assertThat(visit.checkIn()).isInstanceOf(VisitReply.Current.class);
    assertThat(visit.state().status()).isEqualTo(VisitStatus.CHECKED_IN);
  }

  @Test
  void noShowStaysOneOnTheNextDay() {
    visit.miss(NINE.start());

    assertThat(refusal(visit.at(VisitStory.NOW.plus(Duration.ofDays(1))).checkIn()).code())
        .isEqualTo("visit-on-another-day");
  }

  @Test
  void visitThatWasMovedIsNotMissedAtItsOldTime() {
    visit.reschedule(TEN);

    assertThat(refusal(visit.miss(NINE.start())).code()).isEqualTo("visit-moved");
    assertThat(visit.state().status()).isEqualTo(VisitStatus.BOOKED);
  }

  @Test
  void visitThatIsMissedTwiceAnswersTheSameAndOneThatBeganIsNotMissed() {
    VisitReply missed = visit.miss(NINE.start());
    assertThat(visit.miss(NINE.start())).isEqualTo(missed);
    visit.checkIn();

    assertThat(refusal(visit.miss(NINE.start())).kind()).isEqualTo(Kind.WRONG_STATE);
  }

  // ── review ────────────────────────────────────────────────────────────────────────────────────

  private VisitStory completed() {
    VisitStory story = VisitStory.inConsultation();
    story.complete("c", VisitStory.note("left ear"));
    return story;
  }

  @Test
  void reviewIsAskedForOnceHoweverOftenTheTimerFires() {
    VisitStory story = completed();
    VisitReply asked = story.askForReview();

    assertThat(story.askForReview()).isEqualTo(asked);
    assertThat(story.journal()).filteredOn(VisitEvent.ReviewRequested.class::isInstance).hasSize(1);
  }

  @Test
  void reviewIsNotAskedForBeforeCompletionNorAfterTheRating() {
    assertThat(refusal(visit.askForReview()).kind()).isEqualTo(Kind.WRONG_STATE);
    VisitStory story = completed();
    story.rate(4);

    assertThat(refusal(story.askForReview()).code()).isEqualTo("review-given");
  }

  @Test
  void secondRatingChangesNothing() {
    VisitStory story = completed();
    story.askForReview();
    VisitReply rated = story.rate(2);

    assertThat(story.rate(2)).isEqualTo(rated);
    assertThat(refusal(story.rate(5)).code()).isEqualTo("review-given");
    assertThat(story.state().record().review().rating()).isEqualTo(2);
  }

  @Test
  void ratingIsFromOneToFiveAndOfACompletedVisit() {
    assertThat(refusal(completed().rate(0)).code()).isEqualTo("rating-out-of-range");
    assertThat(refusal(completed().rate(6)).code()).isEqualTo("rating-out-of-range");
    assertThat(refusal(visit.rate(5)).kind()).isEqualTo(Kind.WRONG_STATE);
  }

  @Test
  void ratingIsCommentedOnce() {
    VisitStory story = completed();
    assertThat(refusal(story.comment("x", "kind")).code()).isEqualTo("review-not-given");
    story.rate(5);
    VisitReply commented = story.comment("x", "kind");

    assertThat(story.comment("x", "kind")).isEqualTo(commented);
    assertThat(refusal(story.comment("y", "unkind")).code()).isEqualTo("review-commented");
  }

  // ── updates ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void updatesAreNumberedAndKeptOnce() {
    visit.update("a", "fever is gone");
    visit.update("b", "cough is worse");
    visit.update("a", "fever is gone");

    assertThat(visit.state().record().updates())
        .containsExactly(
            new VisitRecord.Update(1, "a", false), new VisitRecord.Update(2, "b", false));
  }

  @Test
  void whoeverReadsAnUpdateFirstStaysNamed() {
    visit.update("a", "fever is gone");
    VisitReply seen = visit.seen(1);

    assertThat(visit.seen(1)).isEqualTo(seen);
    assertThat(visit.state().record().unseen()).isZero();
    assertThat(refusal(visit.seen(2)).code()).isEqualTo("update-unknown");
  }

  @Test
  void nothingIsAddedToACancelledVisitNorWithoutEnd() {
    for (int i = 0; i < UpdateDecider.MOST; i++) {
      visit.update("id-" + i, "news");
    }
    assertThat(refusal(visit.update("one-more", "news")).kind()).isEqualTo(Kind.TOO_MANY);
    VisitStory cancelled = VisitStory.booked();
    cancelled.cancel();

    assertThat(refusal(cancelled.update("a", "news")).kind()).isEqualTo(Kind.WRONG_STATE);
  }

  @Test
  void nothingIsKeptOfSomebodyWhoWasForgotten() {
    VisitStory story = completed();
    story.rate(1);
    story.forgotten();

    assertThat(refusal(story.update("a", "news")).code()).isEqualTo("patient-unknown");
    assertThat(refusal(story.comment("a", "news")).code()).isEqualTo("patient-unknown");
  }

  @Test
  void everythingIsRefusedAboutAVisitThatWasNeverOpened() {
    VisitStory unknown = new VisitStory();

    for (VisitReply reply :
        new VisitReply[] {
          unknown.checkIn(),
          unknown.miss(NINE.start()),
          unknown.record("a", VisitStory.note("left ear"), null),
          unknown.complete("b", VisitStory.note("left ear")),
          unknown.amend("c", VisitStory.note("left ear"), "why"),
          unknown.askForReview(),
          unknown.rate(3),
          unknown.comment("d", "kind"),
          unknown.update("e", "news"),
          unknown.seen(1),
          unknown.advance(Step.START)
        }) {
      assertThat(refusal(reply).code()).isEqualTo("visit-unknown");
    }
  }

  private static Refusal refusal(VisitReply reply) {
    return ((VisitReply.Refused) reply).refusal();
  }
}
