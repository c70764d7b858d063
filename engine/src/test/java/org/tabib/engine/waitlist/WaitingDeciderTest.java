package org.tabib.engine.waitlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.waitlist.WaitingStory.KHAN;
import static org.tabib.engine.waitlist.WaitingStory.RAO;
import static org.tabib.engine.waitlist.WaitingStory.SKIN;
import static org.tabib.engine.waitlist.WaitingStory.ears;
import static org.tabib.engine.waitlist.WaitingStory.insteadOf;
import static org.tabib.engine.waitlist.WaitingStory.only;
import static org.tabib.engine.waitlist.WaitingStory.slot;
import static org.tabib.engine.waitlist.WaitingStory.urgently;
import static org.tabib.engine.waitlist.WaitingStory.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.schedule.Clinics;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.waitlist.WaitingEvent.OfferPutOff;
import org.tabib.engine.waitlist.WaitingEvent.SlotExhausted;

class WaitingDeciderTest {
  private static final Slot TOMORROW = slot(RAO, "2026-03-03T10:00");

  private final WaitingStory list = new WaitingStory("2026-03-02T09:00");

  @Test
  void offersAFreedTimeToWhoWaitsForIt() {
    list.join("a", ears("asha"));

    assertThat(list.freed("f", TOMORROW)).isEqualTo(new WaitingReply.Done());

    assertThat(list.offer().entryId()).isEqualTo("a");
    assertThat(list.offer().slot()).isEqualTo(TOMORROW);
    assertThat(list.offer().doctorId()).isEqualTo(RAO);
    assertThat(list.offer().until()).isEqualTo(list.now().plus(Duration.ofMinutes(15)));
    assertThat(list.offer().heldUntil()).isEqualTo(list.now().plus(Duration.ofMinutes(25)));
    assertThat(list.status("a")).isEqualTo(EntryStatus.OFFERED);
  }

  @Test
  void asksFirstWhoAskedForTheDoctorThenWhoIsUrgentThenWhoWaitsLongest() {
    joinOneByOne("longest", ears("a"));
    joinOneByOne("later", ears("b"));
    joinOneByOne("urgent", urgently(ears("c")));
    joinOneByOne("of-the-doctor", only(ears("d"), RAO));
    joinOneByOne("urgent-and-of-the-doctor", urgently(only(ears("e"), RAO)));

    list.freed("f", TOMORROW);
    for (int i = 0; i < 4; i++) {
      list.decline(list.offer().offerId());
    }

    assertThat(list.offers())
        .extracting(WaitingEvent.SlotOffered::entryId)
        .containsExactly("urgent-and-of-the-doctor", "of-the-doctor", "urgent", "longest", "later");
    assertThat(list.offers().getFirst().fit().reason())
        .startsWith("asked for this doctor, urgent, waiting since 2026-03-02T");
  }

  private void joinOneByOne(String entryId, Wanted wanted) {
    list.join(entryId, wanted);
    list.passes(Duration.ofMinutes(1));
  }

  @Test
  void offersNobodyWhatDoesNotSuitThem() {
    list.join("other-doctor", only(ears("a"), KHAN));
    list.join("other-day", within(ears("b"), "2026-03-04", "2026-03-16"));
    list.join("too-late", within(ears("c"), "2026-03-02", "2026-03-02"));
    list.join("afternoons", within(ears("d"), "2026-03-02", "2026-03-16", PartOfDay.AFTERNOON));
    list.join("earlier-already", insteadOf(ears("e"), "sehat.v", "2026-03-03T09:30"));

    list.freed("f", TOMORROW);
    list.freed("g", slot(SKIN, "2026-03-03T10:00"));

    assertThat(list.offers()).isEmpty();
    assertThat(list.journal()).hasSize(5);
  }

  @Test
  void offersAnEarlierTimeToWhoHasALaterVisit() {
    list.join("a", insteadOf(ears("a"), "sehat.v", "2026-03-05T09:30"));

    list.freed("f", TOMORROW);

    assertThat(list.offer().wanted().visit()).isNotNull();
  }

  @Test
  void asksTheNextWhenNobodyAnswersAndNobodyTwice() {
    list.join("a", ears("a"));
    list.join("b", ears("b"));
    list.freed("f", TOMORROW);
    String first = list.offer().offerId();

    list.passes(Duration.ofMinutes(15));
    list.timesOut(first);

    assertThat(list.offer().entryId()).isEqualTo("b");
    assertThat(list.status("a")).isEqualTo(EntryStatus.WAITING);

    list.passes(Duration.ofMinutes(15));
    list.timesOut(list.offer().offerId());

    assertThat(list.offers()).hasSize(2);
    assertThat(list.journal()).last().isInstanceOf(SlotExhausted.class);
    assertThat(list.freed("f", TOMORROW)).isEqualTo(new WaitingReply.Done());
    assertThat(list.offers()).hasSize(2);
  }

