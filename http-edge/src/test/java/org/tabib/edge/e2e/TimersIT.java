package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tabib.engine.practice.AfyaPractice;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.queue.ClinicQueue;
import org.tabib.engine.queue.Origin;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.QueueReply.TicketState;
import org.tabib.engine.queue.TicketHolder;
import org.tabib.engine.queue.Urgency;

/**
 * Days at a clinic whose clock the test has in its hands: from a booking to the reminders on the
 * patient's telephone (REM-1).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TimersIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId CLINIC = ZoneId.of("Asia/Kolkata");
  private static final ZoneId HOSPITAL = ZoneId.of("Africa/Nairobi");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private static final JumpingClock CLOCK = new JumpingClock();
  private static NodeUnderTest node;

  @BeforeAll
  static void start() throws Exception {
    node = NodeUnderTest.startAt(CLOCK);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  @Order(1)
  void whoHasAVisitIsRemindedTwiceAndWhoHasNoneIsNot() throws Exception {
    // Everybody consents while the telephone's clock and the clinic's are the same.
    Patient asha = node.newPatient("Asha").consents();
    Patient moves = node.newPatient("Meera").consents();
    Patient cancels = node.newPatient("Chitra").consents();
    Patient late = node.newPatient("Lata").consents();

    // Opening hours lie by day: no reminder of the day before falls into the night.
    List<JsonNode> slots = timesOfADay(Duration.ofHours(50));
    Instant first = start(slots.get(0));
    String kept = book(asha, slots.get(0));
    String moved = book(moves, slots.get(1));
    String cancelled = book(cancels, slots.get(2));
    List<JsonNode> nextDay = timesOfADay(Duration.between(CLOCK.instant(), first.plus(DAY)));
    Instant second = start(nextDay.get(0));
    command(
        moved,
        "reschedule",
        "{\"doctorId\":\"%s\",\"start\":\"%s\"}"
            .formatted(nextDay.get(0).path("doctorId").asText(), text(nextDay.get(0))));
    command(cancelled, "cancel", "{\"reason\":\"doctor is away\"}");

    // Staff did both: each is told so, at once and once.
    awaitNotices(moves, 1);
    awaitNotices(cancels, 1);
    awaitWaiting(kept, "day", "hour", "miss");
    awaitWaiting(moved, "day", "hour", "miss");
    awaitWaiting(cancelled);

    CLOCK.advanceTo(first.minus(DAY).plus(MOMENT));
    awaitNotices(asha, 1);
    // Half an hour before another visit begins, it is booked.
    CLOCK.advanceTo(first.minus(Duration.ofMinutes(59)));
    awaitNotices(asha, 2);
    CLOCK.advanceTo(first.minus(Duration.ofMinutes(30)));
    String tooClose = book(late, timesOfADay(Duration.ofMinutes(20)).get(0));
    awaitWaiting(tooClose, "miss");

    // Nobody comes.
    CLOCK.advanceTo(first.plus(Duration.ofMinutes(31)));
    awaitStatus(kept, "NO_SHOW");
    awaitNotices(asha, 3);
    CLOCK.advanceTo(second.minus(DAY).plus(MOMENT));
    awaitNotices(moves, 2);
    CLOCK.advanceTo(second.minus(Duration.ofMinutes(59)));
    awaitNotices(moves, 3);

    // What a rebuild reads again fires nothing again.
    assertThat(post("/api/v1/projections/visit/rebuild", "").statusCode()).isLessThan(300);
    awaitStatus(kept, "NO_SHOW");
    awaitNotices(asha, 3);
    awaitNotices(moves, 3);
    awaitNotices(cancels, 1);
    awaitReportsOfYesterday();
    assertThat(node.graph().problems()).isEmpty();
    assertThat(node.get("/health/ready").body()).contains("\"timers\"");
    assertThat(node.get("/metrics").body())
        .contains(
            "tabib_timers_fired_total{kind=\"tell-visit\"}",
            "tabib_timers_fired_total{kind=\"make-reports\"}");
  }

  /** Behind the other one: its patients consent before the clock is moved. */
  @Test
  @Order(2)
  void aQueueOpensWithWhatTheDayBeforeShowed() {
    LocalDate first = LocalDate.ofInstant(CLOCK.instant(), HOSPITAL).plusDays(1);
    CLOCK.advanceTo(at(first, 9));
    QueueId day = QueueId.of(AfyaPractice.CLINIC, first);
    Duration configured = toldToTheThird(day);
    for (int i = 0; i < 3; i++) {
      String label =
          ask(day, (id, to) -> new QueueCommand.CallNext(id, "staff", "dental", "6", to)).label();
      ask(day, (id, to) -> new QueueCommand.StartService(id, "staff", label, to));
      CLOCK.advance(Duration.ofMinutes(70));
      ask(day, (id, to) -> new QueueCommand.FinishService(id, "staff", label, to));
    }

    CLOCK.advanceTo(at(first.plusDays(1), 0).plus(MOMENT));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        node.stored()
                            .column(
                                "select shown #>> '{services,dental,seconds}' from read.queue_shown"
                                    + " where queue_id = ?",
                                day.text()))
                    .singleElement()
                    .satisfies(seconds -> assertThat(Double.parseDouble(seconds)).isPositive()));

    CLOCK.advanceTo(at(first.plusDays(1), 9));
    assertThat(toldToTheThird(QueueId.of(AfyaPractice.CLINIC, first.plusDays(1))))
        .isGreaterThan(configured);
  }

  /** How long the third who comes waits at least, before anybody was called. */
  private static Duration toldToTheThird(QueueId day) {
    TicketState third = null;
    for (int i = 0; i < 3; i++) {
      third =
          ask(
              day,
              (id, to) ->
                  new QueueCommand.IssueTicket(
                      id,
                      "staff",
                      "dental",
                      TicketHolder.NOBODY,
                      Origin.DESK,
                      Urgency.GREEN,
                      PatientType.ADULT,
                      null,
                      null,
                      to));
    }
    return Objects.requireNonNull(Objects.requireNonNull(third).standing()).range().from();
  }

  private static TicketState ask(
      QueueId day, BiFunction<String, ActorRef<QueueReply>, QueueCommand> command) {
    String id = UUID.randomUUID().toString();
    return (TicketState)
        ClusterSharding.get(node.node().system())
            .entityRefFor(ClinicQueue.TYPE_KEY, day.text())
            .<QueueReply>ask(to -> command.apply(id, to), PATIENCE)
            .toCompletableFuture()
            .join();
  }

  private static Instant at(LocalDate date, int hour) {
    return date.atTime(hour, 0).atZone(HOSPITAL).toInstant();
  }

  /** Free times of the first day that has some at least so far away. */
  private static List<JsonNode> timesOfADay(Duration ahead) throws Exception {
    Instant from = CLOCK.instant().plus(ahead);
    JsonNode answer =
        JSON.readTree(
            node.get(
                    "/api/v1/slots?limit=100&from=%s&to=%s"
                        .formatted(from, from.plus(Duration.ofDays(4))))
                .body());
    List<JsonNode> slots = new ArrayList<>();
    for (JsonNode slot : answer.path("items")) {
      int hour = start(slot).atZone(CLINIC).getHour();
      boolean sameDay =
          slots.isEmpty()
              || start(slot)
                  .atZone(CLINIC)
                  .toLocalDate()
                  .equals(start(slots.getFirst()).atZone(CLINIC).toLocalDate());
      if (hour >= 9 && hour < 16 && sameDay) {
        slots.add(slot);
      }
    }
    assertThat(slots).as("free times: %s", answer).hasSizeGreaterThan(3);
    return slots;
  }

  private static Instant start(JsonNode slot) {
    return OffsetDateTime.parse(text(slot)).toInstant();
  }

  private static String text(JsonNode slot) {
    return slot.path("start").asText();
  }

  /** As staff do, for somebody whose telephone number they know. */
  private static String book(Patient patient, JsonNode slot) throws Exception {
    String body =
        """
        {"doctorId":"%s","start":"%s","complaint":"Fever",
         "patient":{"new":{"name":"Asha Verma","age":34,"sex":"female","phone":"%s"}}}
        """
            .formatted(slot.path("doctorId").asText(), text(slot), patient.number());
    HttpResponse<String> answer = post("/api/v1/appointments", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body()).path("id").asText();
  }

  private static void command(String visit, String what, String body) {
    HttpResponse<String> answer = post("/api/v1/appointments/" + visit + "/" + what, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
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

  /** Exactly these wait, in this order or another. */
  private static void awaitWaiting(String visit, String... names) {
    awaitNames("select task_instance from timer.planned where task_instance like ?", visit, names);
  }

  private static void awaitNames(String sql, String visit, String... names) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(node.stored().column(sql, visit + "/%"))
                    .extracting(id -> id.substring(visit.length() + 1).replaceAll("/.*", ""))
                    .containsExactlyInAnyOrder(names));
  }

  private static void awaitStatus(String visit, String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        node.stored()
                            .column(
                                "select status from read.appointment where visit_id = ?", visit))
                    .containsExactly(status));
  }

  /** Every clinic with a queue has one, made by the timer that its configuration began. */
  private static void awaitReportsOfYesterday() {
    String yesterday = LocalDate.ofInstant(CLOCK.instant(), CLINIC).minusDays(1).toString();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        node.stored()
                            .column(
                                "select distinct practice_id from read.report"
                                    + " where period = 'DAY' and first_day = ?::date",
                                yesterday))
                    .containsExactlyInAnyOrder(DemoPractice.ID, AfyaPractice.ID));
  }

  /** Two messages were heard on the way to the menu; whatever came behind them was a notice. */
  private static void awaitNotices(Patient patient, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(node.graph().sentTo(patient.address())).hasSize(2 + count));
  }
}
