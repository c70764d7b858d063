package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A course of a medicine from the staff's request to the last dose, by a clock that the test has in
 * its hands (REM-2, REM-4).
 */
@ExtendWith(SharedClock.class)
class RemindersIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration MOMENT = Duration.ofSeconds(2);
  private static final String DUE = "It is time for your medicine: Amoxicillin";

  private static final JumpingClock CLOCK = SharedClock.CLOCK;
  private static NodeUnderTest node;

  @BeforeAll
  static void start(NodeUnderTest shared) {
    node = shared;
  }

  @Test
  void dosesOfACourseAreToldAtTheirTimesUntilTheLastOne() throws Exception {
    Patient asha = node.newPatient("Asha").consents();
    Patient silent = node.newPatient("Meera").consents();
    Patient asNeeded = node.newPatient("Lata").consents();
    List<JsonNode> slots = timesAfterTheCourse();

    String needed = registered(asNeeded, slots.get(2));
    JsonNode none = course(needed, "SOS", 200);
    assertThat(none.path("asNeeded").asBoolean()).isTrue();
    JsonNode planned = course(registered(asha, slots.get(0)), "1-0-1 x 2 days", 201);
    String reminder = planned.at("/reminder/id").asText();
    List<Instant> doses = doses(planned);
    assertThat(doses).hasSize(4);
    JsonNode unanswered = course(registered(silent, slots.get(1)), "1-0-1 x 2 days", 201);
    assertThat(doses(unanswered)).isEqualTo(doses);
    String silentReminder = unanswered.at("/reminder/id").asText();

    // What is planned can be read and stopped in the chat.
    asNeeded.says("my reminders").hears("You have no reminders");
    String stopped = course(needed, "1-0-1 x 2 days", 201).at("/reminder/id").asText();
    awaitDue(stopped, doses.get(0));
    listsReminders(asNeeded);
    asNeeded.taps("Stop reminders").hears("Shall we stop these reminders?");
    asNeeded.taps("Yes, stop").hears("These reminders are stopped");
    awaitNothingDue(stopped);
    listsReminders(asha);
    asha.taps("Keep reminding").hears("The reminders go on");

    // Nothing is told before its time.
    awaitDue(reminder, doses.get(0));
    awaitDue(silentReminder, doses.get(0));
    assertThat(heard(asha)).isEqualTo(2 + 3);

    CLOCK.advanceTo(doses.get(0).plus(MOMENT));
    asha.hears(DUE);
    asha.taps("Taken").hears("Noted");
    silent.hears(DUE);

    // What is put off is told once more, and the next dose stays where it is.
    awaitDue(reminder, doses.get(1));
    CLOCK.advanceTo(doses.get(1).plus(MOMENT));
    asha.hears(DUE);
    asha.taps("Remind me later").hears("When shall we remind you again?");
    asha.taps("In 15 minutes").hears("We will remind you again");
    awaitDueWithin(reminder, Duration.ofMinutes(16));
    CLOCK.advance(Duration.ofMinutes(15).plus(MOMENT));
    asha.hears(DUE);
    awaitDue(reminder, doses.get(2));
    asha.taps("Taken").hears("Noted");

    // Somebody who has been silent for more than a day is told by an approved template.
    silent.hears("");
    awaitDue(silentReminder, doses.get(2));
    CLOCK.advanceTo(doses.get(2).plus(MOMENT));
    asha.hears(DUE);
    FakeGraph.Sent template = silent.hears("");
    assertThat(template.template()).startsWith("tabib_dose_due");
    assertThat(template.json().toString()).doesNotContain("Amoxicillin");

    // After the last dose nothing waits, so nothing can be told any more.
    awaitDue(reminder, doses.get(3));
    awaitDue(silentReminder, doses.get(3));
    CLOCK.advanceTo(doses.get(3).plus(MOMENT));
    asha.hears(DUE);
    assertThat(silent.hears("").template()).startsWith("tabib_dose_due");
    awaitNothingDue(reminder);
    awaitNothingDue(silentReminder);
    assertThat(JSON.readTree(node.get("/api/v1/reminders/" + reminder).body()).hasNonNull("next"))
        .isFalse();

    // Four doses, one of them twice, the four answers to taps, and the list before.
    assertThat(heard(asha)).isEqualTo(2 + 5 + 4 + 3);
    assertThat(heard(silent)).isEqualTo(2 + 4);
    // Nothing but answers: a medicine as needed reminds of nothing, nor does what was stopped.
    assertThat(heard(asNeeded)).isEqualTo(2 + 1 + 2 + 2);
    assertThat(node.graph().problems()).isEmpty();
  }

  /** From the word to the one reminder there is. */
  private static void listsReminders(Patient patient) {
    patient.says("my reminders").hears("This is what we remind you of");
    List<FakeGraph.Option> rows = patient.lastHeard().options();
    assertThat(rows).extracting(FakeGraph.Option::title).startsWith("Amoxicillin").hasSize(2);
    patient.taps(rows.getFirst()).hears("We remind you of: Amoxicillin");
  }

  // ── staff ─────────────────────────────────────────────────────────────────────────────────────

  /** Free times so far away that nobody is reminded of them while the course lasts. */
  private static List<JsonNode> timesAfterTheCourse() throws Exception {
    Instant from = CLOCK.instant().plus(Duration.ofDays(5));
    JsonNode answer =
        JSON.readTree(
            node.get(
                    "/api/v1/slots?limit=10&from=%s&to=%s"
                        .formatted(from, from.plus(Duration.ofDays(4))))
                .body());
    List<JsonNode> slots = new ArrayList<>();
    answer.path("items").forEach(slots::add);
    assertThat(slots).as("free times: %s", answer).hasSizeGreaterThan(3);
    return slots;
  }

  /** The identifier of somebody whom staff booked a visit for. */
  private static String registered(Patient patient, JsonNode slot) throws Exception {
    HttpResponse<String> booked =
        post(
            "/api/v1/appointments",
            """
            {"doctorId":"%s","start":"%s","complaint":"Fever",
             "patient":{"new":{"name":"Asha Verma","age":34,"sex":"female","phone":"%s"}}}
            """
                .formatted(
                    slot.path("doctorId").asText(), slot.path("start").asText(), patient.number()));
    assertThat(booked.statusCode()).as(booked.body()).isEqualTo(201);
    return JSON.readTree(booked.body()).path("patientId").asText();
  }

  /** Tried until the list of conversations knows whom to tell. */
  private static JsonNode course(String patient, String sig, int status) throws Exception {
    String body =
        "{\"sig\":\"%s\",\"medicine\":\"Amoxicillin\",\"dose\":\"500 mg\"}".formatted(sig);
    HttpResponse<String> answer =
        await()
            .atMost(PATIENCE)
            .until(
                () -> post("/api/v1/patients/" + patient + "/courses", body),
                tried -> tried.statusCode() == status);
    return JSON.readTree(answer.body());
  }

  private static List<Instant> doses(JsonNode course) {
    List<Instant> doses = new ArrayList<>();
    for (JsonNode dose : course.path("doses")) {
      doses.add(OffsetDateTime.parse(dose.path("at").asText()).toInstant());
    }
    return doses;
  }

  private static HttpResponse<String> post(String path, String body) {
    return NodeUnderTest.send(
        HttpRequest.newBuilder(node.uri(path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  // ── telephones ────────────────────────────────────────────────────────────────────────────────

  private static int heard(Patient patient) {
    return node.graph().sentTo(patient.address()).size();
  }

  // ── timers ────────────────────────────────────────────────────────────────────────────────────

  /** The one timer that waits is for that dose, told at its time. */
  private static void awaitDue(String reminder, Instant dose) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(due(reminder)).containsExactly(reminder + "/due/" + dose + "/" + dose));
  }

  private static void awaitDueWithin(String reminder, Duration time) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(due(reminder))
                    .singleElement()
                    .satisfies(
                        id ->
                            assertThat(Instant.parse(id.substring(id.lastIndexOf('/') + 1)))
                                .isBefore(CLOCK.instant().plus(time))));
  }

  private static void awaitNothingDue(String reminder) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(due(reminder)).isEmpty());
  }

  private static List<String> due(String reminder) {
    return node.stored()
        .column(
            "select task_instance from timer.planned where task_instance like ?", reminder + "/%");
  }
}
