package org.tabib.engine.schedule;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This node's knowledge of who is free when, so that a search does not ask hundreds of schedules.
 * Fed by the schedules' broadcasts; a schedule that was never heard of is asked once. It may be
 * behind by a moment: the hold decides. Thread-safe.
 */
public final class AvailabilityIndex implements Consumer<FreeCapacity> {
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);

  /**
   * News are believed for this long. Time passing opens slots at the horizon, and a node that was
   * cut off for a moment has missed what was broadcast then.
   */
  private static final Duration BELIEVED = Duration.ofMinutes(5);

  /** Old news are renewed a few at a time: after a quiet hour all of them are old at once. */
  private static final int RENEWED_AT_ONCE = 16;

  /** What is asked of a schedule. */
  @FunctionalInterface
  public interface FreeQuestion {
    CompletionStage<ScheduleReply> ask(String scheduleId, Instant from, int limit);
  }

  private final Map<String, FreeCapacity> known = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<List<Slot>>> asked = new ConcurrentHashMap<>();
  private final FreeQuestion question;
  private final Consumer<FreeCapacity> broadcast;

  AvailabilityIndex(FreeQuestion question, Consumer<FreeCapacity> broadcast) {
    this.question = question;
    this.broadcast = broadcast;
  }

  /** The index of this node, connected to those of all others. Once per actor system. */
  public static AvailabilityIndex start(ActorSystem<?> system, ClusterSharding sharding) {
    ActorRef<Topic.Command<FreeCapacity>> topic =
        system.systemActorOf(
            Topic.create(FreeCapacity.class, "free-capacity"),
            "free-capacity-topic",
            Props.empty());
    AvailabilityIndex index =
        new AvailabilityIndex(
            (id, from, limit) ->
                sharding
                    .entityRefFor(DoctorSchedule.TYPE_KEY, id)
                    .ask(
                        replyTo -> new ScheduleCommand.Free(from, Instant.MAX, limit, replyTo),
                        ASK_TIMEOUT),
            news -> topic.tell(Topic.publish(news)));
    system.systemActorOf(index.listener(topic), "free-capacity-index", Props.empty());
    return index;
  }

  private Behavior<FreeCapacity> listener(ActorRef<Topic.Command<FreeCapacity>> topic) {
    return Behaviors.setup(
        context -> {
          topic.tell(Topic.subscribe(context.getSelf()));
          return Behaviors.receiveMessage(
              news -> {
                learn(news);
                return Behaviors.same();
              });
        });
  }

  /** A schedule of this node tells its news: known here at once, elsewhere soon. */
  @Override
  public void accept(FreeCapacity news) {
    learn(news);
    broadcast.accept(news);
  }

  void learn(FreeCapacity news) {
    known.merge(news.scheduleId(), news, (old, fresh) -> fresh.supersedes(old) ? fresh : old);
  }

  /** How many slots of the schedule are set aside for people who are choosing; 0 when unknown. */
  public int offered(String scheduleId) {
    FreeCapacity capacity = known.get(scheduleId);
    return capacity == null ? 0 : capacity.offered();
  }

  /** What is known of a schedule's first free slot without asking. */
  public sealed interface Earliest {
    /** The schedule must be asked. */
    record Unknown() implements Earliest {}

    /** It is full. */
    record None() implements Earliest {}

    record Known(Slot slot) implements Earliest {}
  }

  private static final Earliest UNKNOWN = new Earliest.Unknown();
  private static final Earliest NONE = new Earliest.None();

  /**
   * The first free slot from then on, if it is known without asking. A search looks at a hundred
   * schedules: this makes nothing but the answer.
   *
   * @param now the time of the question
   */
  public Earliest earliestAtHand(String scheduleId, Instant from, Instant now) {
    FreeCapacity capacity = known.get(scheduleId);
    if (capacity == null) {
      return UNKNOWN;
    }
    renew(capacity, now);
    for (Instant start : capacity.starts()) {
      if (!start.isBefore(from)) {
        return new Earliest.Known(new Slot(scheduleId, start, capacity.length()));
      }
    }
    return !capacity.more() && believed(capacity, now) ? NONE : UNKNOWN;
  }

  /**
   * The earliest free slots from then on, at most twenty, if they are known without asking.
   *
   * @param now the time of the question
   */
  public Optional<List<Slot>> atHand(String scheduleId, Instant from, Instant now) {
    FreeCapacity capacity = known.get(scheduleId);
    if (capacity == null) {
      return Optional.empty();
    }
    renew(capacity, now);
    List<Slot> slots = capacity.from(from);
    return !slots.isEmpty() || (!capacity.more() && believed(capacity, now))
        ? Optional.of(slots)
        : Optional.empty();
  }

  /**
   * The same, asking the schedule if need be. A schedule that is not defined has no slots.
   *
   * @return completes exceptionally if the schedule does not answer
   */
  public CompletionStage<List<Slot>> earliest(String scheduleId, Instant from, Instant now) {
    Optional<List<Slot>> slots = atHand(scheduleId, from, now);
    if (slots.isPresent()) {
      return CompletableFuture.completedFuture(slots.get());
    }
    return ask(scheduleId, now)
        .thenApply(found -> found.stream().filter(slot -> !slot.start().isBefore(from)).toList());
  }

  private static boolean believed(FreeCapacity capacity, Instant now) {
    return now.isBefore(capacity.asOf().plus(BELIEVED));
  }

  /** Old news do for this search, for the next one there are new ones. */
  private void renew(FreeCapacity capacity, Instant now) {
    if (!believed(capacity, now) && asked.size() < RENEWED_AT_ONCE) {
      ask(capacity.scheduleId(), now);
    }
  }

  /** Asks the schedule, once for all who want to know. */
  private CompletableFuture<List<Slot>> ask(String scheduleId, Instant now) {
    CompletableFuture<List<Slot>> mine = new CompletableFuture<>();
    CompletableFuture<List<Slot>> others = asked.putIfAbsent(scheduleId, mine);
    if (others != null) {
      return others;
    }
    question
        .ask(scheduleId, now, FreeCapacity.LISTED + 1)
        .whenComplete(
            (reply, failure) -> {
              asked.remove(scheduleId);
              answer(mine, scheduleId, now, reply, failure);
            });
    return mine;
  }

  private void answer(
      CompletableFuture<List<Slot>> asker,
      String scheduleId,
      Instant now,
      @Nullable ScheduleReply reply,
      @Nullable Throwable failure) {
    if (reply instanceof ScheduleReply.Slots(var free)) {
      Duration length = free.isEmpty() ? Duration.ZERO : free.getFirst().length();
      FreeCapacity primed = FreeCapacity.of(scheduleId, 0, now, length, free, 0);
      // An answer carries no revision: anything a schedule broadcast since is newer.
      known.merge(
          scheduleId,
          primed,
          (old, fresh) -> old.asOf().isBefore(now) ? fresh.inPlaceOf(old) : old);
      asker.complete(primed.from(now));
    } else if (reply != null) {
      asker.complete(List.of());
    } else {
      asker.completeExceptionally(
          failure == null ? new IllegalStateException("no answer and no failure") : failure);
    }
  }
}
