package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.schedule.DoctorSchedule;
import org.tabib.engine.schedule.ScheduleCommand;
import org.tabib.engine.schedule.ScheduleReply;

/** A time that becomes free on a full day finds its way to whoever waits for it (BOOK-5). */
class WaitingListIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COMPLAINT = "Itchy skin rash since a week";

  /** One list of times that a patient is shown. */
  private static final int SHOWN = 9;

  private static NodeUnderTest node;

  private PracticeConfig.Doctor doctor;

  @BeforeAll
  static void start() throws Exception {
    // Whatever the hour at which the test runs, it is no quiet one, and no time is too near.
    node =
        NodeUnderTest.start(
            Map.of(
                "tabib.waiting-list.urgent-within", "900h",
                "tabib.waiting-list.lead-time", "1m"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void aFreedTimeGoesToTheBestFittingAndThenToTheNextWhileNobodyElseCanHaveIt() throws Exception {
    doctor = skinDoctor();
    Patient carl = node.newPatient("Carl").consents();
    carl.describes("Carl Third", COMPLAINT);
    carl.taps(titled(carl, name())).hears("is free at these times");
    List<FakeGraph.Option> shown = carl.lastHeard().options();
    List<Instant> free = freeTimes();
    Instant wanted = free.get(SHOWN - 1);
    String visit = book(wanted);
    free.stream()
        .filter(start -> !start.equals(wanted) && isSameDay(start, wanted))
        .forEach(this::fill);

    Patient bina = waits("Bina Second", "Any doctor");
    Patient asha = waits("Asha First", "Only this doctor");
    // Asha asked for this doctor: that counts more than having waited longer.
    assertThat(post("/api/v1/appointments/" + visit + "/cancel", "{}").statusCode()).isEqualTo(200);
    asha.hears("A time has become free");

    carl.taps(shown.get(SHOWN - 1)).hears("has just been taken by someone else");
    HttpResponse<String> staff = tryToBook(wanted);
    assertThat(staff.statusCode()).isEqualTo(409);
    assertThat(staff.body()).contains("slot-taken");

    asha.taps("No, thanks").hears("You stay on the waiting list");
    bina.hears("A time has become free");
    bina.taps("Take it").hears("Your appointment is confirmed");

    await()
        .untilAsserted(
            () ->
                assertThat(
                        node.stored()
                            .column(
                                "select starts_at = ?::timestamptz and status = 'BOOKED'"
                                    + " from read.appointment where conversation_id = ?",
                                wanted.toString(),
                                bina.conversationId()))
                    .containsExactly("t"));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        node.stored()
                            .column(
                                "select status || ' ' || coalesce(ending, '-') from"
                                    + " read.waiting_entry order by conversation_id = ?",
                                asha.conversationId()))
                    .containsExactly("ENDED BOOKED", "WAITING -"));
    assertThat(node.graph().problems()).isEmpty();
  }

  private PracticeConfig.Doctor skinDoctor() {
    return DemoPractice.config(1, List.of(Webhooks.ACCOUNT)).doctors().stream()
        .filter(d -> d.specialties().contains("dermatology"))
        .findFirst()
        .orElseThrow();
  }

  private String name() {
    return doctor.names().get("en");
  }

  private Patient waits(String name, String whom) {
    Patient patient = node.newPatient(name).consents().describes(name, COMPLAINT);
    patient.taps(titled(patient, name())).hears("is free at these times");
    patient.taps("Waiting list").hears("or any doctor for this?");
    patient.taps(whom).hears("at short notice");
    patient.taps("Any time").hears("is on the waiting list");
    return patient;
  }

  private static FakeGraph.Option titled(Patient patient, String title) {
    return patient.lastHeard().options().stream()
        .filter(option -> option.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no option " + title));
  }

  private List<Instant> freeTimes() throws Exception {
    JsonNode page = JSON.readTree(node.get("/api/v1/slots?limit=100&doctor=" + doctor.id()).body());
    List<Instant> starts = new ArrayList<>();
    page.at("/items")
        .forEach(slot -> starts.add(OffsetDateTime.parse(slot.get("start").asText()).toInstant()));
    return starts;
  }

  private boolean isSameDay(Instant one, Instant other) {
    return LocalDate.ofInstant(one, doctor.availability().zone())
        .equals(LocalDate.ofInstant(other, doctor.availability().zone()));
  }

  /** Somebody has it: who, does not matter. */
  private void fill(Instant start) {
    ScheduleReply reply =
        ClusterSharding.get(node.node().system())
            .entityRefFor(DoctorSchedule.TYPE_KEY, doctor.scheduleId())
            .<ScheduleReply>ask(
                replyTo -> new ScheduleCommand.Book(start, "sehat.other-" + start, null, replyTo),
                Duration.ofSeconds(10))
            .toCompletableFuture()
            .join();
    assertThat(reply).isInstanceOf(ScheduleReply.Booked.class);
  }

  private String book(Instant start) throws Exception {
    HttpResponse<String> booked = tryToBook(start);
    assertThat(booked.statusCode()).as(booked.body()).isEqualTo(201);
    return JSON.readTree(booked.body()).get("id").asText();
  }

  private HttpResponse<String> tryToBook(Instant start) {
    return post(
        "/api/v1/appointments",
        """
        {"doctorId": "%s", "start": "%s",
         "patient": {"new": {"name": "Meera", "age": 50, "sex": "female"}}}
        """
            .formatted(doctor.id(), start));
  }

  private static HttpResponse<String> post(String path, String body) {
    return NodeUnderTest.send(
        HttpRequest.newBuilder(node.uri(path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
