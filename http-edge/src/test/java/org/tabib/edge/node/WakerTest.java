package org.tabib.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.tabib.projections.owed.Debtor;

class WakerTest {
  private static final ActorTestKit KIT = ActorTestKit.create(config());
  private static final ExecutorService BLOCKING = Executors.newFixedThreadPool(2);
  private static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");
  private static final Waker.Pace FAST =
      new Waker.Pace(
          Duration.ofMillis(100), Duration.ofSeconds(10), 1000, 10, Duration.ofMillis(50));

  private final AtomicBoolean caughtUp = new AtomicBoolean(true);
  private final AtomicInteger looks = new AtomicInteger();
  private final List<String> woken = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private volatile List<String> owing = List.of("sehat.a", "sehat.b");
  private volatile boolean broken;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
    BLOCKING.shutdown();
  }

  @Test
  void wakesWhoOwesAtTheStartAndThenEveryWhile() {
    spawn(FAST);

    Awaitility.await()
        .untilAsserted(
            () -> assertThat(woken).startsWith("sehat.a", "sehat.b", "sehat.a", "sehat.b"));
  }

  @Test
  void wakesNobodyUntilTheIndexHasCaughtUp() {
    caughtUp.set(false);
    spawn(FAST);
    Awaitility.await().until(() -> looks.get() >= 3);
    assertThat(woken).isEmpty();

    caughtUp.set(true);

    Awaitility.await().until(() -> woken.contains("sehat.a"));
  }

  @Test
  void wakesAFewAtATime() {
    owing = IntStream.range(0, 60).mapToObj(i -> "sehat." + i).toList();
    long started = System.nanoTime();
    spawn(FAST);

    Awaitility.await().until(() -> woken.size() >= 60);

    // Six steps, five pauses between them, and nobody twice in between.
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(240));
    assertThat(woken.subList(0, 60)).containsExactlyElementsOf(owing);
  }

  @Test
  void looksOnAtOnceWhereThereAreMoreThanOneLookFinds() {
    owing = List.of("sehat.a", "sehat.b", "sehat.c", "sehat.d", "sehat.e");
    spawn(new Waker.Pace(Duration.ofHours(1), Duration.ofSeconds(10), 2, 10, Duration.ofMillis(5)));

    Awaitility.await().until(() -> woken.containsAll(owing));
  }

  @Test
  void reachesThoseBehindDebtorsThatNeverPay() {
    owing = List.of("sehat.a", "sehat.b", "sehat.c", "sehat.d", "sehat.e");
    spawn(
        new Waker.Pace(Duration.ofMillis(20), Duration.ofSeconds(10), 2, 10, Duration.ofMillis(5)));

    Awaitility.await().until(() -> woken.size() >= 10);

    // Two at a look, one after another, and round again.
    assertThat(woken.subList(0, 10))
        .containsExactly(
            "sehat.a", "sehat.b", "sehat.c", "sehat.d", "sehat.e", "sehat.a", "sehat.b", "sehat.c",
            "sehat.d", "sehat.e");
  }

  @Test
  void leavesFreshDebtsToThoseWhoMadeThem() {
    List<Instant> asked = new CopyOnWriteArrayList<>();
    spawn(
        FAST,
        (before, after, limit) -> {
          asked.add(before);
          return List.of();
        });

    Awaitility.await().until(() -> !asked.isEmpty());
    assertThat(asked.getFirst()).isEqualTo(NOW.minusSeconds(10));
  }

  @Test
  void goesOnAfterTheDatabaseWasAway() {
    broken = true;
    spawn(FAST);
    Awaitility.await().until(() -> looks.get() >= 2);
    assertThat(debts()).isNaN();

    broken = false;

    Awaitility.await().until(() -> woken.contains("sehat.b"));
    assertThat(debts()).isEqualTo(7);
  }

  @Test
  void countsOnlyWhereItRuns() {
    ActorRef<Waker.Command> waker = spawn(FAST);
    Awaitility.await().until(() -> debts() == 7);

    KIT.stop(waker);

    assertThat(meters.find("tabib_owed_work").gauge()).isNull();
  }

  @Test
  void runsAsASingletonOfItsCluster() {
    Cluster cluster = Cluster.get(KIT.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));

    Waker.start(KIT.system(), equipment(this::find));

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> woken.contains("sehat.b"));
    // Starting it again, as every node does, starts no second one.
    Waker.start(KIT.system(), equipment(this::find));
    assertThat(woken).containsExactly("sehat.a", "sehat.b");
  }

  private ActorRef<Waker.Command> spawn(Waker.Pace pace) {
    return spawn(pace, this::find);
  }

  private ActorRef<Waker.Command> spawn(Waker.Pace pace, Waker.Index index) {
    return KIT.spawn(Waker.create(equipment(index), pace));
  }

  private Waker.Equipment equipment(Waker.Index index) {
    return new Waker.Equipment(
        List.of(new Waker.Kind("conversation", index, woken::add)),
        projection -> {
          looks.incrementAndGet();
          return caughtUp.get();
        },
        () -> 7,
        BLOCKING,
        meters,
        () -> NOW);
  }

  private List<Debtor> find(Instant before, Debtor after, int limit) {
    if (broken) {
      throw new IllegalStateException("the database is away");
    }
    return owing.stream()
        .map(id -> new Debtor(id, NOW))
        .filter(debtor -> debtor.id().compareTo(after.id()) > 0)
        .limit(limit)
        .toList();
  }

  private double debts() {
    return meters.get("tabib_owed_work").gauge().value();
  }

  private static Config config() {
    return ConfigFactory.parseString(
            """
            akka.actor.provider = cluster
            akka.remote.artery.canonical.hostname = "127.0.0.1"
            akka.remote.artery.canonical.port = 0
            akka.cluster.jmx.enabled = off
            akka.cluster.roles = [projections]
            akka.loglevel = WARNING
            """)
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }
}
