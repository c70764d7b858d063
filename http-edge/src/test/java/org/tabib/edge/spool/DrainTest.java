package org.tabib.edge.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tabib.edge.spool.SpoolFolder.all;
import static org.tabib.edge.spool.SpoolFolder.append;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.tabib.edge.whatsapp.Intake;
import org.tabib.edge.whatsapp.QuarantineReason;
import org.tabib.edge.whatsapp.Webhook;

class DrainTest {
  private static final Patience SHORT =
      new Patience(3, Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(5));

  /** Takes what it is told to take, a moment later, and remembers it in that order. */
  private static final class Journal implements Intake {
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<QuarantineReason> quarantined = new CopyOnWriteArrayList<>();
    private final List<byte[]> kept = new CopyOnWriteArrayList<>();
    private final Random random = new Random(7);

    /** By the first id: what is answered when a test says so, once. */
    private final Map<String, CompletableFuture<Outcome>> held = new ConcurrentHashMap<>();

    private final CountDownLatch hangs = new CountDownLatch(1);
    private volatile Predicate<List<String>> takes = ids -> true;

    @Override
    public CompletionStage<Outcome> take(Webhook webhook, byte[] raw) {
      List<String> ids = Bodies.ids(webhook);
      CompletableFuture<Outcome> mine = held.remove(ids.getFirst());
      if (mine != null) {
        hangs.countDown();
        return mine;
      }
      return CompletableFuture.supplyAsync(
          () -> {
            if (!takes.test(ids)) {
              return Outcome.UNAVAILABLE;
            }
            taken.addAll(ids);
            return Outcome.DURABLE;
          },
          aMomentLater());
    }

    private synchronized Executor aMomentLater() {
      return CompletableFuture.delayedExecutor(random.nextInt(2000), TimeUnit.MICROSECONDS);
    }

    @Override
    public CompletionStage<Outcome> quarantine(QuarantineReason reason, byte[] raw) {
      quarantined.add(reason);
      kept.add(raw);
      return CompletableFuture.completedFuture(Outcome.DURABLE);
    }
  }

  private final ScriptedPresence database = new ScriptedPresence();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Journal journal = new Journal();

  private Drain drain(Spool spool) {
    return Drain.start(
        spool,
        journal,
        database,
        SHORT,
        new SpoolMetrics(meters, spool, () -> true),
        InstantSource.system());
  }

