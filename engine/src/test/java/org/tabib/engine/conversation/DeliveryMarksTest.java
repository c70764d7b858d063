package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.DeliveryStatus;

class DeliveryMarksTest {
  record Word(long number, DeliveryStatus status) {}

  @Property(tries = 500)
  void rememberTheFurthestStatusOfTheNewestMessages(@ForAll("words") List<Word> words) {
    DeliveryMarks marks = DeliveryMarks.NONE;
    Map<Long, DeliveryStatus> furthest = new HashMap<>();
    for (Word word : words) {
      if (!marks.forgot(word.number())) {
        furthest.merge(word.number(), word.status(), (a, b) -> a.movesTo(b) ? b : a);
      }
      marks = marks.with(word.number(), word.status());

      assertThat(marks.statuses().length).isLessThanOrEqualTo(DeliveryMarks.KEPT);
      for (long number = marks.first(); number <= 100; number++) {
        assertThat(marks.of(number))
            .isEqualTo(furthest.getOrDefault(number, DeliveryStatus.QUEUED));
      }
    }
  }

  @Property(tries = 100)
  void repeatingOrDelayingReceiptsChangesNothing(@ForAll("words") List<Word> words) {
    DeliveryMarks marks = DeliveryMarks.NONE;
    for (Word word : words) {
      marks = marks.with(word.number(), word.status());
    }
    DeliveryMarks again = marks;
    for (Word word : words) {
      again = again.with(word.number(), word.status());
    }

    assertThat(again).isEqualTo(marks);
  }

  @Test
  void deliveryAfterFailureSupersedesItAndFailureAfterDeliveryDoesNot() {
    DeliveryMarks failed = DeliveryMarks.NONE.with(1, DeliveryStatus.FAILED);

    assertThat(failed.with(1, DeliveryStatus.DELIVERED).of(1)).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(failed.with(1, DeliveryStatus.SENT).of(1)).isEqualTo(DeliveryStatus.FAILED);
    assertThat(DeliveryMarks.NONE.with(1, DeliveryStatus.READ).with(1, DeliveryStatus.FAILED).of(1))
        .isEqualTo(DeliveryStatus.READ);
  }

  @Provide
  Arbitrary<List<Word>> words() {
    return Arbitraries.longs()
        .between(1, 90)
        .flatMap(number -> Arbitraries.of(DeliveryStatus.class).map(s -> new Word(number, s)))
        .list()
        .ofMaxSize(60);
  }
}
