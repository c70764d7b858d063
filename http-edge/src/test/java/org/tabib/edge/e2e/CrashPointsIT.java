package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.tabib.edge.database.Database;
import org.tabib.edge.database.DatabaseSettings;
import org.tabib.edge.e2e.CrashStory.Scene;
import org.tabib.edge.e2e.Guillotine.Point;
import org.tabib.edge.objects.LocalObjectStore;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.World;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.schedule.ScheduleState;
import org.tabib.engine.visit.VisitState;
import org.tabib.engine.visit.VisitStatus;

/**
 * Dies at every point at which something leaves a node, between any two of them: before and after
 * each write of an event, each message to the provider, each question and effect asked of another
 * entity, and before each acknowledgement. The next node finds what the journal has, the provider
 * repeats what was not acknowledged, and nobody writes a message more than without the crash.
 */
class CrashPointsIT {
  private static final DataKey MASTER = DataKey.of(new byte[32]);
  private static final World WORLD = World.load();

  /** The walk without receipts takes a fixed selection, unless it is told to take all. */
  private static final boolean ALL = "all".equals(System.getProperty("tabib.crash-points"));

  /** Long enough for a receipt on a busy machine, which settles what is unsure. */
  private static final Duration WAITING_FOR_RECEIPTS = Duration.ofSeconds(5);

  /** No receipt will come: no use waiting. */
  private static final Duration NOT_WAITING = Duration.ofMillis(200);

  @TempDir static Path folder;
  private static EmbeddedPostgres postgres;
  private static Database database;
  private static LocalObjectStore objects;

  /** How many of the points after a node's start a second death is spread over. */
  private static final int RECOVERING = 9;

