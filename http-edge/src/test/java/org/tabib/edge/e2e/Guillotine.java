package org.tabib.edge.e2e;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Cuts a node off from the world, at one exact point of each practice's story: from then on nothing
 * of that practice gets out, neither to the journal nor to the provider nor into an answer. To the
 * practice that is the death of the process; because practices share no entity, hundreds of deaths
 * are walked in one process.
 */
final class Guillotine {
  /** The one that the journal of the next actor system obeys: the plugin makes its own objects. */
  static final AtomicReference<Guillotine> NEXT = new AtomicReference<>();

  /** The n-th time that a story comes to a point. */
  record Point(String name, int time) {
    @Override
    public String toString() {
      return name + " #" + time;
    }
  }

  private static final class Neck {
    final Map<String, Integer> times = new HashMap<>();
    final List<Point> passed = new ArrayList<>();
    final Set<String> unrecorded = new HashSet<>();
    final CompletableFuture<Point> death = new CompletableFuture<>();
    boolean armed;

    Neck(boolean armed) {
      this.armed = armed;
    }
  }

  private final Map<String, Neck> necks = new ConcurrentHashMap<>();
  private final Map<String, Point> targets;
  private final Map<String, Integer> deadlines;
  private final CrashWorld world;
  private volatile boolean fallen;

  /**
   * @param targets practice → where it dies; the others live
   */
  Guillotine(CrashWorld world, Map<String, Point> targets) {
    this.world = world;
    this.targets = Map.copyOf(targets);
    this.deadlines = Map.of();
  }

  private Guillotine(Map<String, Integer> deadlines, CrashWorld world) {
    this.world = world;
    this.targets = Map.of();
    this.deadlines = Map.copyOf(deadlines);
  }

  /**
   * One that counts from its node's start.
   *
   * @param deadlines practice → the how-many-th point it dies at, whichever that is, from 1
   */
  static Guillotine atNth(CrashWorld world, Map<String, Integer> deadlines) {
    return new Guillotine(deadlines, world);
  }

  /** Events became durable. */
  void written(String practice, String persistenceId, List<Object> events) {
    world.written(practice, persistenceId, events);
  }

  /** From now on this practice's points count. */
  void arm(String practice) {
    Neck neck = neck(practice);
    synchronized (neck) {
      neck.armed = true;
    }
  }

  /**
   * The story comes to a point.
   *
   * @return whether it lives on: what would follow happens only then
   */
  boolean passes(String practice, String name) {
    Neck neck = neck(practice);
    synchronized (neck) {
      if (isDead(practice)) {
        return false;
      }
      if (neck.armed) {
        Point point = new Point(name, neck.times.merge(name, 1, Integer::sum));
        if (point.equals(targets.get(practice))
            || neck.passed.size() + 1 == deadlines.getOrDefault(practice, -1)) {
          neck.death.complete(point);
          return false;
        }
        neck.passed.add(point);
      }
      return true;
    }
  }

  boolean isDead(String practice) {
    return fallen || neck(practice).death.isDone();
  }

  /** Completes when the practice dies. */
  CompletableFuture<Point> death(String practice) {
    return neck(practice).death;
  }

  /** The whole node dies now. */
  void fall() {
    fallen = true;
  }

  /** The provider took a message over. */
  void accepted(String practice, String ownId) {
    Neck neck = neck(practice);
    synchronized (neck) {
      neck.unrecorded.add(ownId);
    }
  }

  /** The journal says that the provider has it. */
  void recorded(String practice, String ownId) {
    Neck neck = neck(practice);
    synchronized (neck) {
      neck.unrecorded.remove(ownId);
    }
  }

  /** What the provider had and the journal did not say so. */
  Set<String> unrecorded(String practice) {
    Neck neck = neck(practice);
    synchronized (neck) {
      return Set.copyOf(neck.unrecorded);
    }
  }

  /** The points that the practice has come to and lived through, in order. */
  List<Point> passed(String practice) {
    Neck neck = neck(practice);
    synchronized (neck) {
      return List.copyOf(neck.passed);
    }
  }

  private Neck neck(String practice) {
    return necks.computeIfAbsent(practice, p -> new Neck(deadlines.containsKey(p)));
  }
}
