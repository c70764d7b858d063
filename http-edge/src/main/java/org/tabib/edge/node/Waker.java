package org.tabib.edge.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.ClusterSingletonSettings;
import akka.cluster.typed.SingletonActor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.owed.Debtor;

/**
 * Wakes entities that owe something and that nobody else would wake: after a crash they are not in
 * memory, and nothing starts all of them at once. Once per cluster; the index that it asks must
 * have caught up, else it would wake entities whose debts are long settled. Waking somebody who
 * owes nothing does no harm.
 */
public final class Waker extends AbstractBehavior<Waker.Command> {

  /** Who owes, from an index in the database. Blocks. */
  @FunctionalInterface
  public interface Index {
    /**
     * Entities with a debt that fell due then or before, longest due first.
     *
     * @param after only those who come behind this one
     */
    List<Debtor> owing(Instant dueBefore, Debtor after, int limit);
  }

  /**
   * One type of entity that can owe.
   *
   * @param projection what keeps its index
   * @param wake sends one of them its wake-up; never blocks
   */
  public record Kind(String projection, Index index, Consumer<String> wake) {}

  /**
   * What it works with.
   *
   * @param caughtUp whether a projection's tables can be acted upon
   * @param count all open debts; blocks
   * @param blocking where questions to the database may block
   */
  public record Equipment(
      List<Kind> kinds,
      Predicate<String> caughtUp,
      LongSupplier count,
      Executor blocking,
      MeterRegistry meters,
      InstantSource clock) {
    public Equipment {
      kinds = List.copyOf(kinds);
    }
  }

  /**
   * How often and how fast.
   *
   * @param every from one look to the next
   * @param grace debts that fell due more recently are left to whoever made them
   * @param atOnce how many of each type are found by one look; the next one finds those behind
   *     them, so that debtors that cannot pay keep nobody else waiting for long
   * @param step how many are woken together
   * @param pause between two steps
   */
  public record Pace(Duration every, Duration grace, int atOnce, int step, Duration pause) {
    /**
     * 300 a second: recovery costs a query and a send, about a millisecond of CPU, and those who
     * are awake come first (docs/benchmarks.md, recovery). The grace is longer than a healthy send
     * takes.
     */
    public static final Pace STANDARD =
        new Pace(Duration.ofSeconds(15), Duration.ofSeconds(10), 1000, 15, Duration.ofMillis(50));
  }

  /** Its own affair. */
  public sealed interface Command {}

  private enum Tick implements Command {
    LOOK,
    LOOK_ON,
    WAKE
  }

  private enum Stop implements Command {
    INSTANCE
  }

  /** What one look found; none when it failed. */
  private record Looked(@Nullable Found found, @Nullable Throwable failure) implements Command {}

  /**
   * @param last by projection, whom the next look goes on behind
   */
  private record Found(long debts, List<Runnable> wakes, Map<String, Debtor> last) {}

  private final Equipment equipment;
  private final Pace pace;
  private final TimerScheduler<Command> timers;
  private final Gauge gauge;
  private final Queue<Runnable> due = new ArrayDeque<>();
  private volatile double debts = Double.NaN;
  private Map<String, Debtor> last = Map.of();
  private boolean looking;

  private Waker(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Equipment equipment,
      Pace pace) {
    super(context);
    this.equipment = equipment;
    this.pace = pace;
    this.timers = timers;
    this.gauge =
        Gauge.builder("tabib_owed_work", this, waker -> waker.debts)
            .description("Sends and effects that are owed and not settled, over all entities")
            .register(equipment.meters());
  }

  /** Starts it once per cluster, at the usual pace. */
  public static void start(ActorSystem<?> system, Equipment equipment) {
    start(system, equipment, Pace.STANDARD);
  }

  /** Starts it once per cluster. */
  public static void start(ActorSystem<?> system, Equipment equipment, Pace pace) {
    ClusterSingleton.get(system)
        .init(
            SingletonActor.of(create(equipment, pace), "waker")
                .withSettings(
                    ClusterSingletonSettings.create(system).withRole(Role.PROJECTIONS.text()))
                .withStopMessage(Stop.INSTANCE));
  }

  static Behavior<Command> create(Equipment equipment, Pace pace) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(
                      Tick.LOOK, Tick.LOOK, Duration.ZERO, pace.every());
                  return new Waker(context, timers, equipment, pace);
                }));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessageEquals(Tick.LOOK, this::look)
        .onMessageEquals(Tick.LOOK_ON, this::look)
        .onMessageEquals(Tick.WAKE, this::wake)
        .onMessage(Looked.class, this::looked)
        .onMessageEquals(Stop.INSTANCE, Behaviors::stopped)
        .onSignal(PostStop.class, signal -> stopped())
        .build();
  }

  private Behavior<Command> look() {
    // Whoever was found before comes first: looking again would only find them again.
    if (!looking && due.isEmpty()) {
      looking = true;
      Instant before = equipment.clock().instant().minus(pace.grace());
      Map<String, Debtor> after = last;
      getContext()
          .pipeToSelf(
              CompletableFuture.supplyAsync(() -> find(before, after), equipment.blocking()),
              Looked::new);
    }
    return this;
  }

  private Found find(Instant before, Map<String, Debtor> after) {
    List<Runnable> wakes = new ArrayList<>();
    Map<String, Debtor> goneOnTo = new HashMap<>();
    for (Kind kind : equipment.kinds()) {
      if (equipment.caughtUp().test(kind.projection())) {
        List<Debtor> debtors =
            kind.index()
                .owing(before, after.getOrDefault(kind.projection(), Debtor.NOBODY), pace.atOnce());
        debtors.forEach(debtor -> wakes.add(() -> kind.wake().accept(debtor.id())));
        if (debtors.size() >= pace.atOnce()) {
          goneOnTo.put(kind.projection(), debtors.getLast());
        }
      }
    }
    return new Found(equipment.count().getAsLong(), wakes, Map.copyOf(goneOnTo));
  }

  private Behavior<Command> looked(Looked looked) {
    looking = false;
    Found found = looked.found();
    if (found == null) {
      debts = Double.NaN;
      getContext().getLog().warn("cannot look for what is owed, next look later", looked.failure());
      return this;
    }
    debts = found.debts();
    last = found.last();
    due.addAll(found.wakes());
    return wake();
  }

  private Behavior<Command> wake() {
    for (int i = 0; i < pace.step() && !due.isEmpty(); i++) {
      due.remove().run();
    }
    if (!due.isEmpty()) {
      timers.startSingleTimer(Tick.WAKE, Tick.WAKE, pace.pause());
    } else if (!last.isEmpty()) {
      // There are more than one look finds: after a long outage nobody waits for the next tick.
      timers.startSingleTimer(Tick.LOOK_ON, Tick.LOOK_ON, pace.pause());
    }
    return this;
  }

  /** Another node counts from now on. */
  private Behavior<Command> stopped() {
    equipment.meters().remove(gauge);
    return this;
  }
}
