package org.tabib.projections.integration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How Kafka is used: {@code tabib.kafka} in {@code kafka.conf}.
 *
 * @param bootstrap {@code host:port}, comma separated; empty: not at all
 * @param prefix what every topic's name begins with
 * @param personalData whether names, numbers and words of people are published in clear
 * @param topics how missing topics are made
 * @param client handed to every Kafka client as it is (TLS, SASL); may hold secrets
 */
public record KafkaSettings(
    String bootstrap,
    String prefix,
    boolean personalData,
    NewTopics topics,
    Map<String, String> client) {
  /** Kafka's own rule for names, without a dot at either end. */
  private static final Pattern PREFIX =
      Pattern.compile("[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,98}[a-zA-Z0-9_-]|[a-zA-Z0-9]");

  public KafkaSettings {
    client = Map.copyOf(client);
  }

  /**
   * Topics that are not there at the start.
   *
   * @param create whether they are made; otherwise they are waited for
   */
  public record NewTopics(boolean create, int partitions, short replication) {}

  /** Whether there is a Kafka to talk to. */
  public boolean configured() {
    return !bootstrap.isEmpty();
  }

  /** The topic of a stream's events. */
  public String topic(EventStream stream) {
    return prefix + ".events." + stream.id();
  }

  /** Where other systems' events are read. */
  public String inbound() {
    return prefix + ".inbound";
  }

  /** Where inbound events go that cannot be used. */
  public String dead() {
    return prefix + ".inbound.dead";
  }

  /**
   * Binds {@code tabib.kafka}.
   *
   * @param demo whether the node runs in demo mode, where topics are made unless told otherwise
   * @param problems gets a sentence for every value that cannot be used
   * @throws ConfigException for a value of the wrong type, with its path
   */
  public static KafkaSettings from(Config root, boolean demo, List<String> problems) {
    Config config = root.getConfig("tabib.kafka");
    String prefix = config.getString("topic-prefix");
    if (!PREFIX.matcher(prefix).matches()) {
      problems.add(
          "TABIB_KAFKA_TOPIC_PREFIX has 1 to 100 letters, digits, '.', '_' or '-', no dot at the"
              + " ends, not '"
              + prefix
              + "'");
    }
    return new KafkaSettings(
        config.getString("bootstrap").strip(),
        prefix,
        config.getBoolean("personal-data"),
        new NewTopics(
            create(config.getString("topics.create"), demo, problems),
            atLeastOne(config, "topics.partitions", "TABIB_KAFKA_TOPIC_PARTITIONS", problems),
            (short)
                atLeastOne(
                    config, "topics.replication", "TABIB_KAFKA_TOPIC_REPLICATION", problems)),
        flat(config.getConfig("client")));
  }

  private static boolean create(String text, boolean demo, List<String> problems) {
    return switch (text) {
      case "auto" -> demo;
      case "true" -> true;
      case "false" -> false;
      default -> {
        problems.add("TABIB_KAFKA_TOPIC_CREATE is 'auto', 'true' or 'false', not '" + text + "'");
        yield false;
      }
    };
  }

  private static int atLeastOne(
      Config config, String path, String variable, List<String> problems) {
    int value = config.getInt(path);
    if (value >= 1 && value <= 10_000) {
      return value;
    }
    problems.add(variable + " is 1 to 10000, not " + value);
    return 1;
  }

  /** Kafka's keys have dots, which HOCON takes for nesting. */
  private static Map<String, String> flat(Config client) {
    Map<String, String> properties = new HashMap<>();
    client
        .entrySet()
        .forEach(
            entry ->
                properties.put(
                    String.join(".", ConfigUtil.splitPath(entry.getKey())),
                    String.valueOf(entry.getValue().unwrapped())));
    return properties;
  }

  @Override
  public String toString() {
    return "KafkaSettings[" + bootstrap + ", " + prefix + "]";
  }
}