  /** Failures, outages and webhooks of several people: the order of each person stays. */
  @Property(tries = 100)
  void takesEverythingInTheOrderOfEachPerson(
      @ForAll @IntRange(min = 1, max = 60) int count,
      @ForAll @IntRange(min = 1, max = 6) int people,
      @ForAll Random random)
      throws Exception {
    Map<String, List<String>> expected = new HashMap<>();
    Map<String, Integer> failures = new HashMap<>();
    DrainTest test = new DrainTest();
    try (SpoolFolder folder = SpoolFolder.create();
        Spool spool = folder.open()) {
      List<CompletionStage<Spool.Taken>> stored = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        List<Integer> senders =
            random.ints(1 + random.nextInt(2), 0, people).distinct().boxed().toList();
        for (int sender : senders) {
          expected.computeIfAbsent("" + sender, s -> new ArrayList<>()).add(i + "-" + sender);
        }
        if (random.nextInt(5) == 0) {
          failures.put(i + "-" + senders.getFirst(), 1 + random.nextInt(2));
        }
        stored.add(spool.append(spool.arrival(), Bodies.text("" + i, senders)));
      }
      for (CompletionStage<Spool.Taken> one : stored) {
        assertThat(one.toCompletableFuture().join()).isInstanceOf(Spool.Taken.Stored.class);
      }
      test.journal.takes =
          ids -> {
            synchronized (failures) {
              return failures.merge(ids.getFirst(), -1, Integer::sum) < 0;
            }
          };
      try (Drain drain = test.drain(spool)) {
        if (random.nextBoolean()) {
          test.database.goes();
          test.database.comesBack();
        }
        await().pollInterval(Duration.ofMillis(2)).until(spool::isEmpty);
      }
      Map<String, List<String>> taken = new HashMap<>();
      for (String id : test.journal.taken) {
        taken.computeIfAbsent(id.substring(id.indexOf('-') + 1), s -> new ArrayList<>()).add(id);
      }
      assertThat(taken).isEqualTo(expected);
      assertThat(all(spool)).isEmpty();
    }
  }

  @Test
  void goesOnWithOneThatCameToTheDiskWhileItsSuccessorWasUnderWayInVain() throws Exception {
    CompletableFuture<Intake.Outcome> inVain = new CompletableFuture<>();
    journal.held.put("later-1", inVain);
    try (SpoolFolder folder = SpoolFolder.create();
        Spool spool = folder.open();
        Drain drain = drain(spool)) {
      long earlier = spool.arrival();
      spool.append(spool.arrival(), Bodies.text("later", 1));
      assertThat(journal.hangs.await(20, TimeUnit.SECONDS)).isTrue();
      spool.append(earlier, Bodies.text("earlier", 1));
      append(spool, Bodies.text("stranger", 2));
      await().until(() -> journal.taken.contains("stranger-2"));

      inVain.complete(Intake.Outcome.UNAVAILABLE);

      await().until(spool::isEmpty);
      assertThat(journal.taken).containsExactly("stranger-2", "earlier-1", "later-1");
    }
  }

  @Test
  void takesWhatAnEarlierRunLeft() throws Exception {
    try (SpoolFolder folder = SpoolFolder.create()) {
      try (Spool spool = folder.open()) {
        append(spool, Bodies.text("left", 1));
        append(spool, "no json".getBytes(UTF_8));
      }
      try (Spool spool = folder.open();
          Drain drain = drain(spool)) {
        await().until(spool::isEmpty);
        assertThat(journal.taken).containsExactly("left-1");
        assertThat(journal.quarantined).containsExactly(QuarantineReason.UNPARSEABLE);
        assertThat(meters.counter("tabib_spool_drained").count()).isEqualTo(2);
      }
    }
  }

  @Test
  void waitsWhileTheDatabaseIsAway() throws Exception {
    try (SpoolFolder folder = SpoolFolder.create();
        Spool spool = folder.open()) {
      database.goes();
      try (Drain drain = drain(spool)) {
        append(spool, Bodies.text("a", 1));
        append(spool, Bodies.text("b", 1));
        assertThat(journal.taken).isEmpty();

        database.comesBack();
        await().until(spool::isEmpty);
        assertThat(journal.taken).containsExactly("a-1", "b-1");
      }
    }
  }

  @Test
  void givesUpOnlyWhatFailsWhileOthersGoThroughAndItsLaneMovesOn() throws Exception {
    journal.takes = ids -> !ids.contains("poison-1");
    try (SpoolFolder folder = SpoolFolder.create();
        Spool spool = folder.open();
        Drain drain = drain(spool)) {
      byte[] poison = Bodies.text("poison", 1);
      append(spool, poison);
      append(spool, Bodies.text("behind", 1));
      await()
          .until(
              () -> {
                append(spool, Bodies.text("other", 2));
                return journal.taken.contains("behind-1");
              });
      await().until(spool::isEmpty);
      assertThat(journal.quarantined).containsExactly(QuarantineReason.UNDELIVERABLE);
      assertThat(journal.kept).containsExactly(poison);
      assertThat(meters.counter("tabib_spool_quarantined").count()).isEqualTo(1);
    }
  }

  @Test
  void givesNothingUpWhileNothingGoesThrough() throws Exception {
    List<String> tried = new CopyOnWriteArrayList<>();
    journal.takes =
        ids -> {
          tried.addAll(ids);
          return false;
        };
    try (SpoolFolder folder = SpoolFolder.create();
        Spool spool = folder.open();
        Drain drain = drain(spool)) {
      append(spool, Bodies.text("a", 1));
      append(spool, Bodies.text("b", 2));
      await().until(() -> tried.size() > 60);
      assertThat(journal.quarantined).isEmpty();

      journal.takes = ids -> true;
      await().until(spool::isEmpty);
      assertThat(journal.taken).containsExactlyInAnyOrder("a-1", "b-2");
    }
  }

  @Test
  void doesNotBlameEntriesForOutages() throws Exception {
    journal.takes = ids -> false;
    try (SpoolFolder folder = SpoolFolder.create();
        Spool spool = folder.open();
        Drain drain = drain(spool)) {
      append(spool, Bodies.text("a", 1));
      for (int i = 0; i < 20; i++) {
        database.goes();
        database.comesBack();
      }
      journal.takes = ids -> true;
      await().until(spool::isEmpty);
      assertThat(journal.quarantined).isEmpty();
    }
  }

  @Test
  void keepsTheSealedBytesOfAnEntryThatWasChangedOnDisk() throws Exception {
    try (SpoolFolder folder = SpoolFolder.create()) {
      try (Spool spool = folder.open()) {
        append(spool, Bodies.text("changed", 1));
        append(spool, Bodies.text("whole", 1));
      }
      exchangeFirstBody(folder);
      try (Spool spool = folder.open();
          Drain drain = drain(spool)) {
        await().until(spool::isEmpty);
        assertThat(journal.quarantined).containsExactly(QuarantineReason.UNOPENED);
        assertThat(journal.taken).containsExactly("whole-1");
        assertThat(journal.kept).noneMatch(body -> new String(body, UTF_8).contains("hello"));
      }
    }
  }

  /** The first entry gets the body of the last: rightly sealed, in the wrong place. */
  private static void exchangeFirstBody(SpoolFolder folder) throws Exception {
    try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + folder.file());
        var statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  """
                  UPDATE entry SET sealed = (SELECT sealed FROM entry ORDER BY arrival DESC LIMIT 1)
                   WHERE arrival = (SELECT min(arrival) FROM entry)
                  """))
          .isEqualTo(1);
    }
  }
}
