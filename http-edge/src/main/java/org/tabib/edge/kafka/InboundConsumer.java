package org.tabib.edge.kafka;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.kafka.CommitterSettings;
import akka.kafka.ConsumerSettings;
import akka.kafka.Subscriptions;
import akka.kafka.javadsl.Committer;
import akka.kafka.javadsl.Consumer;
import akka.stream.KillSwitches;
import akka.stream.RestartSettings;
import akka.stream.UniqueKillSwitch;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.RestartSource;
import akka.stream.javadsl.Sink;
import java.time.Duration;
import org.tabib.projections.integration.Clients;
import org.tabib.projections.integration.KafkaSettings;

/**
 * Reads the inbound topic: partitions side by side, records of one partition one after another, so
 * that those of one key stay in order. An offset is committed when its record is done with.
 */
final class InboundConsumer implements AutoCloseable {
  /** More partitions than a topic of bookings has on one node. */
  private static final int PARTITIONS = 1024;

  private static final Duration RESTART_FIRST = Duration.ofMillis(500);
  private static final Duration RESTART_MOST = Duration.ofSeconds(10);

  private final UniqueKillSwitch running;
  private final InboundHandler handler;

  private InboundConsumer(UniqueKillSwitch running, InboundHandler handler) {
    this.running = running;
    this.handler = handler;
  }

  /** Starts reading after the last committed offset, at first from the beginning. */
  static InboundConsumer start(ActorSystem<?> system, KafkaSettings kafka, InboundHandler handler) {
    ConsumerSettings<String, byte[]> settings = Clients.consumer(system, kafka, kafka.inbound());
    CommitterSettings commits = CommitterSettings.create(system);
    UniqueKillSwitch running =
        RestartSource.onFailuresWithBackoff(
                RestartSettings.create(RESTART_FIRST, RESTART_MOST, 0.2),
                () ->
                    Consumer.committablePartitionedSource(
                            settings, Subscriptions.topics(kafka.inbound()))
                        .flatMapMerge(
                            PARTITIONS,
                            partition ->
                                partition
                                    .second()
                                    .mapAsync(
                                        1,
                                        message ->
                                            handler
                                                .handle(message.record())
                                                .thenApply(done -> message.committableOffset())))
                        .via(Committer.flow(commits)))
            .viaMat(KillSwitches.<Done>single(), Keep.right())
            .to(Sink.ignore())
            .run(system);
    return new InboundConsumer(running, handler);
  }

  /** Takes nothing more in. What was under way and not committed comes again. */
  @Override
  public void close() {
    handler.stop();
    running.shutdown();
  }
}
