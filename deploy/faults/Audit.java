import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks into the database after a fault: is every acknowledged message in the journal exactly once, is every reply that the
 * journal owes with the provider, is every booked slot one visit's, is nothing owed any more? Reads only; opens nothing sealed.
 *
 * <p>{@code java -cp 'http-edge/target/dist/lib/*' deploy/faults/Audit.java JDBC_URL ACKNOWLEDGED ACCEPTED SETTLE_SECONDS}
 *
 * <p>ACKNOWLEDGED is a file of the acknowledged messages' ids, ACCEPTED one of our own identifiers of what the provider accepted, one
 * a line. Waits up to SETTLE_SECONDS until nothing is owed and the read models have caught up, then looks; prints one line of
 * JSON: counts, all of which should be 0 (but {@code events}, {@code bookings}, {@code settled_ms}), and {@code examples} of ids.
 */
public final class Audit {
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
  private static final int EXAMPLES = 5;

  private static final String BEHIND =
      """
      select count(*) from read.akka_projection_offset_store o
      join journal.event_tag t on t.tag = o.projection_key and t.event_id > o.current_offset::bigint
      where o.manifest = 'SEQ'
      """;
  private static final String OUTBOX =
      "select count(*) from read.message where direction = 'out' and status = 0";
  private static final String GAPS =
      """
      select count(*) from (
        select 1 from journal.event_journal group by persistence_id
        having max(sequence_number) <> count(*)) gap
      """;
  private static final String DOUBLE_BOOKED_IN_LIST =
      """
      select count(*) from (
        select 1 from read.appointment where status in ('BOOKED', 'CONFIRMED')
        group by schedule_id, starts_at having count(*) > 1) twice
      """;
  private static final String BOOKED_TWICE_BY_ONE =
      """
      select count(*) from (
        select 1 from read.appointment where status in ('BOOKED', 'CONFIRMED')
        group by contact_id having count(*) > 1) twice
      """;
  private static final String BOOKING_WITHOUT_VISIT =
      """
      select count(*) from read.slot_booking b where not exists (
        select 1 from read.appointment a where a.visit_id = b.visit_id
          and a.schedule_id = b.schedule_id and a.starts_at = b.starts_at
          and a.status in ('BOOKED', 'CONFIRMED'))
      """;
  private static final String VISIT_WITHOUT_BOOKING =
      """
      select count(*) from read.appointment a where a.status in ('BOOKED', 'CONFIRMED') and not exists (
        select 1 from read.slot_booking b where b.visit_id = a.visit_id
          and a.schedule_id = b.schedule_id and a.starts_at = b.starts_at)
      """;
  private static final String EVENTS =
      """
      select persistence_id, event_ser_manifest, event_payload from journal.event_journal
      where event_ser_manifest ~ '^(conversation|schedule|visit)\\.'
      order by persistence_id, sequence_number
      """;

  private final Map<String, Integer> inbound = new HashMap<>();
  private final Set<String> outbound = new HashSet<>();
  private final Map<String, Integer> dispatched = new HashMap<>();
  private final Map<String, Integer> opened = new HashMap<>();
  private final Map<String, Set<String>> bookings = new HashMap<>();
  private final Map<String, Object> found = new LinkedHashMap<>();
  private final Map<String, List<String>> examples = new LinkedHashMap<>();
  private int events;
  private int doubleBooked;
  private int abandoned;

  private Audit() {}

  /** Arguments: JDBC URL, two files, seconds. */
  public static void main(String[] args) throws Exception {
    if (args.length != 4) {
      System.err.println("usage: Audit JDBC_URL ACKNOWLEDGED_FILE ACCEPTED_FILE SETTLE_SECONDS");
      System.exit(2);
    }
    List<String> acknowledged = Files.readAllLines(Path.of(args[1]));
    Set<String> accepted = new HashSet<>(Files.readAllLines(Path.of(args[2])));
    try (Connection connection = DriverManager.getConnection(args[0])) {
      System.out.println(
          new ObjectMapper()
              .writeValueAsString(
                  new Audit()
                      .look(connection, acknowledged, accepted, Duration.ofSeconds(Long.parseLong(args[3])))));
    }
  }

  private Map<String, Object> look(
      Connection connection, List<String> acknowledged, Set<String> accepted, Duration settle)
      throws Exception {
    found.put("settled_ms", settle(connection, settle));
    readJournal(connection);
    found.put("events", events);
    count("acknowledged_not_journaled", acknowledged.stream().filter(id -> !inbound.containsKey(id)).toList());
    count("journaled_twice", twice(inbound));
    count("not_logged_once", notLoggedOnce(connection, acknowledged));
    count("replies_lost", outbound.stream().filter(own -> !accepted.contains(own)).toList());
    count("sent_unknown", accepted.stream().filter(own -> !outbound.contains(own)).toList());
    count("dispatched_twice", twice(dispatched));
    found.put("replies_given_up", abandoned);
    count("visits_opened_twice", twice(opened));
    found.put("bookings", bookings.values().stream().mapToInt(Set::size).sum());
    found.put("double_booked", Math.max(doubleBooked, number(connection, DOUBLE_BOOKED_IN_LIST)));
    found.put("bookings_of_one_person_twice", number(connection, BOOKED_TWICE_BY_ONE));
    found.put("bookings_without_visit", number(connection, BOOKING_WITHOUT_VISIT));
    found.put("visits_without_booking", number(connection, VISIT_WITHOUT_BOOKING));
    found.put("open_debts", debts(connection));
    found.put("outbox", number(connection, OUTBOX));
    found.put("behind", number(connection, BEHIND));
    found.put("stopped", number(connection, "select count(*) from read.stopped_slice"));
    found.put("quarantined", number(connection, "select count(*) from journal.quarantine"));
    found.put("gaps", number(connection, GAPS));
    found.put("examples", examples);
    return found;
  }

