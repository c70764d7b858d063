package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PhonesTest {
  private final List<SimulatorEvent> events = new ArrayList<>();
  private final Phones phones = new Phones(events::add, "1");

  @Test
  void forgetsTheOldestMessageOfAFullChat() {
    phones.add("+911", "A", "en");
    for (int i = 0; i <= Phones.MESSAGES_PER_LISTED; i++) {
      phones.show("+911", bubble("m" + i, Bubble.Sender.PHONE));
    }
    assertThat(phones.messages("+911").orElseThrow())
        .hasSize(Phones.MESSAGES_PER_LISTED)
        .first()
        .extracting(Bubble::id)
        .isEqualTo("m1");
    assertThat(phones.message("m0")).isEmpty();
    assertThat(phones.advance("m0", Tick.READ)).isFalse();
  }

  @Test
  void keepsAsManyUnlistedNumbersAsItMayAndTellsNoBrowser() {
    for (int i = 0; i <= Phones.MAX_UNLISTED; i++) {
      phones.show("+1" + i, bubble("m" + i, Bubble.Sender.BUSINESS));
    }
    assertThat(phones.holds("+10")).isFalse();
    assertThat(phones.message("m0")).isEmpty();
    assertThat(phones.holds("+11")).isTrue();
    assertThat(phones.list()).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void readingMarksTheEarlierOnesToo() {
    phones.add("+911", "A", "en");
    for (var id : List.of("a", "b", "c")) {
      phones.show("+911", bubble(id, Bubble.Sender.PHONE));
    }
    phones.readByBusiness("b");
    assertThat(phones.messages("+911").orElseThrow())
        .extracting(Bubble::tick)
        .containsExactly(Tick.READ, Tick.READ, Tick.CLOCK);
  }

  @Test
  void anOldTypingTurnDoesNotEndALaterOne() {
    phones.add("+911", "A", "en");
    phones.show("+911", bubble("a", Bubble.Sender.PHONE));
    var first = phones.startTyping("a").orElseThrow();
    var second = phones.startTyping("a").orElseThrow();
    phones.stopTyping(first);
    assertThat(phones.list().getFirst().typing()).isTrue();
    phones.stopTyping(second);
    assertThat(phones.list().getFirst().typing()).isFalse();
  }

  @Property(tries = 300)
  void ticksNeverGoBackwards(@ForAll List<Tick> receipts) {
    var tick = Tick.CLOCK;
    boolean delivered = false;
    boolean read = false;
    for (var next : receipts) {
      if (tick.mayBecome(next)) {
        assertThat(next).isNotEqualTo(tick).isNotEqualTo(Tick.CLOCK);
        tick = next;
      }
      delivered |= tick == Tick.DELIVERED;
      read |= tick == Tick.READ;
      assertThat(read && tick != Tick.READ).isFalse();
      assertThat(delivered && (tick == Tick.SENT || tick == Tick.FAILED)).isFalse();
    }
  }

  private static Bubble bubble(String id, Bubble.Sender from) {
    return Bubble.fresh(id, from, Instant.EPOCH, new Content.Text("x"), null, null);
  }
}
