import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads all integration events from Kafka and compares them with the journal: is everything there that others must be told of,
 * nothing that never happened, and for every entity in order?
 *
 * <p>{@code java -cp 'http-edge/target/dist/lib/*' deploy/faults/CountEvents.java JDBC_URL BOOTSTRAP TOPIC_PREFIX}
 *
 * <p>An event's id is {@code stream/entity/number/index}: the number is that of the journaled event, the index counts what was
 * made from it. Which journaled events must be told of is written down here once more, apart from the product's own mapping.
 * Prints one line of JSON: counts; {@code missing}, {@code unknown}, {@code holes} and {@code out_of_order} should be 0, and
 * {@code repeated} may be more: at least once is the promise.
 */
public final class CountEvents {
  private static final List<String> STREAMS = List.of("conversation", "visit", "schedule", "patient", "practice", "queue", "reminder", "waiting");

  /** Where the journal's name of a kind is not the stream's. */
  private static final Map<String, String> STREAM_OF = Map.of("waiting-list", "waiting");

  /** Of each of these at least one event is made; of others perhaps. */
  private static final Set<String> TOLD =
      Set.of(
          "conversation.started", "conversation.turn-taken", "conversation.dispatched",
          "visit.opened", "visit.confirmed", "visit.cancelled", "visit.rescheduled",
          "schedule.availability-defined", "schedule.slot-booked", "schedule.booking-released",
          "patient.registered", "patient.profile-changed", "practice.configured",
          "queue.day-opened", "queue.setup-changed", "queue.ticket-issued", "queue.ticket-called", "queue.ticket-recalled",
          "queue.ticket-skipped", "queue.ticket-missed", "queue.ticket-returned", "queue.service-started", "queue.service-finished",
          "queue.ticket-retriaged", "queue.ticket-transferred", "queue.ticket-left", "queue.ticket-neared", "queue.command-undone",
          "queue.paused", "queue.resumed", "queue.day-closed",
          "reminder.planned", "reminder.changed", "reminder.stopped", "reminder.occurrence-told", "reminder.occurrence-done",
          "reminder.occurrence-snoozed", "reminder.occurrences-dropped",
          "waiting-list.entry-added", "waiting-list.entry-left", "waiting-list.slot-offered", "waiting-list.offer-accepted",
          "waiting-list.offer-declined", "waiting-list.offer-expired", "waiting-list.offer-lost");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int EXAMPLES = 5;

  /** Ids as they came first, by key. */
  private final Map<String, List<String>> firsts = new LinkedHashMap<>();

  private final Set<String> ids = new HashSet<>();
  private final Map<String, List<String>> examples = new LinkedHashMap<>();
  private long records;

  private CountEvents() {}

  /** Arguments: JDBC URL, brokers, prefix of the topics. */
  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      System.err.println("usage: CountEvents JDBC_URL BOOTSTRAP TOPIC_PREFIX");
      System.exit(2);
    }
    CountEvents count = new CountEvents();
    count.consume(args[1], args[2]);
    try (Connection connection = DriverManager.getConnection(args[0])) {
      System.out.println(new ObjectMapper().writeValueAsString(count.compare(connection)));
    }
  }

  private void consume(String bootstrap, String prefix) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false", "isolation.level", "read_committed");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String stream : STREAMS) {
        for (PartitionInfo info : consumer.partitionsFor(prefix + ".events." + stream, PATIENCE)) {
          partitions.add(new TopicPartition(info.topic(), info.partition()));
        }
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the broker did not hand over all records in " + PATIENCE.toSeconds() + " s");
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          record(record);
          deadline = System.nanoTime() + PATIENCE.toNanos();
        }
      }
    }
  }

  private void record(ConsumerRecord<String, byte[]> record) {
    records++;
    Header header = record.headers().lastHeader("ce_id");
    if (header == null) {
      throw new IllegalStateException("an event without ce_id: mend this program, or the product");
    }
    String id = new String(header.value(), StandardCharsets.UTF_8);
    if (ids.add(id)) {
      firsts.computeIfAbsent(record.topic() + " " + record.key(), key -> new ArrayList<>()).add(id);
    }
  }

  private Map<String, Object> compare(Connection connection) throws SQLException {
    Set<String> journaled = new HashSet<>();
    List<String> missing = new ArrayList<>();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(1000);
      try (ResultSet rows =
          statement.executeQuery("select persistence_id, sequence_number, event_ser_manifest from journal.event_journal")) {
        while (rows.next()) {
          String manifest = rows.getString(3);
          String kind = manifest.substring(0, manifest.indexOf(':'));
          String persistenceId = rows.getString(1);
          String journal = kind.substring(0, kind.indexOf('.'));
          String base =
              STREAM_OF.getOrDefault(journal, journal) + "/" + persistenceId.substring(persistenceId.indexOf('|') + 1) + "/" + rows.getLong(2);
          journaled.add(base);
          if (TOLD.contains(kind) && !ids.contains(base + "/0")) {
            missing.add(base);
          }
        }
      }
    }
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("journaled", journaled.size());
    found.put("records", records);
    found.put("events", ids.size());
    found.put("repeated", records - ids.size());
    count(found, "missing", missing);
    count(found, "unknown", ids.stream().filter(id -> !journaled.contains(base(id))).toList());
    count(found, "holes", holes());
    count(found, "out_of_order", outOfOrder());
    found.put("examples", examples);
    return found;
  }

  /** Where one of several events that a journaled one makes is not there. */
  private List<String> holes() {
    Map<String, TreeSet<Integer>> indexes = new HashMap<>();
    for (String id : ids) {
      indexes.computeIfAbsent(base(id), key -> new TreeSet<>()).add(index(id));
    }
    return indexes.entrySet().stream()
        .filter(entry -> entry.getValue().last() != entry.getValue().size() - 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<String> outOfOrder() {
    List<String> late = new ArrayList<>();
    for (List<String> ofOne : firsts.values()) {
      long number = -1;
      int index = -1;
      for (String id : ofOne) {
        long thisNumber = Long.parseLong(base(id).substring(base(id).lastIndexOf('/') + 1));
        if (thisNumber < number || (thisNumber == number && index(id) < index)) {
          late.add(id);
        }
        number = thisNumber;
        index = index(id);
      }
    }
    return late;
  }

  private static String base(String id) {
    return id.substring(0, id.lastIndexOf('/'));
  }

  private static int index(String id) {
    return Integer.parseInt(id.substring(id.lastIndexOf('/') + 1));
  }

  private void count(Map<String, Object> found, String name, List<String> which) {
    found.put(name, which.size());
    if (!which.isEmpty()) {
      examples.put(name, which.stream().limit(EXAMPLES).toList());
    }
  }
}
