package org.tabib.engine.waitlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.waitlist.WaitingStory.KHAN;
import static org.tabib.engine.waitlist.WaitingStory.RAO;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.tabib.engine.care.Urgency;
import org.tabib.engine.waitlist.WaitingEvent.SlotOffered;
import org.tabib.engine.waitlist.WaitingListState.Offer;

/** What holds for any commands in any order. */
class WaitingPropertiesTest {

  /** Something that happens; few people and times, so that they meet. */
  record Step(int kind, int who, int slot, int pause) {}

  @Property(tries = 300)
  void nobodyIsOfferedTwoTimesAtOnceAndNoTimeIsOfferedToTwo(@ForAll("steps") List<Step> steps) {
    WaitingStory list = new WaitingStory("2026-03-02T09:00");
    for (Step step : steps) {
      perform(list, step);

      List<Offer> standing = list.state().standing().toList();
      assertThat(standing).extracting(Offer::entryId).doesNotHaveDuplicates();
      assertThat(standing).allSatisfy(o -> assertThat(list.state().entry(o.entryId())).isPresent());
      assertThat(
              list.state().freed().stream()
                  .filter(f -> f.offer() != null && !f.closed())
                  .map(WaitingListState.Freed::slot))
          .doesNotHaveDuplicates();
    }
  }

  @Property(tries = 300)
  void noOfferEverComesBack(@ForAll("steps") List<Step> steps) {
    WaitingStory list = new WaitingStory("2026-03-02T09:00");
    steps.forEach(step -> perform(list, step));

    assertThat(list.offers()).extracting(SlotOffered::offerId).doesNotHaveDuplicates();
    Set<String> over = new HashSet<>();
    for (WaitingEvent event : list.journal()) {
      switch (event) {
        case WaitingEvent.OfferDeclined e -> over.add(e.offerId());
        case WaitingEvent.OfferExpired e -> over.add(e.offerId());
        case WaitingEvent.OfferLost e -> over.add(e.offerId());
        case WaitingEvent.OfferAccepted e -> assertThat(over).doesNotContain(e.offerId());
        case WaitingEvent.SlotOffered e -> assertThat(over).doesNotContain(e.offerId());
        case WaitingEvent.EntryAdded e -> {}
        case WaitingEvent.EntryLeft e -> {}
        case WaitingEvent.OfferPutOff e -> {}
        case WaitingEvent.SlotExhausted e -> {}
      }
    }
  }

  @Property(tries = 200)
  void endsInTheSameStateWithARestartAfterEveryStep(@ForAll("steps") List<Step> steps) {
    WaitingStory list = new WaitingStory("2026-03-02T09:00");
    for (Step step : steps) {
      perform(list, step);
      assertThat(list.replayed()).isEqualTo(list.state());
      assertThat(list.restored()).isEqualTo(list.state());
    }
  }

  @Property(tries = 200)
  void changesNothingMoreWhenACommandIsRepeatedAtOnce(@ForAll("steps") List<Step> steps) {
    WaitingStory list = new WaitingStory("2026-03-02T09:00");
    for (Step step : steps) {
      String offer = perform(list, step);
      WaitingListState after = list.state();
      repeat(list, step, offer);
      assertThat(list.state()).isEqualTo(after);
    }
  }

  @Property(tries = 200)
  void theOrderIsTotalAndTheSameHoweverPeopleAreLookedThrough(
      @ForAll("fits") Set<Fit> fits, @ForAll Random random) {
    List<Fit> sorted = fits.stream().sorted().toList();
    List<Fit> shuffled = new ArrayList<>(fits);
    Collections.shuffle(shuffled, random);
    Collections.sort(shuffled);

    assertThat(shuffled).isEqualTo(sorted);
    for (int i = 1; i < sorted.size(); i++) {
      Fit before = sorted.get(i - 1);
      Fit after = sorted.get(i);
      assertThat(before.compareTo(after)).isNegative();
      assertThat(after.compareTo(before)).isPositive();
      assertThat(before.doctorAsked() || !after.doctorAsked()).isTrue();
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 7),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 12))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<Set<Fit>> fits() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of(Urgency.values()),
            Arbitraries.integers().between(0, 3).map(Instant::ofEpochSecond),
            Arbitraries.integers().between(0, 9).map(Object::toString))
        .as(Fit::new)
        .set()
        .ofMaxSize(12);
  }

  /**
   * @return the offer that the step was about
   */
  private static String perform(WaitingStory list, Step step) {
    list.passes(Duration.ofMinutes(step.pause()));
    String offer = list.offers().isEmpty() ? "none" : anOffer(list, step).offerId();
    repeat(list, step, offer);
    return offer;
  }

  private static SlotOffered anOffer(WaitingStory list, Step step) {
    List<SlotOffered> offers = list.offers();
    return offers.get(offers.size() - 1 - step.slot() % offers.size());
  }

  private static void repeat(WaitingStory list, Step step, String offer) {
    String entry = "entry-" + step.who();
    switch (step.kind()) {
      case 0 -> list.join(entry, wanted(step));
      case 1 -> list.leave(entry);
      case 2, 3 ->
          list.freed(
              "freed-" + step.slot(),
              WaitingStory.slot(
                  step.slot() % 2 == 0 ? RAO : KHAN, "2026-03-03T1" + step.slot() + ":00"));
      case 4 -> list.timesOut(offer);
      case 5 -> list.accept(offer);
      case 6 -> list.decline(offer);
      case 7 -> {
        if (step.who() % 2 == 0) {
          list.booked(offer);
        } else {
          list.returned(offer);
        }
      }
      default -> throw new IllegalArgumentException("no such step: " + step);
    }
  }

  private static Wanted wanted(Step step) {
    Wanted wanted = WaitingStory.ears("patient-" + step.who());
    return step.slot() == 0 ? WaitingStory.only(wanted, RAO) : wanted;
  }
}
