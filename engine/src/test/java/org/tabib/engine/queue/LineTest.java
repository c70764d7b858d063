package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.queue.QueueStory.at;
import static org.tabib.engine.queue.Urgency.GREEN;
import static org.tabib.engine.queue.Urgency.ORANGE;
import static org.tabib.engine.queue.Urgency.RED;
import static org.tabib.engine.queue.Urgency.YELLOW;

import org.junit.jupiter.api.Test;
import org.tabib.engine.queue.QueueReply.NobodyWaiting;

class LineTest {
  private final QueueStory queue = QueueStory.monday();

  @Test
  void urgencyGoesBeforeArrivalAndTheReasonCanBeShown() {
    queue.walkIn(GREEN);
    queue.walkIn(YELLOW);
    queue.walkIn(ORANGE);
    queue.walkIn(RED);
    queue.passes(12);

    assertThat(queue.order()).containsExactly("A4", "A3", "A2", "A1");
    assertThat(queue.reason("A3")).isEqualTo("orange, 12 of 10 minutes");
    assertThat(queue.reason("A4")).isEqualTo("red, at once");
  }

  @Test
  void everyFourthCallIsTheTurnOfWhoHasWaitedLongestAndOverTarget() {
    queue.walkIn(YELLOW);
    queue.passes(61);
    for (int i = 0; i < 6; i++) {
      queue.walkIn(ORANGE);
    }

    assertThat(queue.order()).containsExactly("A2", "A3", "A4", "A1", "A5", "A6", "A7");
    assertThat(queue.reason("A1")).isEqualTo("yellow, 61 of 60 minutes, has waited longest");
    for (String label : queue.order()) {
      assertThat(queue.called("1")).isEqualTo(label);
    }
  }

  @Test
  void agingNeverCrossesTwoLevelsAndNeverRed() {
    queue.walkIn(GREEN);
    queue.walkIn(YELLOW);
    queue.passes(300);
    for (int i = 0; i < 8; i++) {
      queue.walkIn(i < 4 ? RED : ORANGE);
    }

    assertThat(queue.order())
        .containsExactly("A3", "A4", "A5", "A6", "A7", "A8", "A9", "A2", "A10", "A1");
  }

  @Test
  void anEarlyBookedVisitIsNotCalledBeforeItsTime() {
    queue.booked("v1", "10:00", GREEN);

    assertThat(queue.next("1")).isEqualTo(new NobodyWaiting("general", at("09:45")));
    assertThat(queue.reason("A1"))
        .isEqualTo("green, 0 of 240 minutes, booked for 10:00, not before 09:45");
    queue.itIs("09:45");
    assertThat(queue.called("1")).isEqualTo("A1");
  }

  @Test
  void whoKeepsAnAppointmentStandsAsIfComeAtItsTime() {
    queue.itIs("09:55");
    queue.walkIn(GREEN);
    queue.itIs("10:05");
    queue.walkIn(GREEN);
    queue.itIs("10:15");
    queue.booked("within-grace", "10:00", GREEN);

    assertThat(queue.order()).containsExactly("A1", "A3", "A2");
  }

  @Test
  void whoComesAfterTheGracePeriodStandsWhereAWalkInWould() {
    queue.itIs("10:05");
    queue.walkIn(GREEN);
    queue.itIs("10:16");
    queue.booked("late", "10:00", GREEN);
    queue.itIs("10:17");
    queue.walkIn(GREEN);

    assertThat(queue.order()).containsExactly("A1", "A2", "A3");
    assertThat(queue.ticket("A2").holder().visitId()).isEqualTo("late");
    assertThat(queue.reason("A2")).endsWith("late for 10:00");
  }

  @Test
  void redDoesNotWaitForItsAppointment() {
    queue.walkIn(ORANGE);
    queue.booked("v1", "12:00", RED);

    assertThat(queue.called("1")).isEqualTo("A2");
  }

  @Test
  void theTypeOfPatientIsTimeWaitedBefore() {
    queue.walkIn(GREEN);
    queue.passes(40);
    queue.issue(GREEN, PatientType.PREGNANT, TicketHolder.NOBODY, null);

    assertThat(queue.order()).containsExactly("A2", "A1");
    assertThat(queue.reason("A2")).isEqualTo("green, 0 of 240 minutes, pregnant");
  }

  @Test
  void numbersAreComparedAsNumbers() {
    for (int i = 0; i < 11; i++) {
      queue.walkIn(GREEN);
    }

    assertThat(queue.order()).endsWith("A9", "A10", "A11");
  }
}