  /** Milliseconds until nothing was owed and nothing behind, or that it took too long: then the counts say what is left. */
  private static long settle(Connection connection, Duration limit) throws Exception {
    Instant began = Instant.now();
    while (debts(connection) + number(connection, BEHIND) + number(connection, OUTBOX) > 0
        && Duration.between(began, Instant.now()).compareTo(limit) < 0) {
      Thread.sleep(250);
    }
    return Duration.between(began, Instant.now()).toMillis();
  }

  private void readJournal(Connection connection) throws SQLException, IOException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // With auto-commit the driver would take the whole journal into memory.
      statement.setFetchSize(1000);
      try (ResultSet rows = statement.executeQuery(EVENTS)) {
        while (rows.next()) {
          String entity = rows.getString(1);
          event(entity.substring(entity.indexOf('|') + 1), rows.getString(2), CBOR.readTree(rows.getBytes(3)));
        }
      }
    }
    connection.setAutoCommit(true);
  }

  /** Whatever its kind, an event that brings a message in names it under "inbound", and what it owes under "outbound". */
  private void event(String id, String manifest, JsonNode event) {
    events++;
    String kind = manifest.substring(0, manifest.indexOf(':'));
    if (kind.startsWith("conversation.")) {
      if (event.hasNonNull("inbound")) {
        inbound.merge(text(event.get("inbound"), "id", manifest), 1, Integer::sum);
      }
      // What staff wrote on the practice's own phone was sent without us.
      JsonNode owed = kind.equals("conversation.staff-echoed") ? null : event.get("outbound");
      if (owed != null && owed.isArray()) {
        owed.forEach(message -> outbound.add(id + "/" + text(message, "number", manifest)));
      } else if (owed != null && owed.isObject()) {
        outbound.add(id + "/" + text(owed, "number", manifest));
      }
      event.path("withdrawn").forEach(number -> outbound.remove(id + "/" + number.asText()));
    }
    switch (kind) {
      case "conversation.dispatched" -> dispatched.merge(id + "/" + text(event, "number", manifest), 1, Integer::sum);
      case "conversation.send-abandoned" -> abandoned++;
      case "visit.opened" -> opened.merge(id, 1, Integer::sum);
      case "schedule.slot-booked" -> {
        Set<String> visits = bookings.computeIfAbsent(id + " " + text(event, "start", manifest), slot -> new HashSet<>());
        if (visits.add(text(event, "visitId", manifest)) && visits.size() > 1) {
          doubleBooked++;
          example("double_booked", id);
        }
      }
      case "schedule.booking-released" ->
          bookings.getOrDefault(id + " " + text(event, "start", manifest), new HashSet<>())
              .remove(text(event, "visitId", manifest));
      default -> {
        // Nothing else tells of messages, visits or slots.
      }
    }
  }

  /** A renamed field must not make a check pass. */
  private static String text(JsonNode node, String field, String manifest) {
    if (!node.hasNonNull(field)) {
      throw new IllegalStateException(manifest + " has no " + field + " any more: mend this audit");
    }
    return node.get(field).asText();
  }

  private static List<String> notLoggedOnce(Connection connection, List<String> acknowledged) throws SQLException {
    Map<String, Integer> logged = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select provider_id, count(*) from read.message where direction = 'in' group by 1")) {
      while (rows.next()) {
        logged.put(rows.getString(1), rows.getInt(2));
      }
    }
    return acknowledged.stream().filter(id -> logged.getOrDefault(id, 0) != 1).toList();
  }

  /** Every table of {@code read} that lists what is owed. */
  private static int debts(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = 'read' and table_name like 'owed\\_by\\_%'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    if (tables.isEmpty()) {
      throw new IllegalStateException("no table lists what is owed any more: mend this audit");
    }
    int debts = 0;
    for (String table : tables) {
      debts += number(connection, "select count(*) from read." + table);
    }
    return debts;
  }

  private static List<String> twice(Map<String, Integer> counts) {
    return counts.entrySet().stream().filter(entry -> entry.getValue() > 1).map(Map.Entry::getKey).toList();
  }

  private void count(String name, List<String> ids) {
    found.put(name, ids.size());
    ids.stream().limit(EXAMPLES).forEach(id -> example(name, id));
  }

  private void example(String name, String id) {
    List<String> some = examples.computeIfAbsent(name, key -> new ArrayList<>());
    if (some.size() < EXAMPLES) {
      some.add(id);
    }
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }
}
