package org.tabib.projections.integration;

import akka.Done;
import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.kafka.ProducerMessage;
import akka.kafka.ProducerSettings;
import akka.kafka.javadsl.Producer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A producer of its own: what it was given is sent in that order or, after {@link #close}, not at
 * all. While the broker is away it waits, and holds no thread that others need.
 */
public final class KafkaSender implements AutoCloseable {
  private final ActorSystem<?> system;
  private final org.apache.kafka.clients.producer.Producer<String, byte[]> producer;
  private final Flow<
          ProducerMessage.Envelope<String, byte[], NotUsed>,
          ProducerMessage.Results<String, byte[], NotUsed>,
          NotUsed>
      sending;

  /**
   * @throws org.apache.kafka.common.KafkaException when the settings do not work, or no broker's
   *     name can be resolved
   */
  public KafkaSender(ActorSystem<?> system, KafkaSettings kafka) {
    this.system = system;
    ProducerSettings<String, byte[]> settings = Clients.producer(system, kafka);
    this.producer = settings.createKafkaProducer();
    this.sending = Producer.flexiFlow(settings.withProducer(producer));
  }

  /** Completes when every replica in sync has all of them; one stream at a time keeps the order. */
  public CompletionStage<Done> send(List<ProducerRecord<String, byte[]>> records) {
    if (records.isEmpty()) {
      return CompletableFuture.completedStage(Done.getInstance());
    }
    return Source.from(records)
        .map(ProducerMessage::single)
        .via(sending)
        .runWith(Sink.ignore(), system);
  }

  /** Drops what is not acknowledged yet; its senders hear that it failed. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
