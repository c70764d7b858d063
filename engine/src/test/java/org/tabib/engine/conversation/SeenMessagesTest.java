package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.tabib.engine.journal.StoredForm;

class SeenMessagesTest {
  /** So many messages, one after another, on a day. */
  record Burst(int daysLater, int messages) {}

  private record Seen(String id, int day) {}

  @Property(tries = 200)
  void remembersExactlyTheNewestOfTheLastEightDays(@ForAll("history") List<Burst> history) {
    SeenMessages seen = SeenMessages.NONE;
    List<Seen> all = new ArrayList<>();
    int day = 20_000;
    for (Burst burst : history) {
      day += burst.daysLater();
      for (int i = 0; i < burst.messages(); i++) {
        String id = "wamid." + all.size();
        seen = seen.with(id, day);
        all.add(new Seen(id, day));
      }
    }
    int last = day;
    List<Seen> recent =
        all.stream().filter(one -> one.day() > last - SeenMessages.KEPT_DAYS).toList();
    List<Seen> kept =
        recent.subList(Math.max(0, recent.size() - SeenMessages.LIMIT), recent.size());

    SeenMessages remembered = seen;
    Set<Seen> expected = Set.copyOf(kept);
    assertThat(all).allMatch(one -> remembered.contains(one.id()) == expected.contains(one));
    assertThat(seen.hashes()).hasSize(kept.size());
    assertThat(IntStream.of(seen.counts()).sum()).isEqualTo(kept.size());
    assertThat(seen.days()).containsExactly(kept.stream().mapToInt(Seen::day).distinct().toArray());
  }

  @Property(tries = 100)
  void forgetsTheOldestFirstBeyondTheLimit(@ForAll @IntRange(min = 1, max = 600) int beyond) {
    SeenMessages seen = SeenMessages.NONE;
    for (int i = 0; i < SeenMessages.LIMIT + beyond; i++) {
      seen = seen.with("wamid." + i, 20_000 + i / 700);
    }

    assertThat(seen.contains("wamid." + (beyond - 1))).isFalse();
    assertThat(seen.contains("wamid." + beyond)).isTrue();
    assertThat(seen.contains("wamid." + (SeenMessages.LIMIT + beyond - 1))).isTrue();
  }

  @Test
  void aClockThatWentBackDoesNotDisturbTheOrderOfDays() {
    SeenMessages seen = SeenMessages.NONE.with("wamid.1", 20_001).with("wamid.2", 20_000);

    assertThat(seen.days()).containsExactly(20_001);
    assertThat(seen.contains("wamid.1")).isTrue();
    assertThat(seen.contains("wamid.2")).isTrue();
  }

  @Test
  void isReadFromSnapshotsAsItWasWritten() {
    SeenMessages seen = SeenMessages.NONE;
    for (int i = 0; i < 300; i++) {
      seen = seen.with("wamid." + i, 20_000 + i / 40);
    }

    assertThat(seen).isEqualTo(stored(seen));
  }

  private static SeenMessages stored(SeenMessages seen) {
    return StoredForm.roundTrip(Rewritten.from(ConversationState.EMPTY).seen(seen).state()).seen();
  }

  @Provide
  Arbitrary<List<Burst>> history() {
    Arbitrary<Integer> days = Arbitraries.integers().between(0, 10);
    Arbitrary<Integer> messages =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.integers().between(1, 20)),
            Tuple.of(1, Arbitraries.integers().between(500, 1500)));
    return days.flatMap(d -> messages.map(m -> new Burst(d, m))).list().ofMaxSize(12);
  }
}
