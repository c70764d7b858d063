package org.tabib.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.tabib.edge.node.Ending.Action;
import org.tabib.edge.node.Ending.Ended;
import org.tabib.edge.node.Ending.Fate;
import org.tabib.edge.node.Ending.Step;

class EndingTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Logger logger = (Logger) LoggerFactory.getLogger(Ending.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> done = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  private Step step(String name) {
    return new Step(name, AMPLE, () -> done.add(name));
  }

  private List<String> told(Level level) {
    return log.list.stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Test
  void doesItsStepsInTheirOrderAndTellsEach() {
    List<Ended> ended = new Ending(List.of(step("first"), step("second"), step("third"))).run();

    assertThat(done).containsExactly("first", "second", "third");
    assertThat(ended)
        .containsExactly(
            new Ended("first", Fate.DONE),
            new Ended("second", Fate.DONE),
            new Ended("third", Fate.DONE));
    assertThat(told(Level.INFO)).hasSize(5);
    assertThat(told(Level.INFO).get(0)).contains("3 steps", "PT1M30S");
    assertThat(told(Level.INFO).subList(1, 4))
        .satisfiesExactly(
            line -> assertThat(line).matches("stop: first done in \\d+ ms"),
            line -> assertThat(line).matches("stop: second done in \\d+ ms"),
            line -> assertThat(line).matches("stop: third done in \\d+ ms"));
    assertThat(told(Level.WARN)).isEmpty();
  }

  @Test
  void stepThatHangsIsNamedWithItsPlaceAndKeepsNobodyFromItsTurn() throws Exception {
    CountDownLatch toldToGiveUp = new CountDownLatch(1);
    Step hanging = new Step("hanging", SHORT, () -> hangs(toldToGiveUp));

    List<Ended> ended = new Ending(List.of(hanging, step("next"), step("last"))).run();

    assertThat(done).containsExactly("next", "last");
    assertThat(ended)
        .containsExactly(
            new Ended("hanging", Fate.LEFT_TO_ITSELF),
            new Ended("next", Fate.DONE),
            new Ended("last", Fate.DONE));
    assertThat(told(Level.WARN)).singleElement().asString().contains("hanging", "EndingTest.hangs");
    assertThat(toldToGiveUp.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private static void hangs(CountDownLatch toldToGiveUp) {
    CountDownLatch never = new CountDownLatch(1);
    try {
      never.await();
    } catch (InterruptedException e) {
      toldToGiveUp.countDown();
    }
  }

  @Test
  void stepThatCannotBeInterruptedDoesNotKeepTheOthersEither() {
    CountDownLatch released = new CountDownLatch(1);
    Step deaf =
        new Step(
            "deaf",
            SHORT,
            () -> {
              while (released.getCount() > 0) {
                Thread.onSpinWait();
              }
            });
    try {
      assertThat(new Ending(List.of(deaf, step("last"))).run())
          .containsExactly(new Ended("deaf", Fate.LEFT_TO_ITSELF), new Ended("last", Fate.DONE));
    } finally {
      released.countDown();
    }
  }

  @Test
  void stepThatFailsIsNamedAndTheLaterOnesFollow() {
    Action failing =
        () -> {
          throw new IOException("broken");
        };
    Action erring =
        () -> {
          throw new NoClassDefFoundError("gone");
        };

    List<Ended> ended =
        new Ending(
                List.of(
                    new Step("failing", AMPLE, failing),
                    new Step("erring", AMPLE, erring),
                    step("last")))
            .run();

    assertThat(done).containsExactly("last");
    assertThat(ended)
        .containsExactly(
            new Ended("failing", Fate.FAILED),
            new Ended("erring", Fate.FAILED),
            new Ended("last", Fate.DONE));
    assertThat(told(Level.WARN))
        .satisfiesExactly(
            line -> assertThat(line).contains("failing failed"),
            line -> assertThat(line).contains("erring failed"));
  }

  @Test
  void whatAStepLeavesOverLaterOnesMayUse() {
    CountDownLatch never = new CountDownLatch(1);
    Step slow =
        new Step("slow", Duration.ZERO, () -> never.await(SHORT.toMillis(), TimeUnit.MILLISECONDS));

    assertThat(new Ending(List.of(step("quick"), slow)).run())
        .contains(new Ended("slow", Fate.DONE));
  }

  @Test
  void interruptShortensNothingAndIsKept() {
    CountDownLatch never = new CountDownLatch(1);
    Step slow =
        new Step(
            "slow",
            AMPLE,
            () -> {
              never.await(SHORT.toMillis(), TimeUnit.MILLISECONDS);
              done.add("slow");
            });

    Thread.currentThread().interrupt();
    List<Ended> ended = new Ending(List.of(slow, step("last"))).run();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).containsExactly("slow", "last");
    assertThat(ended).containsExactly(new Ended("slow", Fate.DONE), new Ended("last", Fate.DONE));
  }
}