  @Test
  void saysThatAnOfferStillStandsWhenATimerIsEarly() {
    list.join("a", ears("a"));
    list.freed("f", TOMORROW);

    assertThat(refusal(list.timesOut(list.offer().offerId())).kind())
        .isEqualTo(Refusal.Kind.UNAVAILABLE);
    assertThat(list.status("a")).isEqualTo(EntryStatus.OFFERED);
  }

  @Test
  void givesAnOfferedTimeToWhoTakesItAndEndsTheWaitWithTheBooking() {
    list.join("a", ears("a"));
    list.freed("f", TOMORROW);
    String offer = list.offer().offerId();

    WaitingReply accepted = list.accept(offer);

    assertThat(accepted)
        .isEqualTo(new WaitingReply.Accepted(offer, "a", TOMORROW, list.offer().heldUntil()));
    assertThat(list.status("a")).isEqualTo(EntryStatus.ACCEPTED);
    list.passes(Duration.ofHours(1));
    list.timesOut(offer);
    assertThat(list.accept(offer)).isEqualTo(accepted);

    list.booked(offer);

    assertThat(list.status("a")).isEqualTo(EntryStatus.ENDED);
    assertThat(list.accept(offer)).isEqualTo(accepted);
    assertThat(list.booked(offer)).isEqualTo(new WaitingReply.Done());
  }

  @Test
  void keepsThePlaceOfWhoAcceptedWhatCouldNotBeBooked() {
    list.join("a", ears("a"));
    list.passes(Duration.ofMinutes(1));
    list.join("b", ears("b"));
    list.freed("f", TOMORROW);
    list.accept(list.offer().offerId());

    list.returned(list.offer().offerId());
    list.freed("g", slot(KHAN, "2026-03-03T10:30"));

    assertThat(list.offer().entryId()).isEqualTo("a");
  }

  @Test
  void refusesAnOfferThatLapsed() {
    list.join("a", ears("a"));
    list.freed("f", TOMORROW);
    String offer = list.offer().offerId();
    list.passes(Duration.ofMinutes(15));

    assertThat(refusal(list.accept(offer)).code()).isEqualTo("offer-lapsed");
    list.timesOut(offer);
    assertThat(refusal(list.accept(offer)).code()).isEqualTo("offer-lapsed");
    assertThat(refusal(list.accept("unknown")).code()).isEqualTo("offer-lapsed");
    assertThat(list.status("a")).isEqualTo(EntryStatus.WAITING);
  }

  @Test
  void offersOneTimeToOnePersonAtOnce() {
    list.join("a", ears("a"));
    list.join("b", ears("b"));

    list.freed("f", TOMORROW);
    list.freed("g", slot(KHAN, "2026-03-03T10:30"));
    list.freed("h", slot(KHAN, "2026-03-03T11:00"));

    assertThat(list.offers())
        .extracting(WaitingEvent.SlotOffered::entryId)
        .containsExactly("a", "b");
  }

  @Test
  void asksAParentOfTwoAboutOneChildAtATime() {
    Wanted child = ears("child");
    list.join("a", ears("asha"));
    list.join(
        "b",
        new Wanted(
            "child",
            "contact-of-asha",
            "conversation-of-asha",
            null,
            child.specialty(),
            child.earliest(),
            child.latest(),
            List.of(),
            child.urgency(),
            null));

    list.freed("f", TOMORROW);
    list.freed("g", slot(KHAN, "2026-03-03T10:30"));

    assertThat(list.offers()).hasSize(1);
  }

  @Test
  void givesTheOfferedTimeToTheNextWhenSomebodyLeaves() {
    list.join("a", ears("a"));
    list.join("b", ears("b"));
    list.freed("f", TOMORROW);

    list.leave("a");

    assertThat(list.offer().entryId()).isEqualTo("b");
    assertThat(list.status("a")).isEqualTo(EntryStatus.ENDED);
    assertThat(list.leave("a")).isEqualTo(new WaitingReply.Done());
  }

  @Test
  void changesNothingWhileTheScheduleDoesNotAnswer() {
    list.join("a", ears("a"));
    list.freed("f", TOMORROW);
    list.surroundings = keep -> null;
    list.join("b", ears("b"));
    int before = list.journal().size();

    assertThat(refusal(list.decline(list.offer().offerId())).kind())
        .isEqualTo(Refusal.Kind.UNAVAILABLE);
    assertThat(list.journal()).hasSize(before);
    assertThat(list.status("a")).isEqualTo(EntryStatus.OFFERED);
  }

