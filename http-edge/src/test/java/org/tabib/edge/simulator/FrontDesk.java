package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.tabib.edge.e2e.NodeUnderTest;

/** What the staff of a clinic do at the API while patients chat. */
final class FrontDesk implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final NodeUnderTest node;
  private final String queue;

  FrontDesk(NodeUnderTest node, String clinicId) {
    this.node = node;
    this.queue = "/api/v1/queues/" + clinicId;
  }

  // ── the queue ─────────────────────────────────────────────────────────────────────────────────

  /** Somebody without a telephone walks in to the consultations; the answer is their label. */
  String registers(String name, String urgency) {
    return post(
            queue + "/tickets",
            """
            {"servicePoint": "general", "urgency": "%s",
             "patient": {"new": {"name": "%s", "age": 52, "sex": "male"}}}
            """
                .formatted(urgency, name))
        .path("label")
        .asText();
  }

  /** Calls whoever is next into the room; the answer is their label. */
  String callsNext(String room) {
    return post(
            queue + "/call-next",
            "{\"servicePoint\": \"general\", \"room\": \"%s\"}".formatted(room))
        .at("/ticket/label")
        .asText();
  }

  /** Recalls, starts, finishes… a ticket. */
  JsonNode tickets(String label, String deed) {
    return post(queue + "/tickets/" + label + "/" + deed, "{}");
  }

  void sees(String label) {
    tickets(label, "start");
    tickets(label, "finish");
  }

  JsonNode queue() {
    return get(queue);
  }

  // ── visits ────────────────────────────────────────────────────────────────────────────────────

  /** Books for somebody whose telephone number they know. */
  JsonNode books(String doctorId, Instant start, String name, String number) {
    return post(
        "/api/v1/appointments",
        """
        {"doctorId": "%s", "start": "%s", "complaint": "Fever",
         "patient": {"new": {"name": "%s", "age": 41, "sex": "male", "phone": "%s"}}}
        """
            .formatted(doctorId, start, name, number));
  }

  /** The visits that there are, to tell which one is new. */
  Set<String> visits() {
    return new HashSet<>(
        get("/api/v1/appointments?limit=100").path("items").findValuesAsText("id"));
  }

  /** The one visit that was not there before, as soon as the list has it. */
  JsonNode newVisit(Set<String> before) {
    await().atMost(PATIENCE).until(() -> visits().size() > before.size());
    Set<String> now = visits();
    now.removeAll(before);
    assertThat(now).hasSize(1);
    return visit(now.iterator().next());
  }

  JsonNode visit(String id) {
    return get("/api/v1/appointments/" + id);
  }

  void awaitStatus(String visit, String status) {
    await().atMost(PATIENCE).until(() -> visit(visit).path("status").asText().equals(status));
  }

  static Instant start(JsonNode visit) {
    return OffsetDateTime.parse(visit.path("start").asText()).toInstant();
  }

  /** Tried until the list of conversations knows whom to tell. */
  JsonNode plans(String path, String body) {
    return await()
        .atMost(PATIENCE)
        .until(() -> send(path, body), answer -> answer.statusCode() == 201)
        .body()
        .transform(FrontDesk::read);
  }

  /** The one thing that a list of the API has, as soon as it has it. */
  JsonNode single(String path) {
    JsonNode items =
        await().atMost(PATIENCE).until(() -> get(path).path("items"), found -> !found.isEmpty());
    assertThat(items).hasSize(1);
    return items.get(0);
  }

  JsonNode post(String path, String body) {
    HttpResponse<String> answer = send(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return read(answer.body());
  }

  JsonNode get(String path) {
    return read(node.get(path).body());
  }

  private HttpResponse<String> send(String path, String body) {
    try {
      return http.send(
          HttpRequest.newBuilder(node.uri(path))
              .timeout(Duration.ofSeconds(20))
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
