package org.tabib.edge.kafka;

import akka.Done;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.integration.KafkaSender;

/** Puts records that cannot be used on a topic of their own, as they came, with the reason. */
final class DeadLetters implements AutoCloseable {
  private final String topic;
  private final Supplier<KafkaSender> senders;
  private @Nullable KafkaSender sender;

  DeadLetters(String topic, Supplier<KafkaSender> senders) {
    this.topic = topic;
    this.senders = senders;
  }

  /** Completes when the broker has it. */
  CompletionStage<Done> bury(ConsumerRecord<String, byte[]> record, Unusable why) {
    List<Header> headers = new ArrayList<>(List.of(record.headers().toArray()));
    headers.add(header("dead-reason", why.reason()));
    headers.add(header("dead-detail", why.detail()));
    headers.add(header("dead-topic", record.topic()));
    headers.add(header("dead-partition", Integer.toString(record.partition())));
    headers.add(header("dead-offset", Long.toString(record.offset())));
    return sender()
        .send(List.of(new ProducerRecord<>(topic, null, record.key(), record.value(), headers)));
  }

  private synchronized KafkaSender sender() {
    KafkaSender known = sender;
    if (known == null) {
      known = senders.get();
      sender = known;
    }
    return known;
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public synchronized void close() {
    if (sender != null) {
      sender.close();
    }
  }
}
