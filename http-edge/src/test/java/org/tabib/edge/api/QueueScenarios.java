package org.tabib.edge.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.tabib.edge.api.ContractClient.Answer;

/** The clinic's day over HTTP. Each test has a service point, or a clinic, to itself. */
abstract class QueueScenarios {
  private static final String API = "/api/v1";

  abstract ApiNode node();

  abstract ContractClient client();

  private String main() {
    return API + "/queues/" + node().practice.clinics().getFirst().id();
  }

  private String branch() {
    return API + "/queues/" + node().practice.clinics().get(1).id();
  }

  private String issue(String queue, String point) throws Exception {
    return issue(queue, point, "green");
  }

  private String issue(String queue, String point, String urgency) throws Exception {
    Answer answer =
        client()
            .post(
                queue + "/tickets",
                "{\"servicePoint\": \"%s\", \"urgency\": \"%s\"}".formatted(point, urgency));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.text("/label");
  }

  private Answer ticket(String queue, String label, String word, String... headers)
      throws Exception {
    return client().post(queue + "/tickets/" + label + "/" + word, null, headers);
  }

  private Answer next(String queue, String point, String room) throws Exception {
    return client()
        .post(
            queue + "/call-next",
            "{\"servicePoint\": \"%s\", \"room\": \"%s\"}".formatted(point, room));
  }

