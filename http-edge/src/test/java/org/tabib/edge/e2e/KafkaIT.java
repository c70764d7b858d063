package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tabib.edge.e2e.TestBroker.Received;
import org.tabib.engine.practice.AfyaPractice;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.projections.integration.EventType;

/** Kafka as other systems see it: a real broker, a whole node, patients who book. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String[] OUT = {
    "tabib.events.conversation",
    "tabib.events.visit",
    "tabib.events.schedule",
    "tabib.events.patient",
    "tabib.events.practice",
    "tabib.events.queue",
    "tabib.events.reminder",
    "tabib.events.waiting"
  };
  private static final String IN = "tabib.inbound";
  private static final String DEAD = "tabib.inbound.dead";
  private static final String HIS = "https://his.example";

  /** Journaled events that always have something to say outside. */
  private static final Map<String, String> TOLD =
      Map.of(
          "Conversation", "conversation",
          "Visit", "visit",
          "Patient", "patient",
          "ClinicQueue", "queue",
          "Reminder", "reminder");

  private static final Set<String> SILENT =
      Set.of(
          "conversation.effect-settled:1",
          "conversation.effect-deferred:1",
          "conversation.send-deferred:1",
          "queue.day-shown:1",
          "visit.slot-given-back:1");

  private static TestBroker broker;
  private static NodeUnderTest node;

  @BeforeAll
  static void start() throws Exception {
    broker = new TestBroker();
    node = NodeUnderTest.start(settings(false));
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
    broker.close();
  }

  private static Map<String, String> settings(boolean personal) {
    return Map.of(
        "tabib.kafka.bootstrap", broker.bootstrap(),
        "tabib.kafka.personal-data", Boolean.toString(personal),
        "tabib.kafka.topics.partitions", "2");
  }

  @Test
  @Order(1)
  void bookingIsToldInOrderByContractAndWithoutWhoItIs() {
    Patient asha = node.newPatient("Asha Planted").books("Asha Planted", "Fever since two days");
    awaitEverythingPublished();

    List<Received> all = broker.records(OUT);
    for (Received record : all) {
      assertThat(problems(record)).as(record.headers().get("ce_type")).isEmpty();
      assertThat(json(record).get("subject").asText()).isEqualTo(record.key());
      assertThat(record.headers())
          .containsEntry("content-type", "application/cloudevents+json; charset=UTF-8")
          .containsEntry("ce_id", json(record).get("id").asText())
          .containsEntry("ce_source", "urn:tabib:practice:" + record.headers().get("ce_practice"))
          .containsEntry("schema-version", "1");
      assertThat(record.headers().get("ce_practice")).isIn(DemoPractice.ID, AfyaPractice.ID);
      assertThat(record.text() + record.key() + record.headers())
          .doesNotContain("Planted", "Fever", asha.number(), "wamid", base64(asha.number()));
    }
    List<Received> hers = of(all, "conversation", asha.conversationId());
    assertThat(types(hers))
        .startsWith("conversation.started", "conversation.message-received")
        .contains("conversation.consent-given", "conversation.message-sent");
    assertThat(sequences(hers)).isSorted().doesNotHaveDuplicates();
    JsonNode booked =
        data(all.stream().filter(r -> type(r).equals("visit.booked")).findFirst().orElseThrow());
    assertThat(booked.get("conversationId").asText()).isEqualTo(asha.conversationId());
    assertThat(types(of(all, "schedule", booked.get("time").get("scheduleId").asText())))
        .containsSubsequence("schedule.availability-defined", "slot.booked");
    assertThat(types(of(all, "patient", booked.get("patientId").asText())))
        .containsExactly("patient.registered");
  }

  @Test
  @Order(2)
  void theClinicsDayIsToldAsWellAndNotWhyStaffDidThings() throws Exception {
    Patient mira = node.newPatient("Mira Planted").books("Mira Planted", "Cough");
    String patient = patientOf(mira);
    String queue = "/api/v1/queues/" + DemoPractice.config(1, List.of()).clinics().getFirst().id();
    String tickets = queue + "/tickets";
    JsonNode ticket =
        command(
            tickets,
            "{\"servicePoint\":\"general\",\"patient\":{\"patientId\":\"%s\"}}".formatted(patient));
    String label = ticket.get("label").asText();
    command(tickets + "/" + label + "/call", "{\"room\":\"1\",\"reason\":\"Planted override\"}");
    command(tickets + "/" + label + "/start", "");
    command(tickets + "/" + label + "/finish", "");
    command(queue + "/pause", "{\"reason\":\"Planted pause\"}");
    command(queue + "/resume", "{}");
    // Whom to tell is known to the read model of conversations.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                command(
                    "/api/v1/patients/" + patient + "/courses",
                    "{\"medicine\":\"Planted medicine\",\"dose\":\"500 mg\",\"sig\":\"1-0-1 x 5 days\"}"));
    String doctor = items("/api/v1/doctors").getFirst().get("id").asText();
    JsonNode entry =
        command(
            "/api/v1/waiting-list",
            "{\"patientId\":\"%s\",\"doctorId\":\"%s\",\"latest\":\"%s\"}"
                .formatted(patient, doctor, LocalDate.now(ZoneOffset.UTC).plusDays(20)));
    awaitEverythingPublished();

    List<Received> all = broker.records(OUT);
    assertThat(all)
        .allSatisfy(
            record -> {
              assertThat(problems(record)).as(record.headers().get("ce_type")).isEmpty();
              assertThat(record.text() + record.headers()).doesNotContain("Planted");
            });
    List<Received> day = of(all, "queue", ticket.get("queue").asText());
    assertThat(types(day))
        .startsWith("queue.opened", "ticket.issued")
        .containsSubsequence(
            "ticket.called", "ticket.started", "ticket.served", "queue.paused", "queue.resumed");
    assertThat(sequences(day)).isSorted().doesNotHaveDuplicates();
    JsonNode called =
        data(day.stream().filter(r -> type(r).equals("ticket.called")).findFirst().orElseThrow());
    assertThat(called.at("/ticket/label").asText()).isEqualTo(label);
    assertThat(called.at("/ticket/patientId").asText()).isEqualTo(patient);
    assertThat(called.at("/outOfTurn").asBoolean()).isTrue();
    assertThat(all)
        .filteredOn(record -> type(record).equals("reminder.planned"))
        .singleElement()
        .satisfies(record -> assertThat(data(record).at("/kind").asText()).isEqualTo("medication"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(broker.records(OUT))
                    .filteredOn(record -> type(record).equals("waiting.added"))
                    .singleElement()
                    .satisfies(
                        record -> {
                          assertThat(problems(record)).isEmpty();
                          assertThat(data(record).at("/entryId").asText())
                              .isEqualTo(entry.get("id").asText());
                        }));
  }

  private static String patientOf(Patient person) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                node.stored()
                    .column(
                        "select patient_id from read.appointment where conversation_id = ?",
                        person.conversationId()),
            found -> !found.isEmpty())
        .getFirst();
  }

  private static JsonNode command(String path, String body) throws IOException {
    var response = NodeUnderTest.post(node.uri(path), body.getBytes(StandardCharsets.UTF_8), null);
    assertThat(response.statusCode()).as(path + " " + response.body()).isIn(200, 201);
    return JSON.readTree(response.body());
  }

  @Test
  @Order(3)
  void nothingIsLostWhileTheBrokerIsAwayAndPatientsDoNotNotice() throws Exception {
    broker.stop();
    Patient tara = node.newPatient("Tara").books("Tara Rao", "Headache");
    assertThat(node.get("/health/ready").statusCode()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> node.get("/metrics").body(), KafkaIT::saysThatVisitsLag);

    broker.start();
    awaitEverythingPublished();

    List<Received> hers = of(broker.records(OUT), "conversation", tara.conversationId());
    assertThat(sequences(hers).stream().distinct().toList())
        .as("repetitions apart")
        .isSorted()
        .hasSizeGreaterThan(10);
  }

  @Test
  @Order(4)
  void publicationGoesOnWhereItStoodAndOpensWhatIsWanted() throws Exception {
    awaitEverythingPublished();
    awaitCaughtUp();
    List<Received> before = broker.records(OUT);
    node.restart(settings(true));
    Patient rani = node.newPatient("Rani").books("Rani Opened", "Cough");
    awaitEverythingPublished();

    Set<String> old = before.stream().map(KafkaIT::place).collect(Collectors.toSet());
    List<Received> fresh =
        broker.records(OUT).stream().filter(record -> !old.contains(place(record))).toList();
    assertThat(fresh)
        .extracting(KafkaIT::id)
        .doesNotContainAnyElementsOf(before.stream().map(KafkaIT::id).toList());
    assertThat(fresh)
        .extracting(Received::text)
        .anyMatch(text -> text.contains("Rani Opened"))
        .anyMatch(text -> text.contains(rani.number()));
    assertThat(fresh).allSatisfy(record -> assertThat(problems(record)).isEmpty());
  }

  private static String place(Received record) {
    return record.topic() + "/" + record.partition() + "/" + record.offset();
  }

  @Test
  @Order(5)
  void visitsOfOtherSystemsAreBookedOnceChangedAndCancelled() throws Exception {
    String doctor = items("/api/v1/doctors").getFirst().get("id").asText();
    String start = freeSlots(doctor).get(3);
    String booked = booked("e-1", "A-17", doctor, start, profile("Elsewhere Person"));
    send("A-17", booked);
    String visitId =
        await()
            .atMost(PATIENCE)
            .until(() -> visitOf(doctor, start), found -> !found.isEmpty())
            .getFirst();
    JsonNode visit = api("/api/v1/appointments/" + visitId);
    assertThat(visit.get("status").asText()).isEqualTo("booked");
    assertThat(freeSlots(doctor)).doesNotContain(start);

    send("A-17", booked);
    send("B-1", booked("e-2", "B-1", doctor, start, profile("Somebody Else")));
    assertThat(dead("slot-taken").key()).isEqualTo("B-1");
    awaitMetric("tabib_kafka_inbound_total{outcome=\"repeated\"} 1.0");
    assertThat(visitOf(doctor, start)).containsExactly(visitId);

    String changed =
        event(
            "e-3",
            "patient.demographics-changed",
            "{\"patient\":{\"identifier\":{\"system\":\"%s\",\"value\":\"P-A-17\"}},\"name\":\"Changed Person\"}"
                .formatted(HIS));
    String patient = "/api/v1/patients/" + visit.get("patientId").asText();
    send("A-17", changed);
    await().atMost(PATIENCE).until(() -> api(patient).toString().contains("Changed Person"));
    send("A-17", changed.replace("e-3", "e-4").replace("Changed", "Newer"));
    await().atMost(PATIENCE).until(() -> api(patient).toString().contains("Newer Person"));
    send("A-17", changed);
    awaitMetric("tabib_kafka_inbound_total{outcome=\"repeated\"} 2.0");
    assertThat(api(patient).toString()).contains("Newer Person");

    String cancelled =
        event(
            "e-5",
            "visit.cancelled-elsewhere",
            "{\"visit\":{\"identifier\":{\"system\":\"%s\",\"value\":\"A-17\"}}}".formatted(HIS));
    send("A-17", cancelled);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                api("/api/v1/appointments/" + visitId).get("status").asText().equals("cancelled"));
    await().atMost(PATIENCE).until(() -> freeSlots(doctor).contains(start));
    send("A-17", booked.replace("e-1", "e-6"));
    send("A-17", cancelled.replace("e-5", "e-7"));
    awaitMetric("tabib_kafka_inbound_total{outcome=\"applied\"} 6.0");
    assertThat(freeSlots(doctor)).as("a late repetition takes no slot").contains(start);
  }

  @Test
  @Order(6)
  void whatCannotBeUsedIsADeadLetterAndHoldsNobodyUp() throws Exception {
    String doctor = items("/api/v1/doctors").getFirst().get("id").asText();
    String start = freeSlots(doctor).get(5);
    String key = "one-partition";
    send(key, "{ this is no JSON: Secret Name");
    send(key, event("d-1", "visit.booked-elsewhere", "{\"doctorId\":\"Secret Name\"}"));
    send(key, booked("d-2", "C-1", "no-such-doctor", start, profile("Nobody")));
    send(key, booked("d-3", "C-2", doctor, start, ""));
    send(key, booked("d-4", "C-3", doctor, "2020-01-01T09:00:00Z", profile("Too Late")));
    send(
        key,
        event(
            "d-5",
            "visit.cancelled-elsewhere",
            "{\"visit\":{\"identifier\":{\"system\":\"%s\",\"value\":\"never\"}}}".formatted(HIS)));
    send(key, booked("d-6", "C-4", doctor, start, profile("Good One")));

    await().atMost(PATIENCE).until(() -> !visitOf(doctor, start).isEmpty());
    List<Received> buried =
        broker.records(DEAD).stream().filter(record -> key.equals(record.key())).toList();
    assertThat(buried)
        .extracting(record -> record.headers().get("dead-reason"))
        .containsExactly(
            "unparseable",
            "schema",
            "doctor-unknown",
            "patient-unknown",
            "slot-in-the-past",
            "visit-unknown");
    assertThat(buried)
        .allSatisfy(
            record -> {
              assertThat(record.headers())
                  .containsEntry("dead-topic", IN)
                  .containsKeys("dead-partition", "dead-offset", "dead-detail");
              assertThat(record.headers().toString()).doesNotContain("Secret");
            });
    assertThat(IntStream.range(0, buried.size()).mapToObj(i -> origin(buried.get(i))))
        .as("where each came from")
        .isEqualTo(sent(key).limit(buried.size()).toList());
    assertThat(buried.getFirst().text()).startsWith("{ this is no JSON");
  }

  private static String origin(Received dead) {
    return dead.headers().get("dead-partition") + "/" + dead.headers().get("dead-offset");
  }

  private static Stream<String> sent(String key) {
    return broker.records(IN).stream()
        .filter(record -> key.equals(record.key()))
        .map(record -> record.partition() + "/" + record.offset());
  }

  private static void send(String key, String value) throws Exception {
    broker.send(IN, key, value);
  }

  private static String event(String id, String type, String data) {
    return """
        {"specversion":"1.0","id":"%s","source":"%s","type":"org.tabib.%s.v1",
         "time":"%s","practice":"%s","datacontenttype":"application/json","data":%s}
        """
        .formatted(id, HIS, type, Instant.now(), DemoPractice.ID, data);
  }

  private static String profile(String name) {
    return ",\"profile\":{\"name\":\"%s\",\"birthDate\":\"1990-05-01\",\"sex\":\"female\"}"
        .formatted(name);
  }

  private static String booked(
      String id, String visit, String doctor, String start, String profile) {
    return event(
        id,
        "visit.booked-elsewhere",
        """
        {"visit":{"identifier":{"system":"%1$s","value":"%2$s"}},
         "patient":{"identifier":{"system":"%1$s","value":"P-%2$s"}%5$s},
         "doctorId":"%3$s","start":"%4$s"}
        """
            .formatted(HIS, visit, doctor, start, profile));
  }

  private static Received dead(String reason) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                broker.records(DEAD).stream()
                    .filter(record -> reason.equals(record.headers().get("dead-reason")))
                    .findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  private static List<String> visitOf(String doctor, String start) {
    return items("/api/v1/appointments?status=booked&doctor=" + doctor).stream()
        .filter(item -> Instant.parse(at(item)).equals(Instant.parse(at(start))))
        .map(item -> item.get("id").asText())
        .toList();
  }

  private static String at(JsonNode item) {
    return at(item.get("start").asText());
  }

  private static String at(String time) {
    return java.time.OffsetDateTime.parse(time).toInstant().toString();
  }

  private static List<String> freeSlots(String doctor) {
    return items("/api/v1/slots?doctor=" + doctor).stream()
        .map(item -> item.get("start").asText())
        .toList();
  }

  private static List<JsonNode> items(String path) {
    List<JsonNode> items = new ArrayList<>();
    api(path).get("items").forEach(items::add);
    return items;
  }

  private static JsonNode api(String path) {
    var response = node.get(path.replace("+", URLEncoder.encode("+", StandardCharsets.UTF_8)));
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean saysThatVisitsLag(String metrics) {
    return metrics
        .lines()
        .filter(
            line ->
                line.startsWith("tabib_projection_current_lag_seconds{projection=\"kafka-visit\""))
        .anyMatch(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) > 0);
  }

  private static void awaitMetric(String line) {
    await().atMost(PATIENCE).until(() -> node.get("/metrics").body().contains(line));
  }

  private static void awaitCaughtUp() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                node.get("/metrics")
                    .body()
                    .lines()
                    .filter(
                        line ->
                            line.startsWith(
                                "tabib_projection_current_lag_seconds{projection=\"kafka-"))
                    .allMatch(line -> line.endsWith(" 0.0")));
  }

  /** Every event that the journal holds now has come out, whatever came twice. */
  private static void awaitEverythingPublished() {
    List<String> journaled =
        node.stored()
            .column(
                "select persistence_id || '|' || sequence_number || '|' || event_ser_manifest"
                    + " from journal.event_journal");
    Set<String> expected =
        journaled.stream()
            .map(row -> row.split("\\|"))
            .filter(row -> TOLD.containsKey(row[0]) && !SILENT.contains(row[3]))
            .map(row -> TOLD.get(row[0]) + "/" + row[1] + "/" + row[2])
            .collect(Collectors.toSet());
    assertThat(expected).isNotEmpty();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        broker.records(OUT).stream()
                            .map(KafkaIT::id)
                            .map(id -> id.substring(0, id.lastIndexOf('/')))
                            .collect(Collectors.toSet()))
                    .containsAll(expected));
  }

  /** Of one key of one topic; a person's patient and conversation may have the same id. */
  private static List<Received> of(List<Received> all, String stream, String key) {
    return all.stream()
        .filter(record -> record.topic().equals("tabib.events." + stream))
        .filter(record -> record.key().equals(key))
        .toList();
  }

  private static List<String> types(List<Received> records) {
    return records.stream().map(KafkaIT::type).toList();
  }

  private static List<String> sequences(List<Received> records) {
    return records.stream().map(record -> json(record).get("sequence").asText()).toList();
  }

  private static String type(Received record) {
    String type = record.headers().get("ce_type");
    return type.substring("org.tabib.".length(), type.lastIndexOf(".v"));
  }

  private static String id(Received record) {
    return record.headers().get("ce_id");
  }

  private static String base64(String number) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(number.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(Received record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode data(Received record) {
    return json(record).get("data");
  }

  private static final Map<String, JsonSchema> SCHEMAS = new HashMap<>();

  private static List<String> problems(Received record) {
    EventType type =
        Stream.of(EventType.values())
            .filter(one -> one.type().equals(record.headers().get("ce_type")))
            .findFirst()
            .orElseThrow();
    return Stream.of(
            schema("/events/envelope.v1.schema.json").validate(json(record)),
            schema(type.schemaResource()).validate(data(record)))
        .flatMap(Set::stream)
        .map(Object::toString)
        .toList();
  }

  private static JsonSchema schema(String resource) {
    return SCHEMAS.computeIfAbsent(
        resource,
        name -> {
          try (var in = EventType.class.getResourceAsStream(name)) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                    JSON.readTree(in),
                    SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
