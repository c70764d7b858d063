package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What comes of a completed visit on the patient's telephone, by a clock that the test has in its
 * hands: to come again (REM-3), and how it was (REV-1).
 */
@ExtendWith(SharedClock.class)
class AfterVisitIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JumpingClock CLOCK = SharedClock.CLOCK;
  private static final ZoneId CLINIC = ZoneId.of("Asia/Kolkata");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration MOMENT = Duration.ofSeconds(2);
  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private static final String GENERAL = "specialty=general-medicine";
  private static final String ASKED = "How was your visit with";

  private static NodeUnderTest node;

  @BeforeAll
  static void start(NodeUnderTest shared) {
    node = shared;
  }

  @AfterEach
  void nothingWasSentThatMetaRefuses() {
    assertThat(node.graph().problems()).isEmpty();
  }

  @Test
  void whoIsToComeAgainIsRemindedAsTheRecordSaysLast() throws Exception {
    Patient rekha = node.newPatient("Rekha").consents();
    JsonNode visit = inConsultation(rekha, 2);
    LocalDate today = CLOCK.instant().atZone(CLINIC).toLocalDate();
    String path = "/api/v1/appointments/" + visit.path("id").asText();

    accepted(path + "/complete", note(today.plusDays(10)), UUID.randomUUID());
    JsonNode planned = followUp(visit, r -> r.path("status").asText().equals("active"));
    assertThat(planned.path("kind").asText()).isEqualTo("check-up");
    assertThat(planned.path("plannedBy").asText()).isEqualTo("rule");
    assertThat(planned.path("visitId").asText()).isEqualTo(visit.path("id").asText());
    assertThat(planned.path("doctorId").asText()).isEqualTo(visit.path("doctorId").asText());
    assertThat(planned.path("followUp").asText()).isEqualTo(today.plusDays(10).toString());
    assertThat(next(planned)).isEqualTo(morningOf(today.plusDays(8)));

    // Not any more, and again: the reminder follows, and stays the one that it is.
    accepted(path + "/consultation/amendments", amended(null), UUID.randomUUID());
    followUp(visit, r -> r.path("status").asText().equals("stopped"));
    LocalDate tomorrow = today.plusDays(1);
    accepted(path + "/consultation/amendments", amended(tomorrow), UUID.randomUUID());
    JsonNode moved = followUp(visit, r -> r.path("followUp").asText().equals(tomorrow.toString()));
    assertThat(moved.path("id").asText()).isEqualTo(planned.path("id").asText());
    assertThat(next(moved)).isEqualTo(morningOf(tomorrow));

    // It can be read in the chat.
    rekha.says("my reminders").hearsAtLast("This is what we remind you of");
    assertThat(rekha.lastHeard().options().getFirst().description()).contains("follow-up visit");
    rekha.taps(rekha.lastHeard().options().getFirst());
    rekha.hearsAtLast("We remind you of your follow-up visit: Dr.");
    rekha.taps("Keep reminding").hearsAtLast("The reminders go on");

    CLOCK.advanceTo(morningOf(tomorrow).plus(MOMENT));
    FakeGraph.Sent told = rekha.hearsAtLast("asked you to come again on");
    assertThat(told.text()).startsWith("Reminder: Dr. ").contains(", at ");
    rekha.taps("Book a visit").hearsAtLast("Let us find a time");
    followUp(visit, r -> !r.hasNonNull("next"));
    assertThat(heard(rekha, "asked you to come again on")).isEqualTo(1);
  }

  @Test
  void whoWasTreatedIsAskedOnceAndAnswersWithATapAndWords() throws Exception {
    Patient uma = node.newPatient("Uma").consents();
    JsonNode visit = inConsultation(uma, 2);
    String id = visit.path("id").asText();
    String complete = "/api/v1/appointments/" + id + "/complete";
    UUID request = UUID.randomUUID();
    accepted(complete, note(null), request);
    accepted(complete, note(null), request);
    assertThat(post(complete, note(null), UUID.randomUUID()).statusCode()).isEqualTo(409);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(waiting(id, "ask-review")).isEqualTo(1));
    assertThat(heard(uma, ASKED)).isZero();

    CLOCK.advance(Duration.ofHours(1).plus(MOMENT));
    uma.hearsAtLast(ASKED);
    uma.taps("4 – good").hearsAtLast("Would you like to add a few words?");
    uma.says("Kind and thorough").hearsAtLast("Thank you for your answer");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode review = review(visit);
              assertThat(review.path("rating").asInt()).isEqualTo(4);
              assertThat(review.at("/comment/text").asText()).isEqualTo("Kind and thorough");
            });

    // However late it gets and whoever completes it again, nobody is asked once more.
    accepted(complete, note(null), request);
    assertThat(waiting(id, "ask-review")).isZero();
    uma.taps(lastAsked(uma).options().getFirst()).hearsAtLast("You have already rated this visit");
    CLOCK.advance(Duration.ofHours(2));
    uma.says("help").hearsAtLast("I can book, move or cancel visits");
    assertThat(heard(uma, ASKED)).isEqualTo(1);
    assertThat(review(visit).path("rating").asInt()).isEqualTo(4);
  }

  @Test
  void aReminderThatSomebodyWishesForInTheChatIsToldAtItsTime() throws Exception {
    Patient lila = node.newPatient("Lila").consents();
    lila.says("my reminders").hears("You have no reminders");
    lila.taps("New reminder").hears("What shall we remind you of?");
    lila.taps("Medicine").hears("Which medicine is it?");
    lila.says("Metformin 500 mg").hears("How often is it taken?");
    lila.says("x 5 days").hears("It does not say how often");
    lila.says("1-0-1 x 2 days").hears("Shall we remind you of this?");
    lila.taps("Yes, remind me").hears("We will remind you");

    JsonNode planned = wished(lila);
    assertThat(planned.path("kind").asText()).isEqualTo("medication");
    assertThat(planned.path("what").asText()).isEqualTo("Metformin 500 mg");
    assertThat(planned.path("plannedBy").asText()).isEqualTo("patient");

    CLOCK.advanceTo(next(planned).plus(MOMENT));
    lila.hears("It is time for your medicine: Metformin 500 mg");
    lila.taps("Taken").hears("Noted");
    lila.says("my reminders").hears("This is what we remind you of");
    lila.taps(lila.lastHeard().options().getFirst()).hears("We remind you of: Metformin 500 mg");
    lila.taps("Stop reminders").hears("Shall we stop these reminders?");
    lila.taps("Yes, stop").hears("These reminders are stopped");
  }

  @Test
  void whoWasTreatedOrCancelledIsNotCalledByTheTicketThatTheyHave() throws Exception {
    Patient nina = node.newPatient("Nina").consents();
    JsonNode treated = booked(nina, slot(Duration.ofDays(2), GENERAL));
    JsonNode slot =
        slot(
            Duration.between(CLOCK.instant(), start(treated)),
            "doctor=" + treated.path("doctorId").asText());
    Patient omar = node.newPatient("Omar").consents();
    JsonNode cancelled = booked(omar, slot);
    CLOCK.advanceTo(start(slot));
    String queue = "/api/v1/queues/" + treated.path("clinicId").asText();
    String first = checkedIn(treated);
    String second = checkedIn(cancelled);

    accepted(path(treated) + "/start", "", UUID.randomUUID());
    awaitTicket(queue, first, "in-service");
    accepted(path(treated) + "/complete", note(null), UUID.randomUUID());
    accepted(path(cancelled) + "/cancel", "{\"reason\":\"called away\"}", UUID.randomUUID());
    awaitTicket(queue, first, "served");
    awaitTicket(queue, second, "left");

    accepted(queue + "/tickets", "{\"servicePoint\":\"general\"}", UUID.randomUUID());
    HttpResponse<String> next =
        post(
            queue + "/call-next",
            "{\"servicePoint\":\"general\",\"room\":\"1\"}",
            UUID.randomUUID());
    assertThat(JSON.readTree(next.body()).at("/ticket/label").asText())
        .isNotEmpty()
        .isNotIn(first, second);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode history = get(queue + "/tickets/" + second).path("history");
              assertThat(history.findValuesAsText("what"))
                  .endsWith("left")
                  .doesNotContain("called");
              assertThat(history.findValuesAsText("reason"))
                  .contains("the appointment was cancelled");
            });
    assertThat(heard(nina, "come in")).isZero();
    assertThat(heard(omar, "come in")).isZero();
    assertThat(heard(omar, "did not see you")).isZero();
  }

  // ── staff ─────────────────────────────────────────────────────────────────────────────────────

  /** A visit, some days from now, that the patient came to: the doctor sits before them. */
  private static JsonNode inConsultation(Patient patient, int days) throws Exception {
    JsonNode visit = booked(patient, slot(Duration.ofDays(days), GENERAL));
    CLOCK.advanceTo(start(visit));
    accepted(path(visit) + "/check-in", "", UUID.randomUUID());
    accepted(path(visit) + "/start", "", UUID.randomUUID());
    // Whoever has written today is told in words.
    patient.says("help").hearsAtLast("I can book, move or cancel visits");
    return visit;
  }

  private static JsonNode booked(Patient patient, JsonNode slot) throws Exception {
    HttpResponse<String> booked =
        post(
            "/api/v1/appointments",
            """
            {"doctorId":"%s","start":"%s","complaint":"Fever",
             "patient":{"new":{"name":"Asha Verma","age":34,"sex":"female","phone":"%s"}}}
            """
                .formatted(
                    slot.path("doctorId").asText(), slot.path("start").asText(), patient.number()),
            UUID.randomUUID());
    assertThat(booked.statusCode()).as(booked.body()).isEqualTo(201);
    return JSON.readTree(booked.body());
  }

  private static String path(JsonNode visit) {
    return "/api/v1/appointments/" + visit.path("id").asText();
  }

  /** The label of the ticket that they get. */
  private static String checkedIn(JsonNode visit) throws Exception {
    HttpResponse<String> answer = post(path(visit) + "/check-in", "", UUID.randomUUID());
    JsonNode ticket = JSON.readTree(answer.body()).path("ticket");
    assertThat(ticket.path("status").asText()).as(answer.body()).isEqualTo("waiting");
    return ticket.path("label").asText();
  }

  private static void awaitTicket(String queue, String label, String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get(queue + "/tickets/" + label).path("status").asText())
                    .isEqualTo(status));
  }

  /** Late enough in the morning that the next one is less than a day away. */
  private static JsonNode slot(Duration ahead, String which) throws Exception {
    Instant from = CLOCK.instant().plus(ahead);
    JsonNode answer =
        get(
            "/api/v1/slots?limit=100&from=%s&to=%s&%s"
                .formatted(from, from.plus(Duration.ofDays(4)), which));
    for (JsonNode slot : answer.path("items")) {
      int hour = start(slot).atZone(CLINIC).getHour();
      if (hour >= 10 && hour < 15) {
        return slot;
      }
    }
    throw new AssertionError("no free time: " + answer);
  }

  private static Instant start(JsonNode slot) {
    return OffsetDateTime.parse(slot.path("start").asText()).toInstant();
  }

  private static String note(LocalDate followUp) {
    return "{\"notes\":\"better\"%s}".formatted(day(followUp));
  }

  private static String amended(LocalDate followUp) {
    return "{\"reason\":\"seen again\",\"notes\":\"better\"%s}".formatted(day(followUp));
  }

  private static String day(LocalDate followUp) {
    return followUp == null ? "" : ",\"followUp\":\"" + followUp + "\"";
  }

  private static void accepted(String path, String body, UUID request) {
    HttpResponse<String> answer = post(path, body, request);
    assertThat(answer.statusCode()).as(path + answer.body()).isBetween(200, 201);
  }

  private static HttpResponse<String> post(String path, String body, UUID request) {
    return NodeUnderTest.send(
        HttpRequest.newBuilder(node.uri(path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", request.toString())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = node.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  // ── what is planned and what was said ─────────────────────────────────────────────────────────

  /** The one reminder of the visit's patient, once it is so. */
  private static JsonNode followUp(JsonNode visit, Predicate<JsonNode> so) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              JsonNode all =
                  get("/api/v1/reminders?patient=" + visit.path("patientId").asText())
                      .path("items");
              assertThat(all.size()).isLessThanOrEqualTo(1);
              return all.path(0);
            },
            one -> !one.isMissingNode() && so.test(one));
  }

  private static JsonNode wished(Patient patient) throws Exception {
    List<String> ids =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    node.stored()
                        .column(
                            "select reminder_id from read.reminder where conversation_id = ?",
                            patient.conversationId()),
                found -> found.size() == 1);
    return get("/api/v1/reminders/" + ids.getFirst());
  }

  private static Instant next(JsonNode reminder) {
    return OffsetDateTime.parse(reminder.path("next").asText()).toInstant();
  }

  private static Instant morningOf(LocalDate day) {
    return day.atTime(MORNING).atZone(CLINIC).toInstant();
  }

  private static long waiting(String visit, String kind) {
    return node.stored()
        .count("select count(*) from timer.planned where subject = ? and kind = ?", visit, kind);
  }

  private static JsonNode review(JsonNode visit) throws Exception {
    for (JsonNode review :
        get("/api/v1/reviews?doctor=" + visit.path("doctorId").asText()).path("items")) {
      if (review.path("appointmentId").asText().equals(visit.path("id").asText())) {
        return review;
      }
    }
    return JSON.missingNode();
  }

  private static FakeGraph.Sent lastAsked(Patient patient) {
    return node.graph().sentTo(patient.address()).stream()
        .filter(sent -> sent.text().contains(ASKED))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static long heard(Patient patient, String words) {
    return node.graph().sentTo(patient.address()).stream()
        .filter(sent -> sent.text().contains(words))
        .count();
  }
}
