package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetupCheckTest {
  private static final QueueSetup GOOD = QueueStory.setup(TriageScale.SATS, QueueRules.standard());

  @Test
  void theStandardRulesAreFineOnEveryScale() {
    for (TriageScale scale : TriageScale.values()) {
      assertThat(QueueStory.setup(scale, QueueRules.standard()).problems()).isEmpty();
    }
  }

  @Test
  void namesEveryServicePointThatCannotBe() {
    ServicePoint bad =
        new ServicePoint(
            "general", "a1", Map.of(), List.of(), List.of(), List.of(), Duration.ofSeconds(1));
    QueueSetup setup = new QueueSetup(GOOD.scale(), List.of(bad, bad), GOOD.rules(), GOOD.hours());

    assertThat(setup.problems())
        .contains(
            "service point general is listed twice",
            "code a1 belongs to two service points",
            "a code is one to three letters A–Z, not \"a1\"",
            "service point general has rooms, each once: []",
            "usual service is 30 s to 4 h, not PT1S");
    assertThat(new QueueSetup(GOOD.scale(), List.of(), GOOD.rules(), GOOD.hours()).problems())
        .containsExactly("a queue has at least one service point");
  }

  @Test
  void targetTimesKeepTheOrderOfLevels() {
    assertThat(targets(Map.of(Urgency.RED, Duration.ofMinutes(1))))
        .contains("red is seen at once: its target time is 0");
    assertThat(targets(Map.of(Urgency.YELLOW, Duration.ofMinutes(5))))
        .containsExactly("the target of YELLOW is above PT10M: PT5M");
    assertThat(targets(Map.of(Urgency.BLUE, Duration.ofMinutes(500))))
        .containsExactly("SATS has no waiting patients of BLUE");
    assertThat(targets(Map.of(Urgency.GREEN, Duration.ofMinutes(180)))).isEmpty();
  }

  private static List<String> targets(Map<Urgency, Duration> targets) {
    QueueRules r = QueueRules.standard();
    return QueueStory.setup(
            TriageScale.SATS,
            new QueueRules(
                targets,
                r.bonus(),
                0,
                r.earlyBy(),
                r.grace(),
                4,
                2,
                3,
                r.rejoinWithin(),
                2,
                3,
                0.9))
        .problems();
  }

  @Test
  void weightsStayWithinTheirBounds() {
    QueueRules rules =
        new QueueRules(
            Map.of(),
            Map.of(PatientType.CHILD, 0.6),
            -1,
            Duration.ofMinutes(-1),
            Duration.ZERO,
            1,
            -1,
            0,
            Duration.ZERO,
            -1,
            0,
            0);

    assertThat(QueueStory.setup(TriageScale.SATS, rules).problems()).hasSize(9);
  }

  @Test
  void hoursEndAfterTheyBegin() {
    QueueSetup setup =
        new QueueSetup(
            GOOD.scale(),
            GOOD.servicePoints(),
            GOOD.rules(),
            List.of(new OpeningHours(DayOfWeek.MONDAY, LocalTime.NOON, LocalTime.NOON)));

    assertThat(setup.problems()).containsExactly("hours end after they begin: 12:00–12:00");
  }

  @Test
  void queueIdsAreReadAsTheyAreWritten() {
    assertThat(QueueId.parse(QueueStory.ID.text())).isEqualTo(QueueStory.ID);
    assertThat(QueueStory.ID.ticketId("A7")).isEqualTo("afya.clinic.2026-11-23.A7");
    assertThat(QueueStory.ID.practiceId()).isEqualTo("afya");
  }
}
