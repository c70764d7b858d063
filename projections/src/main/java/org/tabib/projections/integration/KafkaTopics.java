package org.tabib.projections.integration;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the topics are there before anything is sent or read: a producer that asks for a
 * topic makes brokers create it with their own number of partitions. What is missing is made when
 * that is allowed, else waited for; a broker that is away is waited for as well.
 */
final class KafkaTopics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final ActorSystem<?> system;
  private final KafkaSettings kafka;

  /** Making a client looks brokers' names up, which blocks. */
  private final Executor blocking;

  private final CompletableFuture<Done> ready = new CompletableFuture<>();
  private volatile String waitingFor = "the first look at the topics";

  private KafkaTopics(ActorSystem<?> system, KafkaSettings kafka) {
    this.system = system;
    this.kafka = kafka;
    this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
  }

  /** Begins to look; does not wait. */
  static KafkaTopics start(ActorSystem<?> system, KafkaSettings kafka) {
    KafkaTopics topics = new KafkaTopics(system, kafka);
    topics.blocking.execute(topics::look);
    return topics;
  }

  /** Completes when all topics are there. */
  CompletionStage<Done> ready() {
    return ready;
  }

  /** What is waited for; empty when all is there. */
  String waitingFor() {
    return ready.isDone() ? "" : waitingFor;
  }

  private void look() {
    if (ready.isDone()) {
      return;
    }
    Admin admin;
    try {
      admin = Admin.create(Clients.admin(kafka));
    } catch (RuntimeException e) {
      again("no client: " + e.getClass().getSimpleName());
      return;
    }
    missing(admin)
        .thenCompose(missing -> missing.isEmpty() ? present() : make(admin, missing))
        .whenComplete(
            (waiting, failure) -> {
              if (failure != null) {
                again("the broker: " + cause(failure).getClass().getSimpleName());
              } else if (!waiting.isEmpty()) {
                again(waiting);
              } else {
                LOG.info("Kafka has all topics under {}", kafka.prefix());
                ready.complete(Done.getInstance());
              }
              // Not on the client's own thread, which close would wait for.
              blocking.execute(() -> admin.close(Duration.ZERO));
            });
  }

  private void again(String why) {
    if (!why.equals(waitingFor)) {
      LOG.warn("Kafka is waited for: {}", why);
    }
    waitingFor = why;
    system
        .scheduler()
        .scheduleOnce(PAUSE, () -> blocking.execute(this::look), system.executionContext());
  }

  private List<String> names() {
    return Stream.concat(
            Stream.of(EventStream.values()).map(kafka::topic),
            Stream.of(kafka.inbound(), kafka.dead()))
        .toList();
  }

  private CompletionStage<List<String>> missing(Admin admin) {
    Map<String, KafkaFuture<TopicDescription>> described =
        admin.describeTopics(names()).topicNameValues();
    CompletionStage<List<String>> all = CompletableFuture.completedStage(new ArrayList<>());
    for (Map.Entry<String, KafkaFuture<TopicDescription>> one : described.entrySet()) {
      CompletionStage<Boolean> there =
          one.getValue()
              .toCompletionStage()
              .handle(
                  (description, failure) -> {
                    if (failure == null) {
                      return true;
                    }
                    if (cause(failure) instanceof UnknownTopicOrPartitionException) {
                      return false;
                    }
                    throw new CompletionException(cause(failure));
                  });
      all =
          all.thenCombine(
              there,
              (missing, is) -> {
                if (!is) {
                  missing.add(one.getKey());
                }
                return missing;
              });
    }
    return all;
  }

  private CompletionStage<String> make(Admin admin, List<String> missing) {
    KafkaSettings.NewTopics topics = kafka.topics();
    if (!topics.create()) {
      return CompletableFuture.completedStage("topics that are missing: " + missing);
    }
    List<NewTopic> wanted =
        missing.stream()
            .map(name -> new NewTopic(name, topics.partitions(), topics.replication()))
            .toList();
    CompletionStage<String> all = present();
    for (KafkaFuture<Void> one : admin.createTopics(wanted).values().values()) {
      all =
          all.thenCombine(
              one.toCompletionStage()
                  .handle(
                      (made, failure) -> {
                        // Another node may have been faster.
                        if (failure == null || cause(failure) instanceof TopicExistsException) {
                          return "";
                        }
                        throw new CompletionException(cause(failure));
                      }),
              (before, none) -> before);
    }
    return all;
  }

  private static CompletionStage<String> present() {
    return CompletableFuture.completedStage("");
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause == null ? failure : cause;
  }

  /** Ends the looking. */
  @Override
  public void close() {
    ready.cancel(false);
  }
}
