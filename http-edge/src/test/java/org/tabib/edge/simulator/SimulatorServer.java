package org.tabib.edge.simulator;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/** A simulator and its bot on free ports, with the calls that tests make. */
final class SimulatorServer implements AutoCloseable {
  static final String SECRET = "test-secret";
  static final String TOKEN = "test-token";
  static final String PHONE_NUMBER_ID = "15550001111";
  static final String ASHA = "+919900000001";
  static final String CLINIC = "Sunrise Clinic";

  final FakeBot bot = new FakeBot(SECRET);
  final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ActorTestKit kit = ActorTestKit.create();
  private final ServerBinding binding;

  SimulatorServer() {
    this(List.of());
  }

  SimulatorServer(List<Business> others) {
    this(others, InstantSource.system());
  }

  SimulatorServer(List<Business> others, InstantSource clock) {
    var settings =
        new SimulatorSettings(
            bot.webhookUrl(),
            SECRET,
            TOKEN,
            PHONE_NUMBER_ID,
            "100200300",
            "+91 80 4718 0000",
            CLINIC,
            ZoneId.of("UTC"),
            others);
    var simulator = GraphSimulator.create(kit.system(), settings, ApprovedTemplates.NONE, clock);
    binding =
        Http.get(kit.system())
            .newServerAt("127.0.0.1", 0)
            .bind(simulator.route())
            .toCompletableFuture()
            .join();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + "/simulator" + path);
  }

  Answer graph(String json) {
    return graph(json, "Bearer " + TOKEN);
  }

  Answer graph(String json, String authorization) {
    return call(
        request("/graph/v25.0/" + PHONE_NUMBER_ID + "/messages")
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Sends to a phone and returns the wamid. */
  String show(String to, String typeAndContent) {
    var answer =
        graph("{\"messaging_product\":\"whatsapp\",\"to\":\"" + to + "\"," + typeAndContent + "}");
    if (answer.status() != 200) {
      throw new AssertionError("refused: " + answer.json());
    }
    return answer.json().at("/messages/0/id").asText();
  }

  Answer api(String path, String json) {
    return call(request("/api" + path).POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  Answer api(String path) {
    return call(request("/api" + path).GET());
  }

  /** Types a text on a phone and returns the bubble's id. */
  String type(String number, String text) {
    var body = SimulatorJson.PLAIN.createObjectNode().put("type", "text").put("text", text);
    var answer = api("/phones/" + number + "/messages", body.toString());
    if (answer.status() != 201) {
      throw new AssertionError("refused: " + answer.json());
    }
    return answer.json().path("id").asText();
  }

  List<JsonNode> bubbles(String number) {
    return FakeBot.stream(api("/phones/" + number + "/messages").json().path("items")).toList();
  }

  String tick(String number, String id) {
    return bubbles(number).stream()
        .filter(bubble -> bubble.path("id").asText().equals(id))
        .map(bubble -> bubble.path("tick").asText())
        .findFirst()
        .orElseThrow();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(10));
  }

  Answer call(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  record Answer(int status, byte[] body, HttpResponse<byte[]> response) {
    JsonNode json() {
      try {
        return SimulatorJson.PLAIN.readTree(body);
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + text(), e);
      }
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  @Override
  public void close() {
    binding.terminate(Duration.ofSeconds(2)).toCompletableFuture().join();
    kit.shutdownTestKit();
    http.close();
    bot.close();
  }
}
