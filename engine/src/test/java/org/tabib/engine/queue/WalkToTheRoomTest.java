package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tabib.engine.queue.QueueReply.TicketState;

/** A room is busy from the call to the end, and that is what the wait of the others consists of. */
class WalkToTheRoomTest {
  @Test
  void theWayFromTheWaitingRoomCountsLikeTheServiceItself() {
    assertThat(told(Duration.ofMinutes(4), Duration.ofMinutes(6)))
        .isEqualTo(told(Duration.ZERO, Duration.ofMinutes(10)))
        .isNotEqualTo(told(Duration.ZERO, Duration.ofMinutes(6)));
  }

  /** What the sixth in line is told after a morning of such services. */
  private static WaitRange told(Duration walk, Duration service) {
    QueueStory queue = QueueStory.monday();
    for (int i = 0; i < 12; i++) {
      String label = issued(queue).label();
      queue.next("1");
      queue.itIs(queue.now().plus(walk));
      queue.start(label);
      queue.itIs(queue.now().plus(service));
      queue.finish(label);
    }
    for (int i = 0; i < 5; i++) {
      issued(queue);
    }
    return QueueStory.standing(issued(queue)).range();
  }

  private static TicketState issued(QueueStory queue) {
    return (TicketState) queue.issue(Urgency.GREEN, PatientType.ADULT, TicketHolder.NOBODY, null);
  }
}