  @Test
  void desksThatCallAtTheSameMomentGetDifferentTickets() throws Exception {
    List<String> issued = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      issued.add(issue(main(), "samples"));
    }
    List<CompletableFuture<String>> calls =
        IntStream.range(0, 6)
            .mapToObj(
                desk ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return next(main(), "samples", "6").text("/ticket/label");
                          } catch (Exception e) {
                            throw new IllegalStateException(e);
                          }
                        }))
            .toList();

    List<String> called = new ArrayList<>();
    for (CompletableFuture<String> call : calls) {
      called.add(call.get(20, SECONDS));
    }
    assertThat(called).containsExactlyInAnyOrderElementsOf(issued);
    Answer nobody = next(main(), "samples", "6");
    assertThat(nobody.body().has("ticket")).isFalse();
    assertThat(nobody.text("/note")).isEqualTo("nobody is waiting here");
  }

  @Test
  void registersAWalkInWithoutATelephoneOnceHoweverOftenItIsSent() throws Exception {
    String body =
        """
        {"servicePoint": "specialist", "urgency": "orange", "patientType": "child",
         "patient": {"new": {"name": "Asha", "age": 4, "sex": "female"}}}
        """;
    Answer first = client().post(main() + "/tickets", body, "Idempotency-Key", "walk-in-1");
    Answer again = client().post(main() + "/tickets", body, "Idempotency-Key", "walk-in-1");

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.text("/label")).isEqualTo(first.text("/label"));
    assertThat(first.text("/reason")).startsWith("orange");
    assertThat(client().get(API + "/patients/" + first.text("/patientId")).status()).isEqualTo(200);
    assertThat(first.headers().get("location")).endsWith("/tickets/" + first.text("/label"));
    assertThat(ticket(main(), first.text("/label"), "leave").text("/status")).isEqualTo("left");
  }

  @Test
  void aTicketLivesFromTheDeskToTheEnd() throws Exception {
    String queue = branch();
    Answer wait = client().get(queue + "/wait?servicePoint=dental&urgency=green");
    assertThat(wait.status()).isEqualTo(200);
    String label = issue(queue, "dental");
    String other = issue(queue, "dental", "yellow");

    assertThat(client().get(queue).text("/points/1/waiting/0/label"))
        .as("yellow before green")
        .isEqualTo(other);
    String retriaged =
        client()
            .post(
                queue + "/tickets/" + label + "/retriage",
                "{\"urgency\": \"orange\", \"reason\": \"faint\"}")
            .text("/commandId");
    assertThat(client().get(queue).text("/points/1/waiting/0/label")).isEqualTo(label);
    assertThat(
            client()
                .post(queue + "/undo", "{\"commandId\": \"%s\"}".formatted(retriaged))
                .text("/urgency"))
        .isEqualTo("green");
    assertThat(next(queue, "dental", "3").text("/ticket/label")).isEqualTo(other);
    assertThat(ticket(queue, other, "recall").body().at("/calls").asInt()).isEqualTo(2);
    assertThat(ticket(queue, other, "start").text("/status")).isEqualTo("in-service");
    assertThat(ticket(queue, other, "finish").text("/status")).isEqualTo("served");
    assertThat(
            client()
                .post(
                    queue + "/tickets/" + label + "/call",
                    "{\"room\": \"3\", \"reason\": \"the dentist asks for her\"}")
                .text("/status"))
        .isEqualTo("called");
    assertThat(ticket(queue, label, "recall").text("/status")).isEqualTo("called");
    assertThat(ticket(queue, label, "recall").text("/status")).isEqualTo("called");
    assertThat(ticket(queue, label, "recall").text("/status")).isEqualTo("missed");
    assertThat(ticket(queue, label, "return").text("/status")).isEqualTo("waiting");
    assertThat(next(queue, "dental", "3").text("/ticket/label")).isEqualTo(label);
    assertThat(ticket(queue, label, "skip").text("/status")).isEqualTo("waiting");
    assertThat(
            client()
                .post(queue + "/tickets/" + label + "/transfer", "{\"servicePoint\": \"general\"}")
                .text("/servicePoint"))
        .isEqualTo("general");

    await()
        .until(
            () -> {
              Answer one = client().get(queue + "/tickets/" + label);
              return one.body().at("/history").findValuesAsText("what").contains("transferred");
            });
    assertThat(
            client()
                .get(queue + "/tickets/" + label)
                .body()
                .at("/history")
                .findValuesAsText("what"))
        .startsWith("issued", "retriaged", "undone", "called")
        .contains("recalled", "missed", "returned", "skipped");
    assertThat(client().get(queue + "/tickets/" + label).body().toString())
        .contains("the dentist asks for her", "faint");
    countsThem(queue);
    closesTheDay(queue);
  }

  private void countsThem(String queue) throws Exception {
    await()
        .until(
            () ->
                client().get(queue + "/statistics").body().at("/total/tickets").asInt() == 2
                    && client().get(queue + "/statistics").body().at("/total/served").asInt() == 1);
    Answer none = client().get(queue + "/statistics?from=2026-01-01&to=2026-01-02");
    assertThat(none.body().at("/total/tickets").asInt()).isZero();
    assertThat(none.body().at("/total/waits").has("p50Seconds")).isFalse();
    assertThat(client().get(queue + "?day=2026-11-22").text("/status")).isEqualTo("not-opened");
    assertThat(client().wrong("GET", queue + "?day=2026-11-24", null).status()).isEqualTo(400);
  }

  private void closesTheDay(String queue) throws Exception {
    assertThat(client().post(queue + "/pause", "{\"reason\": \"power cut\"}").status())
        .isEqualTo(200);
    Answer paused = next(queue, "general", "1");
    assertThat(paused.status()).isEqualTo(409);
    assertThat(paused.text("/code")).isEqualTo("queue-paused");
    assertThat(paused.body().toString()).doesNotContain("power cut");
    assertThat(client().get(queue).text("/points/0/paused")).isEqualTo("power cut");
    assertThat(client().get(queue + "/wait?servicePoint=dental&urgency=green").text("/paused"))
        .isEqualTo("power cut");
    assertThat(client().post(queue + "/resume", null).status()).isEqualTo(200);
    assertThat(client().post(queue + "/close", "{\"reason\": \"evening\"}").status())
        .isEqualTo(200);
    Answer late = client().post(queue + "/tickets", "{\"servicePoint\": \"dental\"}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("/code")).isEqualTo("queue-closed");
  }

  @Test
  void whatStaffWroteAboutAPatientIsErasedWithThePatient() throws Exception {
    Answer registered =
        client()
            .post(
                main() + "/tickets",
                """
                {"servicePoint": "specialist",
                 "patient": {"new": {"name": "Meena", "age": 30, "sex": "female"}}}
                """);
    String ticket = main() + "/tickets/" + registered.text("/label");
    client().post(ticket + "/leave", "{\"reason\": \"her sister fetched her\"}");
    await().until(() -> client().get(ticket).body().toString().contains("sister fetched"));

    node().keys.destroy(registered.text("/patientId"));

    Answer left = client().get(ticket);
    assertThat(left.body().at("/history").findValuesAsText("what")).contains("left");
    assertThat(left.body().toString()).doesNotContain("sister");
  }

  @Test
  void saysWhatIsWrongInWordsForTheDesk() throws Exception {
    Answer point = client().post(main() + "/tickets", "{\"servicePoint\": \"xray\"}");
    assertThat(point.status()).isEqualTo(422);
    assertThat(point.text("/detail")).contains("general", "specialist", "samples");

    String label = issue(main(), "specialist");
    Answer noReason =
        client().wrong("POST", main() + "/tickets/" + label + "/call", "{\"room\": \"3\"}");
    assertThat(noReason.status()).isEqualTo(400);
    assertThat(noReason.text("/errors/0/field")).isEqualTo("reason");
    assertThat(next(main(), "specialist", "99").text("/detail")).contains("3, 4, 5");
    assertThat(ticket(main(), "Z99", "recall").status()).isEqualTo(404);
    assertThat(ticket(main(), label, "finish").status()).isEqualTo(409);
    assertThat(ticket(main(), label, "leave").status()).isEqualTo(200);
    assertThat(ticket(main(), label, "recall").status()).isEqualTo(409);
    assertThat(client().get(API + "/queues/sehat.nowhere").status()).isEqualTo(404);
  }

  @Test
  void aBookedPatientTakesATicketAtCheckInAndTheVisitStartsWithIt() throws Exception {
    Answer slots =
        client()
            .get(
                API
                    + "/slots?limit=100&from=2026-11-23T09:00:00%2B05:30&to=2026-11-24&doctor="
                    + node().doctor(0));
    int last = slots.body().at("/items").size() - 1;
    Answer booked =
        client()
            .post(
                API + "/appointments",
                """
                {"doctorId": "%s", "start": "%s",
                 "patient": {"new": {"name": "Ravi", "age": 40, "sex": "male"}}}
                """
                    .formatted(node().doctor(0), slots.text("/items/" + last + "/start")));
    String visit = API + "/appointments/" + booked.text("/id");

    Answer here = client().post(visit + "/check-in", "{\"patientType\": \"elderly\"}");
    Answer again = client().post(visit + "/check-in", null);

    assertThat(here.text("/status")).isEqualTo("checked-in");
    assertThat(here.text("/ticket/servicePoint")).isEqualTo("general");
    assertThat(here.text("/ticket/appointmentId")).isEqualTo(booked.text("/id"));
    assertThat(again.text("/ticket/label")).isEqualTo(here.text("/ticket/label"));
    String label = here.text("/ticket/label");
    client()
        .post(
            main() + "/tickets/" + label + "/call",
            "{\"room\": \"1\", \"reason\": \"the doctor has time now\"}");
    assertThat(ticket(main(), label, "start").text("/status")).isEqualTo("in-service");
    assertThat(client().get(visit).text("/status")).isEqualTo("in-consultation");
  }

  @Test
  void whoWatchesIsToldAndMissesNothingAfterABreak() throws Exception {
    String id;
    try (Watcher watcher = new Watcher(node().url(), "?events=queue", null)) {
      assertThat(watcher.event()).startsWith("event: hello");
      String label = issue(main(), "specialist");
      String event = watcher.event();
      assertThat(event).startsWith("event: queue").contains("\"queue\":");
      id = event.lines().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow();
      ticket(main(), label, "leave");
    }
    try (Watcher back = new Watcher(node().url(), "?events=queue", id.substring(4))) {
      assertThat(back.event()).startsWith("event: queue");
    }
    try (Watcher lost = new Watcher(node().url(), "", "1-1")) {
      assertThat(lost.event()).contains("event: reset");
    }
    assertThat(client().wrong("GET", API + "/live?events=weather", null).status()).isEqualTo(400);
    assertThat(client().bytes(API + "/live?clinic=nowhere").statusCode()).isEqualTo(404);
  }

  /** One stream of events, as a browser reads it. */
  private static final class Watcher implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Stream<String> lines;
    private final Iterator<String> next;

    Watcher(String url, String query, String lastId) throws Exception {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + API + "/live" + query));
      if (lastId != null) {
        request.header("Last-Event-ID", lastId);
      }
      HttpResponse<Stream<String>> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
      lines = response.body();
      next = lines.iterator();
    }

    /** The next event that is one. */
    String event() throws Exception {
      CompletableFuture<String> event = CompletableFuture.supplyAsync(this::read);
      try {
        return event.get(20, SECONDS);
      } catch (TimeoutException e) {
        throw new AssertionError("no event came", e);
      }
    }

    private String read() {
      StringBuilder event = new StringBuilder();
      while (next.hasNext()) {
        String line = next.next();
        if (!line.isEmpty()) {
          event.append(line.startsWith("retry:") ? "" : line + "\n");
        } else if (event.indexOf("event: ") >= 0) {
          return event.toString();
        } else {
          event.setLength(0);
        }
      }
      throw new AssertionError("the stream ended");
    }

    @Override
    public void close() {
      http.shutdownNow();
      lines.close();
    }
  }

  @Test
  void reportsArePrintedAndCounted() throws Exception {
    String clinic = node().practice.clinics().getFirst().id();
    String body = "{\"clinic\": \"%s\", \"period\": \"%s\", \"day\": \"2026-11-%s\"}";
    Answer made = client().post(API + "/reports", body.formatted(clinic, "day", "20"));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
    assertThat(client().post(API + "/reports", body.formatted(clinic, "week", "20")).text("/from"))
        .isEqualTo("2026-11-16");
    assertThat(client().post(API + "/reports", body.formatted(clinic, "day", "23")).status())
        .isEqualTo(422);

    assertThat(client().get(API + "/reports?period=day&clinic=" + clinic).text("/items/0/id"))
        .isEqualTo(made.text("/id"));
    HttpResponse<byte[]> csv = client().bytes(made.text("/csv"));
    assertThat(new String(csv.body(), StandardCharsets.UTF_8))
        .startsWith("clinic,from,to,section,name,count")
        .contains("2026-11-20,2026-11-20,total,total,0,0,0,0,0,0,,,0,,\r\n");
    HttpResponse<byte[]> pdf = client().bytes(made.text("/pdf"));
    assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/pdf");
    try (PDDocument document = Loader.loadPDF(pdf.body())) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("Report of the day", "Friday, 20 November 2026", "All tickets");
    }
    assertThat(client().bytes(made.text("/pdf")).body()).isEqualTo(pdf.body());
    assertThat(
            client()
                .bytes(API + "/reports/sehat.0194c1b2-0000-7000-8000-000000000000.pdf")
                .statusCode())
        .isEqualTo(404);
  }
}
