package org.tabib.engine.practice;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * This node's copy of every practice's configuration, read without asking. Filled at start by
 * {@link #load} and kept fresh by the practices' broadcasts. Thread-safe.
 */
public final class Practices implements Consumer<PracticeChanged> {
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A node that starts waits for shards to settle; beyond a minute something is wrong. */
  private static final int ATTEMPTS = 10;

  private final Map<String, PracticeChanged> known = new ConcurrentHashMap<>();
  private final Consumer<PracticeChanged> broadcast;

  Practices(Consumer<PracticeChanged> broadcast) {
    this.broadcast = broadcast;
  }

  /** The registry of this node, connected to those of all others. Once per actor system. */
  public static Practices start(ActorSystem<?> system) {
    ActorRef<Topic.Command<PracticeChanged>> topic =
        system.systemActorOf(
            Topic.create(PracticeChanged.class, "practices"), "practices-topic", Props.empty());
    Practices practices = new Practices(news -> topic.tell(Topic.publish(news)));
    system.systemActorOf(practices.listener(topic), "practices", Props.empty());
    return practices;
  }

  private Behavior<PracticeChanged> listener(ActorRef<Topic.Command<PracticeChanged>> topic) {
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

  /**
   * Asks for the configuration of these practices, so that they are known here from then on.
   *
   * @return completes when all are known; exceptionally if one does not answer, even after several
   *     attempts. A practice that was never configured is not known afterwards, without an error.
   */
  public CompletionStage<Done> load(
      ActorSystem<?> system, ClusterSharding sharding, Collection<String> practiceIds) {
    CompletableFuture<?>[] all =
        practiceIds.stream()
            .map(id -> get(system, sharding, id).thenAccept(this::answered).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(all).thenApply(nothing -> Done.getInstance());
  }

  /**
   * Asks for these practices again, once: what was broadcast while this node could not be reached
   * is known then.
   *
   * @return completes when all have answered; exceptionally if one does not
   */
  public CompletionStage<Done> refresh(ClusterSharding sharding, Collection<String> practiceIds) {
    CompletableFuture<?>[] all =
        practiceIds.stream()
            .map(
                id -> {
                  Optional<PracticeChanged> before = Optional.ofNullable(known.get(id));
                  return ask(sharding, id)
                      .thenAccept(reply -> refreshed(before, reply))
                      .toCompletableFuture();
                })
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(all).thenApply(nothing -> Done.getInstance());
  }

  /**
   * An answer is newer than everything that was known when it was asked for; whatever was heard
   * since is at least as new.
   */
  void refreshed(Optional<PracticeChanged> before, PracticeReply reply) {
    if (before.isEmpty()) {
      answered(reply);
    } else if (reply instanceof PracticeReply.Current(var config)) {
      PracticeChanged old = before.get();
      known.replace(config.id(), old, new PracticeChanged(config, old.revision()));
    }
  }

  private static CompletionStage<PracticeReply> get(
      ActorSystem<?> system, ClusterSharding sharding, String practiceId) {
    return Patterns.retry(() -> ask(sharding, practiceId), ATTEMPTS, PAUSE, system.classicSystem());
  }

  private static CompletionStage<PracticeReply> ask(ClusterSharding sharding, String practiceId) {
    return sharding
        .entityRefFor(Practice.TYPE_KEY, Practice.entityId(practiceId))
        .ask(PracticeCommand.Get::new, ASK_TIMEOUT);
  }

  private void answered(PracticeReply reply) {
    switch (reply) {
      // An answer carries no revision: a broadcast that came first is at least as new.
      case PracticeReply.Current(var config) ->
          known.putIfAbsent(config.id(), new PracticeChanged(config, 0));
      case PracticeReply.Refused refused -> {
        // Not configured yet: its first configuration will be broadcast.
      }
    }
  }

  /** A practice of this node tells its news: known here at once, elsewhere soon. */
  @Override
  public void accept(PracticeChanged news) {
    learn(news);
    broadcast.accept(news);
  }

  void learn(PracticeChanged news) {
    known.merge(
        news.config().id(), news, (old, fresh) -> fresh.revision() >= old.revision() ? fresh : old);
  }

  /** The practice with that id. */
  public Optional<PracticeConfig> byId(String practiceId) {
    return Optional.ofNullable(known.get(practiceId)).map(PracticeChanged::config);
  }

  /** The practice that a channel account (WhatsApp phone-number id) belongs to. */
  public Optional<PracticeConfig> byAccount(String account) {
    return known.values().stream()
        .map(PracticeChanged::config)
        .filter(config -> config.accounts().contains(account))
        .findFirst();
  }

  /** Every practice that is known here. */
  public Collection<PracticeConfig> all() {
    return known.values().stream().map(PracticeChanged::config).toList();
  }
}
