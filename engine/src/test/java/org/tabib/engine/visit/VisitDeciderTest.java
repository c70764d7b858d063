package org.tabib.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.visit.VisitCommand.Advance.Step.COMPLETE;
import static org.tabib.engine.visit.VisitCommand.Advance.Step.CONFIRM;
import static org.tabib.engine.visit.VisitCommand.Advance.Step.NO_SHOW;
import static org.tabib.engine.visit.VisitCommand.Advance.Step.START;
import static org.tabib.engine.visit.VisitStory.DETAILS;
import static org.tabib.engine.visit.VisitStory.NINE;
import static org.tabib.engine.visit.VisitStory.TEN;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Refusal.Kind;
import org.tabib.engine.visit.VisitCommand.Advance.Step;

class VisitDeciderTest {
  private final VisitStory visit = VisitStory.booked();

  @Test
  void opensAsBookedOnce() {
    assertThat(visit.open(DETAILS))
        .isEqualTo(new VisitReply.Current("sehat.visit", VisitStatus.BOOKED, DETAILS));
    assertThat(visit.journal()).hasSize(1);
  }

  @Test
  void refusesToOpenForAPatientNobodyKnows() {
    assertRefused(
        new VisitStory().openOfUnknownPatient(), Kind.NOT_FOUND, "patient-unknown", "registered");
  }

  @Test
  void refusesToOpenTheSameVisitForAnotherPatient() {
    VisitDetails other =
        new VisitDetails(
            "sehat.other",
            DETAILS.contactId(),
            null,
            DETAILS.doctorId(),
            DETAILS.clinicId(),
            NINE,
            DETAILS.specialty(),
            DETAILS.bookedBy());

    assertRefused(visit.open(other), Kind.CONFLICT, "visit-of-another-patient", "in use");
  }

  @Test
  void answersRepetitionsTheSame() {
    VisitReply confirmed = visit.advance(CONFIRM);
    assertThat(visit.advance(CONFIRM)).isEqualTo(confirmed);
    VisitReply cancelled = visit.cancel();
    assertThat(visit.cancel()).isEqualTo(cancelled);
    assertThat(visit.journal()).hasSize(3);
  }

  @Test
  void owesTheSlotOfACancelledVisitUntilItIsGivenBack() {
    visit.cancel();
    assertThat(visit.state().owed()).containsExactly(NINE);

    visit.released(NINE);
    visit.released(NINE);
    assertThat(visit.state().owed()).isEmpty();
    assertThat(visit.journal()).hasSize(3);
  }

  @Test
  void owesTheOldSlotOfARescheduledVisit() {
    visit.advance(CONFIRM);
    assertThat(visit.reschedule(TEN))
        .isInstanceOfSatisfying(
            VisitReply.Current.class,
            current -> {
              assertThat(current.status()).isEqualTo(VisitStatus.BOOKED);
              assertThat(current.details().slot()).isEqualTo(TEN);
            });
    assertThat(visit.state().owed()).containsExactly(NINE);
    assertThat(visit.reschedule(TEN)).isInstanceOf(VisitReply.Current.class);
    assertThat(visit.journal()).hasSize(3);
  }

  @Test
  void refusesToMoveBackToASlotThatIsJustBeingGivenBack() {
    visit.reschedule(TEN);

    assertRefused(visit.reschedule(NINE), Kind.CONFLICT, "slot-being-released", "book it anew");
    visit.released(NINE);
    assertThat(visit.reschedule(NINE)).isInstanceOf(VisitReply.Current.class);
  }

  @Test
  void owesWhatStaffWantedUntilItIsTheVisitsOwn() {
    VisitStory wanted = new VisitStory();
    wanted.wants(NINE);
    assertThat(wanted.state().owed()).containsExactly(NINE);
    assertRefused(wanted.get(), Kind.UNAVAILABLE, "slot-being-released", "try again");

    wanted.open(DETAILS);
    assertThat(wanted.state().owed()).isEmpty();
  }

  @Test
  void saysWhatIsAllowedWhenATransitionIsNot() {
    assertRefused(
        visit.advance(COMPLETE),
        Kind.WRONG_STATE,
        "visit-not-in-that-state",
        "VisitCompleted is not possible while the visit is BOOKED; from there it can become"
            + " CONFIRMED, CHECKED_IN, BOOKED, CANCELLED, NO_SHOW");
    visit.cancel();
    assertRefused(
        visit.checkIn(),
        Kind.WRONG_STATE,
        "visit-not-in-that-state",
        "while the visit is CANCELLED, which is final");
  }

  @Test
  void cannotCancelOnceTheConsultationHasBegun() {
    visit.checkIn();
    visit.advance(START);

    assertRefused(visit.cancel(), Kind.WRONG_STATE, "visit-not-in-that-state", "IN_CONSULTATION");
  }

  @Test
  void refusesEverythingAboutAVisitThatWasNeverOpened() {
    VisitStory unknown = new VisitStory();

    assertRefused(unknown.get(), Kind.NOT_FOUND, "visit-unknown", "sehat.visit");
    assertRefused(unknown.cancel(), Kind.NOT_FOUND, "visit-unknown", "sehat.visit");
    assertRefused(unknown.advance(NO_SHOW), Kind.NOT_FOUND, "visit-unknown", "sehat.visit");
    assertRefused(unknown.reschedule(TEN), Kind.NOT_FOUND, "visit-unknown", "sehat.visit");
  }

  @Property(tries = 300)
  void endsInTheSameStateWithARestartAfterEveryStep(@ForAll("steps") List<Integer> steps) {
    VisitStory story = new VisitStory();
    for (int step : steps) {
      perform(story, step);
      assertThat(story.replayed()).isEqualTo(story.state());
      assertThat(story.restored()).isEqualTo(story.state());
    }
  }

  @Provide
  Arbitrary<List<Integer>> steps() {
    return Arbitraries.integers().between(0, 23).list().ofMaxSize(20);
  }

  static void perform(VisitStory story, int step) {
    switch (step) {
      case 0, 1 -> story.open(DETAILS);
      case 2 -> story.cancel();
      case 3 -> story.reschedule(TEN);
      case 4 -> story.reschedule(NINE);
      case 5 -> story.released(NINE);
      case 6 -> story.wants(NINE);
      case 7 -> story.wants(TEN);
      case 8 -> story.checkIn();
      case 9 -> story.miss(NINE.start());
      case 10 -> story.record("a", VisitStory.note("first"), null);
      case 11 -> story.record("b", VisitStory.note("second"), null);
      case 12 -> story.complete("c", VisitStory.note("third"));
      case 13 -> story.amend("d", VisitStory.note("fourth"), "typo");
      case 14 -> story.askForReview();
      case 15 -> story.rate(2);
      case 16 -> story.comment("e", "long wait");
      case 17 -> story.update("f", "better");
      case 18 -> story.update("g", "worse");
      case 19 -> story.seen(1);
      default -> story.advance(Step.values()[step - 20]);
    }
  }

  private static void assertRefused(VisitReply reply, Kind kind, String code, String message) {
    assertThat(reply)
        .isInstanceOfSatisfying(
            VisitReply.Refused.class,
            refused -> {
              assertThat(refused.refusal().kind()).isEqualTo(kind);
              assertThat(refused.refusal().code()).isEqualTo(code);
              assertThat(refused.refusal().message()).contains(message);
            });
  }
}
