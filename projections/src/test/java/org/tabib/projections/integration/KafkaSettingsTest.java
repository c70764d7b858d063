package org.tabib.projections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator sets, and what nobody can unset. */
class KafkaSettingsTest {
  private final List<String> problems = new ArrayList<>();

  private KafkaSettings settings(String given, boolean demo) {
    Config defaults =
        ConfigFactory.parseResources("kafka.conf")
            .resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
    return KafkaSettings.from(
        ConfigFactory.parseString(given).withFallback(defaults), demo, problems);
  }

  @Test
  void nothingIsConfiguredByDefault() {
    KafkaSettings settings = settings("", false);

    assertThat(settings.configured()).isFalse();
    assertThat(settings.personalData()).isFalse();
    assertThat(settings.topics()).isEqualTo(new KafkaSettings.NewTopics(false, 6, (short) 1));
    assertThat(settings.topic(EventStream.VISIT)).isEqualTo("tabib.events.visit");
    assertThat(settings.inbound()).isEqualTo("tabib.inbound");
    assertThat(settings.dead()).isEqualTo("tabib.inbound.dead");
    assertThat(problems).isEmpty();
  }

  @Test
  void topicsAreMadeInDemoModeUnlessToldOtherwise() {
    assertThat(settings("", true).topics().create()).isTrue();
    assertThat(settings("tabib.kafka.topics.create = false", true).topics().create()).isFalse();
    assertThat(settings("tabib.kafka.topics.create = true", false).topics().create()).isTrue();
  }

  @Test
  void everyWrongValueIsNamed() {
    settings(
        """
        tabib.kafka {
          topic-prefix = "two words"
          topics { create = maybe, partitions = 0, replication = -1 }
        }
        """,
        false);

    assertThat(problems)
        .hasSize(4)
        .anyMatch(problem -> problem.startsWith("TABIB_KAFKA_TOPIC_PREFIX"))
        .anyMatch(problem -> problem.startsWith("TABIB_KAFKA_TOPIC_CREATE"))
        .anyMatch(problem -> problem.startsWith("TABIB_KAFKA_TOPIC_PARTITIONS"))
        .anyMatch(problem -> problem.startsWith("TABIB_KAFKA_TOPIC_REPLICATION"));
  }

  @Test
  void clientSettingsReachEveryClientButCannotBreakThePromises() {
    KafkaSettings settings =
        settings(
            """
            tabib.kafka {
              bootstrap = "kafka:9092"
              client {
                security.protocol = SASL_SSL
                "sasl.jaas.config" = "secret words"
                acks = 0, enable.idempotence = false, enable.auto.commit = true
              }
            }
            """,
            false);

    assertThat(settings.client())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.jaas.config", "secret words");
    assertThat(settings.toString()).doesNotContain("secret");
    assertThat(Clients.admin(settings))
        .containsAllEntriesOf(
            Map.of("security.protocol", "SASL_SSL", "bootstrap.servers", "kafka:9092"));
    ActorTestKit kit =
        ActorTestKit.create(
            ConfigFactory.parseResources("kafka.conf")
                .withFallback(ConfigFactory.defaultReference())
                .resolve());
    try {
      assertThat(Clients.producer(kit.system(), settings).getProperties())
          .containsEntry("security.protocol", "SASL_SSL")
          .containsEntry("acks", "all")
          .containsEntry("enable.idempotence", "true")
          .containsEntry("delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE));
      assertThat(Clients.consumer(kit.system(), settings, "group").getProperties())
          .containsEntry("security.protocol", "SASL_SSL")
          .containsEntry("enable.auto.commit", "false")
          .containsEntry("auto.offset.reset", "earliest");
    } finally {
      kit.shutdownTestKit();
    }
  }
}
