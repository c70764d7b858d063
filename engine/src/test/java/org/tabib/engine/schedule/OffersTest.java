package org.tabib.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OffersTest {
  private static final Instant NOW = Clinics.MONDAY_EIGHT;
  private static final List<Slot> SIX = slots(6);

  @Test
  void offersDifferentSlotsToDifferentPeopleWhileThereAreEnough() {
    Offers.Offering ann = Offers.none().offer(SIX, slot -> 1, 3, "ann", NOW);
    Offers.Offering bob = ann.offers().offer(SIX, slot -> 1, 3, "bob", NOW);

    assertThat(ann.slots()).isEqualTo(SIX.subList(0, 3));
    assertThat(bob.slots()).isEqualTo(SIX.subList(3, 6));
  }

  @Test
  void offersTheSameAgainToTheSamePerson() {
    Offers.Offering ann = Offers.none().offer(SIX, slot -> 1, 2, "ann", NOW);
    Offers.Offering bob = ann.offers().offer(SIX, slot -> 1, 2, "bob", NOW);

    assertThat(bob.offers().offer(SIX, slot -> 1, 2, "ann", NOW).slots()).isEqualTo(ann.slots());
  }

  @Test
  void sharesSlotsRatherThanOfferNothing() {
    Offers.Offering ann = Offers.none().offer(slots(2), slot -> 1, 2, "ann", NOW);

    assertThat(ann.offers().offer(slots(2), slot -> 1, 2, "bob", NOW).slots())
        .isEqualTo(ann.slots());
  }

  @Test
  void offersASlotToAsManyAsItTakes() {
    Offers.Offering ann = Offers.none().offer(SIX, slot -> 2, 2, "ann", NOW);
    Offers.Offering bob = ann.offers().offer(SIX, slot -> 2, 2, "bob", NOW);
    Offers.Offering cleo = bob.offers().offer(SIX, slot -> 2, 2, "cleo", NOW);

    assertThat(bob.slots()).isEqualTo(ann.slots());
    assertThat(cleo.slots()).isEqualTo(SIX.subList(2, 4));
  }

  @Test
  void forgetsAfterNinetySeconds() {
    Offers.Offering ann = Offers.none().offer(SIX, slot -> 1, 3, "ann", NOW);
    Instant later = NOW.plusSeconds(90);

    assertThat(ann.offers().offer(SIX, slot -> 1, 3, "bob", later).slots()).isEqualTo(ann.slots());
    assertThat(ann.offers().outstanding(NOW)).isEqualTo(3);
    assertThat(ann.offers().outstanding(later)).isZero();
  }

  @Test
  void setsNothingAsideForSomebodyWhoHasChosen() {
    Offers.Offering ann = Offers.none().offer(SIX, slot -> 1, 3, "ann", NOW);

    assertThat(ann.offers().without("ann").offer(SIX, slot -> 1, 3, "bob", NOW).slots())
        .isEqualTo(ann.slots());
  }

  private static List<Slot> slots(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Slot("s", NOW.plus(Duration.ofHours(i + 1)), Duration.ofMinutes(30)))
        .toList();
  }
}
