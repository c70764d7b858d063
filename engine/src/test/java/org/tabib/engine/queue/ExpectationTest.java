package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private final QueueStory queue = QueueStory.monday();

  @Test
  void aDoctorWhoIsSlowOnOtherDaysIsExpectedToBeSlowBeforeTheFirstPatient() {
    queue.after(twoDoctors());
    queue.walkIn(Urgency.GREEN);

    assertThat(service("fast").mean()).isCloseTo(300, within(40.0));
    assertThat(service("slow").mean()).isCloseTo(1200, within(100.0));
  }

  @Test
  void aDayOnWhichTheFastOneWorksIsNotTakenForAFastDay() {
    queue.after(twoDoctors());
    for (int i = 0; i < 10; i++) {
      serve("fast", 300);
    }

    assertThat(service("slow").mean()).isCloseTo(1200, within(100.0));
  }

  @Test
  void aSlowDayIsSlowForThoseWhoHaveNotBegunYet() {
    queue.after(twoDoctors());
    for (int i = 0; i < 10; i++) {
      serve("fast", 600);
    }

    assertThat(service("slow").mean()).isGreaterThan(1400);
  }

  @Test
  void aRoomIsExpectedToWaitAsLongAsItWaitedForThoseWhoDidNotCome() {
    queue.walkIn(Urgency.GREEN);
    assertThat(expectation().absence().mean()).as("a minute after each call").isEqualTo(180);

    for (int i = 0; i < 5; i++) {
      miss(queue.walkIn(Urgency.ORANGE), 10);
    }
    assertThat(expectation().absence().mean()).isEqualTo((180 + 600) / 2.0);

    assertThat(queue.undo(queue.lastId())).isInstanceOf(QueueReply.TicketState.class);
    assertThat(expectation().absence().mean()).isEqualTo((5 * 180 + 4 * 600) / 9.0);
  }

  @Test
  void aRoomThatHasCalledSomebodyElseDidNotWait() {
    String absent = queue.walkIn(Urgency.GREEN);
    queue.next("1");
    queue.walkIn(Urgency.GREEN);
    queue.passes(2);
    queue.next("1");
    queue.passes(20);
    for (int i = 0; i < 3; i++) {
      queue.recall(absent);
    }

    assertThat(queue.ticket(absent).status()).isEqualTo(TicketStatus.MISSED);
    assertThat(queue.state().times().absences()).isEmpty();
  }

  @Test
  void whatTheDayShowedIsHandedOnWithItsCloseAndAgainWhenTheLastOneHasLeft() {
    serve("fast", 600);
    String last = queue.walkIn(Urgency.ORANGE);
    queue.next("1");
    queue.start(last);
    queue.passes(10);
    queue.close();
    queue.pause("general", "tea");
    assertThat(queue.events(QueueEvent.DayShown.class)).hasSize(1);

    queue.finish(last);

    assertThat(queue.events(QueueEvent.DayShown.class))
        .extracting(shown -> shown.shown().services().get("general"))
        .containsExactly(new Measured(1, 600, 360_000), new Measured(2, 1200, 720_000));
    Shown shown = queue.events(QueueEvent.DayShown.class).getLast().shown();
    assertThat(shown.arrivals()).isEqualTo(Map.of("general|GREEN|9", 1.0, "general|ORANGE|9", 1.0));
    assertThat(shown.came()).isEqualTo(Map.of("general", 2.0));
    assertThat(shown.days()).isEqualTo(1);
  }

  @Test
  void thoseWhoUsuallyComeAtThatHourAreExpectedToPass() {
    Map<String, Double> usual = Map.of("general|ORANGE|9", 6.0, "general|GREEN|9", 50.0);
    queue.after(new Shown(Map.of(), Map.of(), Map.of(), Map.of(), usual, 2));
    queue.walkIn(Urgency.GREEN);

    assertThat(expectation().passing(Urgency.GREEN, queue.now(), 0, 0)).isEqualTo(3);
    assertThat(expectation().passing(Urgency.GREEN, queue.now(), 9, 1)).isEqualTo(5);
    assertThat(expectation().passing(Urgency.ORANGE, queue.now(), 0, 0)).isZero();
  }

  private void serve(String doctor, long seconds) {
    String label = queue.walkIn(Urgency.GREEN);
    queue.nextOf(doctor, "1");
    queue.start(label);
    queue.itIs(queue.now().plus(Duration.ofSeconds(seconds)));
    queue.finish(label);
  }

  private void miss(String label, long minutes) {
    assertThat(queue.called("1")).isEqualTo(label);
    queue.recall(label);
    queue.recall(label);
    queue.passes(minutes);
    queue.recall(label);
    assertThat(queue.ticket(label).status()).isEqualTo(TicketStatus.MISSED);
  }

  private Service service(String doctor) {
    return expectation().service(doctor, queue.now());
  }

  private Expectation expectation() {
    QueueSetup setup = queue.state().needSetup();
    return new Expectation(
        queue.state().times(),
        setup.servicePoint("general").orElseThrow(),
        setup.rules(),
        queue.state().needZone());
  }

  private static Shown twoDoctors() {
    Measured fast = new Measured(100, 100 * 300, 100 * 300 * 300);
    Measured slow = new Measured(100, 100 * 1200, 100 * 1200 * 1200);
    return new Shown(
        Map.of("general", fast.plus(slow), "general|fast", fast, "general|slow", slow),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        1);
  }
}
