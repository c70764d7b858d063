package org.tabib.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Refusal;

class PracticesTest {
  private static final PracticeConfig OLD = DemoPractice.config(1, List.of("1"));
  private static final PracticeConfig NEW = DemoPractice.config(1, List.of("1", "2"));
  private static final PracticeConfig NEWEST = DemoPractice.config(1, List.of("1", "2", "3"));

  private final List<PracticeChanged> told = new ArrayList<>();
  private final Practices practices = new Practices(told::add);

  @Test
  void answerTakesThePlaceOfWhatWasKnownWhenItWasAskedFor() {
    PracticeChanged before = new PracticeChanged(OLD, 3);
    practices.learn(before);

    practices.refreshed(Optional.of(before), new PracticeReply.Current(NEW));

    assertThat(practices.byId(OLD.id())).contains(NEW);
    assertThat(practices.byAccount("2")).contains(NEW);
    assertThat(told).isEmpty();
  }

  @Test
  void answerGivesWayToNewsThatCameMeanwhile() {
    PracticeChanged before = new PracticeChanged(OLD, 3);
    practices.learn(before);
    practices.learn(new PracticeChanged(NEWEST, 5));

    practices.refreshed(Optional.of(before), new PracticeReply.Current(NEW));

    assertThat(practices.byId(OLD.id())).contains(NEWEST);
  }

  @Test
  void practiceThatAnotherNodeConfiguredBecomesKnown() {
    practices.refreshed(Optional.empty(), new PracticeReply.Current(NEW));

    assertThat(practices.byAccount("2")).contains(NEW);
  }

  @Test
  void practiceThatIsNotConfiguredStaysUnknown() {
    practices.refreshed(
        Optional.empty(), new PracticeReply.Refused(Refusal.notFound("practice-unknown", "none")));

    assertThat(practices.all()).isEmpty();
  }
}