  @Test
  void offersNobodyATimeThatStaffBookedFirst() {
    list.join("a", ears("a"));
    list.surroundings = keep -> new Found.Gone(WaitingEvent.Why.TAKEN);

    list.freed("f", TOMORROW);

    assertThat(list.offers()).isEmpty();
    assertThat(list.status("a")).isEqualTo(EntryStatus.WAITING);
  }

  @Test
  void passesOverWhoBookedByThemselvesMeanwhile() {
    list.join("a", ears("a"));
    list.passes(Duration.ofMinutes(1));
    list.join("b", ears("b"));
    list.surroundings =
        keep ->
            keep.next().entry().entryId().equals("a")
                ? new Found.Over("a", Ending.BOOKED_ELSEWHERE)
                : list.kept(keep);

    list.freed("f", TOMORROW);

    assertThat(list.status("a")).isEqualTo(EntryStatus.ENDED);
    assertThat(list.offer().entryId()).isEqualTo("b");
  }

  @Test
  void asksNobodyAtNightUnlessTheTimeIsNear() {
    WaitingStory night = new WaitingStory("2026-03-02T22:00");
    night.join("a", ears("a"));

    night.freed("f", slot(RAO, "2026-03-03T10:00"));
    night.freed("f", slot(RAO, "2026-03-03T10:00"));

    assertThat(night.offers()).isEmpty();
    assertThat(night.journal())
        .filteredOn(OfferPutOff.class::isInstance)
        .singleElement()
        .extracting(e -> ((OfferPutOff) e).until())
        .isEqualTo(Clinics.at("2026-03-03T08:00"));

    night.passes(Duration.ofHours(10));
    night.freed("f", slot(RAO, "2026-03-03T10:00"));
    assertThat(night.offers()).hasSize(1);

    WaitingStory early = new WaitingStory("2026-03-03T06:30");
    early.join("a", ears("a"));
    early.freed("f", slot(RAO, "2026-03-03T10:00"));
    assertThat(early.offers()).hasSize(1);
  }

  @Test
  void leavesLessTimeToAnswerWhenTheTimeIsNearAndNoneWhenItIsTooNear() {
    WaitingStory near = new WaitingStory("2026-03-03T08:44");
    near.join("a", ears("a"));
    near.freed("f", slot(RAO, "2026-03-03T10:00"));
    assertThat(near.offer().until()).isEqualTo(near.now().plus(Duration.ofMinutes(8)));

    WaitingStory tooNear = new WaitingStory("2026-03-03T08:56");
    tooNear.join("a", ears("a"));
    tooNear.freed("f", slot(RAO, "2026-03-03T10:00"));
    assertThat(tooNear.offers()).isEmpty();
  }

  @Test
  void forgetsWhoseLastDayIsOver() {
    list.join("a", within(ears("a"), "2026-03-02", "2026-03-03"));
    list.passes(Duration.ofDays(2));

    list.join("b", ears("b"));

    assertThat(list.status("a")).isEqualTo(EntryStatus.ENDED);
    assertThat(list.state().entries()).hasSize(1);
  }

  @Test
  void refusesToWaitTwiceForTheSameAndForDaysThatAreOver() {
    list.join("a", ears("a"));

    assertThat(refusal(list.join("b", only(ears("a"), RAO))).code()).isEqualTo("already-waiting");
    assertThat(refusal(list.join("c", within(ears("c"), "2026-02-01", "2026-02-02"))).code())
        .isEqualTo("days-out-of-order");
    assertThat(refusal(list.join("d", within(ears("d"), "2026-03-09", "2026-03-08"))).code())
        .isEqualTo("days-out-of-order");
    assertThat(refusal(list.join("e", only(ears("e"), "sehat.nobody"))).code())
        .isEqualTo("doctor-unknown");
    assertThat(list.join("a", ears("a"))).isInstanceOf(WaitingReply.Entry.class);
    assertThat(list.state().entries()).hasSize(1);
  }

  @Test
  void takesNoMoreThanALimit() {
    for (int i = 0; i < WaitingDecider.MOST_ENTRIES; i++) {
      list.join("e" + i, ears("p" + i));
    }

    assertThat(refusal(list.join("one-more", ears("one-more"))).kind())
        .isEqualTo(Refusal.Kind.TOO_MANY);
  }

  private static Refusal refusal(WaitingReply reply) {
    assertThat(reply).isInstanceOf(WaitingReply.Refused.class);
    return ((WaitingReply.Refused) reply).refusal();
  }
}
