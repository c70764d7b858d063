package org.tabib.projections.integration;

import akka.actor.typed.ActorSystem;
import akka.kafka.ConsumerSettings;
import akka.kafka.ProducerSettings;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Settings of the Kafka clients: the operator's first, then those that the promises stand on. */
public final class Clients {
  /** How long a send waits for a broker that was never reached; it is tried again afterwards. */
  private static final Duration FIRST_CONTACT = Duration.ofSeconds(10);

  private Clients() {}

  /**
   * Of a producer that keeps order per key and loses nothing: every replica in sync has it before
   * it counts, and a record is sent again for as long as the producer lives. Giving one up would
   * let those behind it overtake.
   */
  static ProducerSettings<String, byte[]> producer(ActorSystem<?> system, KafkaSettings kafka) {
    Config config = system.settings().config().getConfig("akka.kafka.producer");
    return ProducerSettings.create(config, new StringSerializer(), new ByteArraySerializer())
        .withProperties(kafka.client())
        .withBootstrapServers(kafka.bootstrap())
        .withProperty(ProducerConfig.ACKS_CONFIG, "all")
        .withProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true")
        .withProperty(ProducerConfig.RETRIES_CONFIG, Integer.toString(Integer.MAX_VALUE))
        .withProperty(
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE))
        .withProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "5")
        .withProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(FIRST_CONTACT.toMillis()))
        .withCloseProducerOnStop(false);
  }

  /** Of a consumer whose offsets are committed by us alone. */
  public static ConsumerSettings<String, byte[]> consumer(
      ActorSystem<?> system, KafkaSettings kafka, String group) {
    Config config = system.settings().config().getConfig("akka.kafka.consumer");
    return ConsumerSettings.create(config, new StringDeserializer(), new ByteArrayDeserializer())
        .withProperties(kafka.client())
        .withBootstrapServers(kafka.bootstrap())
        .withGroupId(group)
        .withProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
  }

  static Map<String, Object> admin(KafkaSettings kafka) {
    Map<String, Object> properties = new HashMap<>(kafka.client());
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
    return properties;
  }
}