  private int practices;

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    database =
        Database.open(
            new DatabaseSettings(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "", 0),
            folder,
            8);
    objects = LocalObjectStore.open(folder.resolve("objects"), Instant.now());
    // The dead make a noise that says nothing.
    level("org.tabib.engine", Level.OFF);
    level("akka", Level.OFF);
  }

  @AfterAll
  static void stop() throws Exception {
    level("org.tabib.engine", null);
    level("akka", null);
    database.close();
    postgres.close();
  }

  private static void level(String logger, Level level) {
    ((Logger) LoggerFactory.getLogger(logger)).setLevel(level);
  }

  @Test
  void everyMessageIsAnsweredOnceWhereverTheNodeDiesWhenReceiptsTell() throws Exception {
    walk(true, WAITING_FOR_RECEIPTS);
  }

  @Test
  void oneReplyAtMostIsRepeatedWhereTheProviderGivesNoWayToKnow() throws Exception {
    walk(false, NOT_WAITING);
  }

  private void walk(boolean receipts, Duration grace) throws Exception {
    CrashWorld world = new CrashWorld(database.readModels().jdbi(), receipts);
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      // How the stories go when nobody dies: these are the points.
      Map<Scene, List<Point>> points = new LinkedHashMap<>();
      Guillotine first = new Guillotine(world, Map.of());
      CrashNode node = node(world, first, grace);
      Map<Scene, CrashStory> examples = new LinkedHashMap<>();
      for (Scene scene : Scene.values()) {
        examples.put(scene, open(node, world, scene));
      }
      world.lives(node, first);
      List<CompletableFuture<Void>> unharmed =
          examples.values().stream().map(story -> play(story, people)).toList();
      unharmed.forEach(CompletableFuture::join);
      examples.forEach((scene, story) -> points.put(scene, first.passed(story.practice)));
      examples.values().forEach(story -> assertRight(world, story, Set.of()));

      // One story for each point, all of them dying at theirs.
      Map<CrashStory, Point> dying = new LinkedHashMap<>();
      Map<String, Point> targets = new HashMap<>();
      points.forEach(
          (scene, all) -> {
            for (Point point : receipts || ALL ? all : firsts(all)) {
              CrashStory story = story(world, scene);
              dying.put(story, point);
              targets.put(story.practice, point);
            }
          });
      for (CrashStory story : dying.keySet()) {
        node.open(practice(story.practice)).toCompletableFuture().join();
      }
      Guillotine second = new Guillotine(world, targets);
      node = next(node, world, second, grace);
      Map<CrashStory, CompletableFuture<Void>> playing = new LinkedHashMap<>();
      dying.keySet().forEach(story -> playing.put(story, play(story, people)));
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> areDeadOrDone(playing, second));
      report(dying, second);
      if (receipts) {
        // The next one dies as well, soon after it began to recover.
        Map<String, Integer> soon = new HashMap<>();
        dying.keySet().forEach(story -> soon.put(story.practice, 1 + soon.size() % RECOVERING));
        Guillotine third = Guillotine.atNth(world, soon);
        node = next(node, world, third, grace);
        await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> areDeadOrDone(playing, third));
      }
      node = next(node, world, new Guillotine(world, Map.of()), grace);
      for (Map.Entry<CrashStory, CompletableFuture<Void>> story : playing.entrySet()) {
        try {
          story.getValue().join();
        } catch (RuntimeException e) {
          throw new AssertionError(
              story.getKey().scene + " died at " + dying.get(story.getKey()), e.getCause());
        }
      }

      for (CrashStory story : dying.keySet()) {
        assertRight(world, story, receipts ? Set.of() : second.unrecorded(story.practice));
      }
      node.kill();
    }
  }

  /** One of each kind, and wherever the provider might have a message that nobody wrote down. */
  private static List<Point> firsts(List<Point> all) {
    return all.stream()
        .filter(
            point ->
                point.time() == 1
                    || point.name().equals("after a send")
                    || point.name().equals("before write of Conversation Dispatched"))
        .toList();
  }

  private static boolean areDeadOrDone(
      Map<CrashStory, CompletableFuture<Void>> playing, Guillotine guillotine) {
    return playing.entrySet().stream()
        .allMatch(story -> guillotine.isDead(story.getKey().practice) || story.getValue().isDone());
  }

  /** Nearly all must have died where they were to: the order of what goes on at once may vary. */
  private static void report(Map<CrashStory, Point> dying, Guillotine guillotine) {
    Map<String, Integer> deaths = new TreeMap<>();
    dying.forEach(
        (story, point) -> {
          if (guillotine.death(story.practice).isDone()) {
            deaths.merge(point.name(), 1, Integer::sum);
          }
        });
    int all = deaths.values().stream().mapToInt(Integer::intValue).sum();
    LoggerFactory.getLogger(CrashPointsIT.class)
        .info("{} of {} stories died at their point: {}", all, dying.size(), deaths);
    assertThat(all).isGreaterThanOrEqualTo(dying.size() * 95 / 100);
    assertThat(deaths.keySet())
        .containsExactlyInAnyOrderElementsOf(
            dying.values().stream().map(Point::name).distinct().toList());
  }

  private CrashNode next(CrashNode node, CrashWorld world, Guillotine over, Duration grace)
      throws Exception {
    node.kill();
    CrashNode next = node(world, over, grace);
    world.lives(next, over);
    return next;
  }

  private static CrashNode node(CrashWorld world, Guillotine guillotine, Duration grace)
      throws Exception {
    return new CrashNode(database, MASTER, WORLD, objects, world.telephones(), guillotine, grace);
  }

  private CompletableFuture<Void> play(CrashStory story, ExecutorService people) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            story.play();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        people);
  }

  private CrashStory story(CrashWorld world, Scene scene) {
    int number = ++practices + (world.withReceipts() ? 0 : 5000);
    return new CrashStory(world, "walk%05d".formatted(number), "9198%08d".formatted(number), scene);
  }

  private CrashStory open(CrashNode node, CrashWorld world, Scene scene) throws Exception {
    CrashStory story = story(world, scene);
    node.open(practice(story.practice)).toCompletableFuture().join();
    return story;
  }

  /** One clinic, one doctor, for this story alone. */
  private static PracticeConfig practice(String id) {
    PracticeConfig demo = DemoPractice.config(1, List.of(CrashStory.account(id)));
    PracticeConfig.Clinic clinic = demo.clinics().getFirst();
    PracticeConfig.Doctor doctor = demo.doctors().getFirst();
    return new PracticeConfig(
        id,
        demo.names(),
        List.of("en"),
        demo.emergencyNumber(),
        demo.privacyNotice(),
        demo.noticeVersion(),
        demo.accounts(),
        false,
        List.of(
            new PracticeConfig.Clinic(
                id + ".clinic", clinic.names(), clinic.addresses(), clinic.zone())),
        List.of(
            new PracticeConfig.Doctor(
                id + ".doctor",
                doctor.names(),
                doctor.specialties(),
                id + ".clinic",
                id + ".schedule",
                doctor.availability())));
  }

  /**
   * @param mayRepeat messages that the provider had and nobody could know of
   */
  private static void assertRight(CrashWorld world, CrashStory story, Set<String> mayRepeat) {
    String practice = story.practice;
    List<String> sent =
        world.telephones().all(practice).stream().map(said -> said.message().id()).toList();
    Set<String> once = new HashSet<>();
    List<String> repeated = sent.stream().filter(id -> !once.add(id)).toList();
    assertThat(mayRepeat).hasSizeLessThanOrEqualTo(1);
    assertThat(repeated).as("replies doubled").hasSizeLessThanOrEqualTo(1);
    assertThat(mayRepeat).containsAll(repeated);
    assertThat(once).as("replies").hasSize(story.heard());

    List<String> turns =
        world
            .events(practice, ConversationEvent.TurnTaken.class)
            .map(turn -> turn.inbound().id())
            .toList();
    assertThat(turns).as("messages taken").containsExactlyElementsOf(story.messages);
    assertThat(world.isSettled(practice)).as("nothing owed").isTrue();
    ScheduleState schedule = world.schedule(practice);
    List<VisitState> open =
        world.visits(practice).stream().filter(visit -> visit.details() != null).toList();
    if (story.scene == Scene.STAFF_BOOKS_ONCE && !story.isAnswered()) {
      // Done or undone, as long as it is not something between.
      assertThat(open).as("visits").hasSizeLessThanOrEqualTo(1);
      assertThat(schedule.holds())
          .as("slots held")
          .allSatisfy(hold -> assertThat(hold.until()).isBefore(Instant.now().plusSeconds(600)));
    } else {
      assertThat(open).as("visits").hasSize(1);
      assertThat(world.entities(practice, "Patient")).as("patients").hasSize(1);
      assertThat(schedule.holds()).as("slots held").isEmpty();
    }
    VisitStatus wished = story.scene == Scene.CANCEL ? VisitStatus.CANCELLED : VisitStatus.BOOKED;
    assertThat(open).allSatisfy(visit -> assertThat(visit.status()).isEqualTo(wished));
    assertThat(schedule.bookings())
        .as("slots taken")
        .extracting(ScheduleState.Booking::start)
        .containsExactlyElementsOf(
            open.stream()
                .filter(visit -> visit.status() == VisitStatus.BOOKED)
                .map(visit -> visit.details().slot().start())
                .toList());
  }
}
