package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that cannot be delivered: from a webhook to a dead letter, and what becomes of it. */
@ExtendWith(SharedNode.class)
class LettersIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FakeGraph.Behaviour UNREACHABLE =
      new FakeGraph.Behaviour.Refuse(400, 131026);

  private final NodeUnderTest node;

  LettersIT(NodeUnderTest node) {
    this.node = node;
  }

  @AfterEach
  void delivers() {
    node.graph().behave(new FakeGraph.Behaviour.Accept());
  }

  @Test
  void replayedLetterIsDeliveredOnceHoweverOftenItIsAskedFor() {
    Patient asha = node.newPatient("Asha");
    String letter = givenUp(asha);
    assertThat(json(node.get(letter)).at("/reason").asText()).isEqualTo("recipient-unreachable");
    assertThat(json(node.get(letter)).at("/code").asInt()).isEqualTo(131026);
    assertThat(json(node.get(letter)).at("/attempts").asInt()).isEqualTo(1);
    await()
        .untilAsserted(
            () ->
                assertThat(node.get("/health/ready").body())
                    .contains("recipient-unreachable", "\"owed\""));
    assertThat(node.get("/metrics").body())
        .contains("tabib_dead_letters{reason=\"recipient-unreachable\"}");

    node.graph().behave(new FakeGraph.Behaviour.Accept());
    HttpResponse<String> first = post(letter + "/replay", "once");
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(post(letter + "/replay", "once").body()).isEqualTo(first.body());
    HttpResponse<String> other = post(letter + "/replay", "twice");
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(json(other).at("/code").asText()).isEqualTo("letter-replayed");

    asha.hears("Do you agree?");
    asha.taps("I agree").hears("How can I help you?");
    asha.hearsNothingMore();
    await().until(() -> state(letter).equals("replayed"));
    assertThat(json(node.get(letter)).at("/replayedAs")).isEqualTo(json(first).at("/messageId"));
    List<String> statuses =
        json(node.get(letter.replace("dead-letters", "conversations").split(":")[0] + "/messages"))
            .findValuesAsText("status");
    assertThat(statuses).containsOnlyOnce("failed");
  }

  @Test
  void droppedLetterIsNeverSent() {
    Patient ravi = node.newPatient("Ravi");
    String letter = givenUp(ravi);
    node.graph().behave(new FakeGraph.Behaviour.Accept());

    assertThat(post(letter + "/drop", "key", "{\"reason\": \"outdated\"}").statusCode())
        .isEqualTo(200);
    HttpResponse<String> replayed = post(letter + "/replay", "other");

    assertThat(replayed.statusCode()).isEqualTo(409);
    assertThat(json(replayed).at("/code").asText()).isEqualTo("letter-dropped");
    await().until(() -> state(letter).equals("dropped"));
    assertThat(node.graph().sentTo(ravi.address())).isEmpty();
  }

  @Test
  void receiptOfADeliveryAfterAllClosesTheLetter() {
    Patient tara = node.newPatient("Tara");
    String letter = givenUp(tara);
    String ownId = json(node.get(letter)).at("/messageId").asText();

    node.deliver(
        Webhooks.status(
            new FakeGraph.Sent("wamid.other-device", ownId, tara.address(), null),
            "delivered",
            Instant.now()));

    await().until(() -> state(letter).equals("delivered"));
    assertThat(json(post(letter + "/replay", "key")).at("/code").asText())
        .isEqualTo("letter-closed");
  }

  /** The first answer to a person cannot be delivered; returns the path of the letter. */
  private String givenUp(Patient patient) {
    node.graph().behave(UNREACHABLE);
    int before = node.graph().attempts().size();
    patient.says("Hi");
    await().until(() -> node.graph().attempts().size() > before);
    String ownId = node.graph().attempts().get(before);
    String letter = "/api/v1/dead-letters/" + ownId.replace("/", ":");
    await().until(() -> node.get(letter).statusCode() == 200);
    assertThat(
            json(node.get("/api/v1/dead-letters?state=open&reason=recipient-unreachable"))
                .findValuesAsText("messageId"))
        .contains(ownId);
    return letter;
  }

  private String state(String letter) {
    return json(node.get(letter)).at("/state").asText();
  }

  private HttpResponse<String> post(String path, String key) {
    return post(path, key, "");
  }

  private HttpResponse<String> post(String path, String key, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.uri(path))
            .timeout(Duration.ofSeconds(20))
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return NodeUnderTest.send(request.build());
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
