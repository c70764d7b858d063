package org.tabib.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.TestSystem;
import org.tabib.engine.schedule.AvailabilityIndex;
import org.tabib.engine.schedule.Clinics;
import org.tabib.engine.schedule.FreeCapacity;
import org.tabib.engine.schedule.Slot;

/** What one node hears of its entities, the others know soon. */
class NewsBetweenNodesTest {
  private static final ActorTestKit ONE = ActorTestKit.create("news", TestSystem.cluster());
  private static final ActorTestKit TWO = ActorTestKit.create("news", TestSystem.cluster());

  @BeforeAll
  static void join() {
    var seed = Cluster.get(ONE.system()).selfMember().address();
    Cluster.get(ONE.system()).manager().tell(Join.create(seed));
    Cluster.get(TWO.system()).manager().tell(Join.create(seed));
  }

  @AfterAll
  static void stop() {
    TWO.shutdownTestKit();
    ONE.shutdownTestKit();
  }

  @Test
  void freeCapacityReachesTheOtherNode() {
    AvailabilityIndex here =
        AvailabilityIndex.start(ONE.system(), ClusterSharding.get(ONE.system()));
    AvailabilityIndex there =
        AvailabilityIndex.start(TWO.system(), ClusterSharding.get(TWO.system()));
    Instant now = Clinics.MONDAY_EIGHT;
    Duration length = Duration.ofMinutes(15);
    Instant start = now.plusSeconds(3600);

    // Until the other node's subscription is known here, news do not reach it.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              here.accept(new FreeCapacity("s", 1, now, length, List.of(start), false, 4));
              assertThat(there.atHand("s", now, now))
                  .contains(List.of(new Slot("s", start, length)));
            });
    assertThat(there.offered("s")).isEqualTo(4);
  }

  @Test
  void aPracticesConfigurationReachesTheOtherNode() {
    Practices here = Practices.start(ONE.system());
    Practices there = Practices.start(TWO.system());
    PracticeConfig demo = DemoPractice.config(1, List.of("15550001111"));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              here.accept(new PracticeChanged(demo, 1));
              assertThat(there.byAccount("15550001111")).contains(demo);
            });
  }
}
