package org.tabib.edge.e2e;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.sql.ResultSetMetaData;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.tabib.engine.conversation.Conversation;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.conversation.ConversationReply;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.CommandKey;
import org.tabib.engine.visit.ConsultationNote;
import org.tabib.engine.visit.Diagnosis;
import org.tabib.engine.visit.Visit;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitCommand.Advance.Step;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitReply;

/** Nothing about a person is written in clear: not in any table, not in the log. */
class SealingIT {
  private static final String PROFILE = "Zyxquilla";
  private static final String NAME = "Qwoxanda";
  private static final String FAMILY_MEMBER = "Vorzumba";
  private static final String COMPLAINT = "cough since jhuvember";
  private static final String FREE_TEXT = "xanthophorus";
  private static final String STAFF_TEXT = "grelbinator";
  private static final String QUARANTINED = "plumbagosh";
  private static final String NOTES = "frobnitis";
  private static final String CODE = "Z97.8Q";
  private static final String DIAGNOSIS = "wamblecropt";
  private static final String DOCTORS_ADVICE = "quockerwodger";
  private static final String AMENDED = "snollygoster";
  private static final String WHY_AMENDED = "taradiddle";
  private static final String REVIEW = "flibbertigib";
  private static final String NEWS = "gongoozler";
  private static final String WHY_FIRST = "cattywampus";
  private static final String WHY_URGENT = "collywobbles";
  private static final String WHY_PAUSED = "bumfuzzle";
  private static final String WHY_CLOSED = "lollygagging";

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @Test
  void plantedValuesAreInNoTableAndNotInTheLog() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Logger ours = (Logger) LoggerFactory.getLogger("org.tabib");
    log.start();
    root.addAppender(log);
    ours.setLevel(Level.DEBUG);
    try (NodeUnderTest node = NodeUnderTest.start()) {
      Patient patient = node.newPatient(PROFILE);
      plant(node, patient);
      treat(node, patient);
      runTheQueue(node);
      node.restart();
      patient.says("my visits").hears("Your upcoming visits");
      await()
          .until(
              () ->
                  node.stored()
                          .count(
                              "select count(*) from read.message where conversation_id = ?",
                              patient.conversationId())
                      > 50);
      assertThat(snapshots(node, patient)).isPositive();
      await()
          .untilAsserted(
              () ->
                  assertThat(node.get("/api/v1/messages/search?q=" + FREE_TEXT).body())
                      .contains(FREE_TEXT + " 7"));
      assertThat(node.get("/api/v1/messages/search?limit=0&q=" + FREE_TEXT).statusCode())
          .isEqualTo(400);

      List<String> planted =
          List.of(
              PROFILE,
              NAME,
              FAMILY_MEMBER,
              "jhuvember",
              FREE_TEXT,
              STAFF_TEXT,
              QUARANTINED,
              NOTES,
              CODE,
              DIAGNOSIS,
              DOCTORS_ADVICE,
              AMENDED,
              WHY_AMENDED,
              REVIEW,
              NEWS,
              WHY_FIRST,
              WHY_URGENT,
              WHY_PAUSED,
              WHY_CLOSED,
              patient.number());
      assertThat(node.tables()).contains("journal.event_journal", "journal.snapshot");
      for (String table : node.tables()) {
        assertThat(found(node, table, planted)).as(table).isEmpty();
      }
      theSearchFindsWhatIsInClear(node);
      assertThat(lines()).isNotEmpty().noneMatch(line -> containsAny(line, planted));
    } finally {
      root.detachAppender(log);
      ours.setLevel(null);
    }
  }

  private static void plant(NodeUnderTest node, Patient patient) {
    patient.books(NAME + " Verma", COMPLAINT);
    patient.says("book").hears("Who is the visit for?");
    patient.taps("Someone else").hears("What is the patient’s full name?");
    patient.introduces(FAMILY_MEMBER + " Verma", COMPLAINT).choosesFirstSlot();
    patient.taps("Confirm").hears(FAMILY_MEMBER);
    for (int i = 0; i < 20; i++) {
      patient.says(FREE_TEXT + " " + i).hears("");
      // Not three misunderstandings in a row: a human would be called, and the bot be silent.
      patient.says("menu").hears("");
    }
    ConversationReply said =
        ClusterSharding.get(node.node().system())
            .entityRefFor(Conversation.TYPE_KEY, patient.conversationId())
            .<ConversationReply>ask(
                replyTo -> new ConversationCommand.Say("say-1", STAFF_TEXT, "staff-1", replyTo),
                Duration.ofSeconds(5))
            .toCompletableFuture()
            .join();
    assertThat(said).isInstanceOf(ConversationReply.Said.class);
    patient.hears(STAFF_TEXT);
    node.deliver(("{\"" + QUARANTINED + "\":").getBytes(UTF_8));
    await().until(() -> snapshots(node, patient) > 0);
  }

  /**
   * A visit of today, which no chat can book as late as this: told by the patient, consulted,
   * reviewed.
   */
  private static void treat(NodeUnderTest node, Patient patient) throws Exception {
    patient.says("update").hears("Which visit is this for?");
    patient.taps(patient.lastHeard().options().getFirst()).hears("know?");
    patient.says("the " + NEWS + " is better now").hears("can now read it");
    Map<String, String> person = new HashMap<>();
    await()
        .until(
            () -> {
              node.stored()
                  .rows(
                      "select patient_id, contact_id from read.appointment"
                          + " where conversation_id = ? limit 1",
                      row -> person.put(row.getString(1), row.getString(2)),
                      patient.conversationId());
              return !person.isEmpty();
            });
    Map.Entry<String, String> who = person.entrySet().iterator().next();
    String id = Ids.of("sehat", Instant.now(), 7, 7);
    // Where it is noon now, no day ends while this runs.
    ZoneOffset noon = ZoneOffset.ofHours(12 - Instant.now().atOffset(ZoneOffset.UTC).getHour());
    VisitDetails details =
        new VisitDetails(
            who.getKey(),
            who.getValue(),
            null,
            "sehat.doctor",
            "main",
            new Slot("sehat.schedule", Instant.now(), Duration.ofMinutes(15)),
            "ent",
            VisitDetails.BookedBy.STAFF);
    ask(node, id, replyTo -> new VisitCommand.Open(details, null, replyTo));
    ask(node, id, replyTo -> new VisitCommand.CheckIn(noon, replyTo));
    ask(node, id, replyTo -> new VisitCommand.Advance(Step.START, replyTo));
    ask(
        node,
        id,
        replyTo ->
            new VisitCommand.CompleteConsultation(
                new CommandKey("k1", "f1"), note(NOTES), null, noon, "staff", replyTo));
    ask(
        node,
        id,
        replyTo ->
            new VisitCommand.AmendConsultation(
                new CommandKey("k2", "f2"),
                note(AMENDED),
                null,
                WHY_AMENDED,
                noon,
                "staff",
                replyTo));
    ask(node, id, replyTo -> new VisitCommand.Rate(1, replyTo));
    ask(node, id, replyTo -> new VisitCommand.Comment("c", REVIEW, replyTo));
    await()
        .untilAsserted(
            () ->
                assertThat(node.get("/api/v1/appointments/" + id + "/consultation").body())
                    .contains(NOTES, AMENDED, CODE, DIAGNOSIS, DOCTORS_ADVICE, WHY_AMENDED));
    await().untilAsserted(() -> assertThat(node.get("/api/v1/reviews").body()).contains(REVIEW));
  }

  /** A walk-in of whom nothing is known, one who is known, and a day that staff end early. */
  private static void runTheQueue(NodeUnderTest node) {
    String queue = "/api/v1/queues/" + DemoPractice.config(1, List.of()).clinics().getFirst().id();
    String known =
        label(
            command(
                node,
                queue + "/tickets",
                """
                {"servicePoint": "general",
                 "patient": {"new": {"name": "%s", "age": 40, "sex": "male"}}}
                """
                    .formatted(NAME)));
    String unknown = label(command(node, queue + "/tickets", "{\"servicePoint\": \"general\"}"));
    command(
        node,
        queue + "/tickets/" + unknown + "/retriage",
        "{\"urgency\": \"yellow\", \"reason\": \"" + WHY_URGENT + "\"}");
    command(
        node,
        queue + "/tickets/" + known + "/call",
        "{\"room\": \"1\", \"reason\": \"" + WHY_FIRST + "\"}");
    command(node, queue + "/pause", "{\"reason\": \"" + WHY_PAUSED + "\"}");
    assertThat(node.get(queue).body()).contains(WHY_PAUSED);
    command(node, queue + "/close", "{\"reason\": \"" + WHY_CLOSED + "\"}");
    await()
        .untilAsserted(
            () ->
                assertThat(node.get(queue + "/tickets/" + unknown).body())
                    .contains(WHY_URGENT, WHY_CLOSED));
    assertThat(node.get(queue + "/tickets/" + known).body()).contains(WHY_FIRST);
  }

  private static String label(String ticket) {
    Matcher label = Pattern.compile("\"label\":\"([A-Z0-9]+)\"").matcher(ticket);
    assertThat(label.find()).as(ticket).isTrue();
    return label.group(1);
  }

  private static String command(NodeUnderTest node, String path, String body) {
    HttpResponse<String> response = NodeUnderTest.post(node.uri(path), body.getBytes(UTF_8), null);
    assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
    return response.body();
  }

  private static ConsultationNote note(String notes) {
    return new ConsultationNote(
        notes, List.of(new Diagnosis(Diagnosis.ICD_10, null, CODE, DIAGNOSIS)), DOCTORS_ADVICE);
  }

  private static void ask(
      NodeUnderTest node,
      String visit,
      akka.japi.function.Function<ActorRef<VisitReply>, VisitCommand> command) {
    VisitReply reply =
        ClusterSharding.get(node.node().system())
            .entityRefFor(Visit.TYPE_KEY, visit)
            .ask(command, Duration.ofSeconds(5))
            .toCompletableFuture()
            .join();
    assertThat(reply).isInstanceOf(VisitReply.Current.class);
  }

  private static long snapshots(NodeUnderTest node, Patient patient) {
    return node.stored()
        .count(
            "select count(*) from journal.snapshot where persistence_id = ?",
            "Conversation|" + patient.conversationId());
  }

  /** So that an empty result means something. */
  private static void theSearchFindsWhatIsInClear(NodeUnderTest node) {
    assertThat(found(node, "read.practice", List.of("Sehat"))).isNotEmpty();
    assertThat(contains("x\u0000".getBytes(UTF_8), "x")).isTrue();
    assertThat(contains(NAME.getBytes(UTF_16LE), NAME)).isTrue();
    assertThat(contains(NAME.getBytes(UTF_8), FAMILY_MEMBER)).isFalse();
  }

  private static List<String> found(NodeUnderTest node, String table, List<String> words) {
    List<String> found = new ArrayList<>();
    node.stored()
        .rows(
            "select * from " + table,
            row -> {
              ResultSetMetaData columns = row.getMetaData();
              for (int i = 1; i <= columns.getColumnCount(); i++) {
                boolean binary = columns.getColumnTypeName(i).equals("bytea");
                byte[] value = binary ? row.getBytes(i) : bytes(row.getString(i));
                for (String word : words) {
                  if (value != null && contains(value, word)) {
                    found.add(columns.getColumnName(i) + ": " + word);
                  }
                }
              }
            });
    return found;
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(UTF_8);
  }

  private static boolean contains(byte[] value, String word) {
    for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
      byte[] wanted = word.getBytes(charset);
      for (int i = 0; i + wanted.length <= value.length; i++) {
        if (Arrays.equals(value, i, i + wanted.length, wanted, 0, wanted.length)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<String> lines() {
    return log.list.stream()
        .map(
            event ->
                event.getFormattedMessage()
                    + Arrays.toString(event.getArgumentArray())
                    + event.getMDCPropertyMap()
                    + (event.getThrowableProxy() == null
                        ? ""
                        : event.getThrowableProxy().getMessage()))
        .toList();
  }

  private static boolean containsAny(String line, List<String> words) {
    return words.stream().anyMatch(line::contains);
  }
}
