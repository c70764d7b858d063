package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.InboundContent;

/** PostgreSQL is away while people write: they are heard all the same, once and in order. */
class OutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Below every time-out of the journal's side: whoever waits for one of those fails. */
  private static final Duration ACKNOWLEDGED = Duration.ofSeconds(6);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private interface Deed {
    void perform() throws Exception;
  }

  /** What happens to the database, how it comes back, and what people say meanwhile. */
  private record Outage(Deed goes, Deed comesBack, List<String> said, String answer) {}

  @Test
  void everythingSaidDuringOutagesIsAcknowledgedAndAnsweredOnceInOrder() throws Exception {
    try (PostgresServer database = PostgresServer.create();
        NodeUnderTest node = NodeUnderTest.startOn(database)) {
      List<Patient> patients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        patients.add(node.newPatient("Asha").consents());
      }
      URI webhook = node.uri("/webhooks/whatsapp");
      List<String> heard = new ArrayList<>(List.of("Hi", "I agree"));
      List<Outage> outages =
          List.of(
              new Outage(
                  database::freeze,
                  database::thaw,
                  List.of("book", "For me", "Asha Verma", "34"),
                  "sex"),
              new Outage(
                  database::stop,
                  database::start,
                  List.of("female", "Fever since two days"),
                  "can see Asha Verma"),
              new Outage(
                  database::kill, database::start, List.of("thanks", "help"), "I can book, move"));
      for (Outage outage : outages) {
        node.get("/metrics");
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        List<Patient> strangers = List.of(node.newPatient("Tara"), node.newPatient("Ravi"));
        outage.goes().perform();
        for (String words : outage.said()) {
          for (Patient patient : patients) {
            answers.add(post(webhook, patient, words));
          }
          CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        }
        strangers.forEach(stranger -> answers.add(post(webhook, stranger, "Hi")));
        assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(200));
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  HttpResponse<String> ready = node.get("/health/ready");
                  assertThat(ready.statusCode()).isEqualTo(503);
                  assertThat(ready.body())
                      .contains("\"database\",\"healthy\":false")
                      .contains("\"spool\",\"healthy\":true");
                });
        assertThat(metric(node, "tabib_spool_open")).isEqualTo(1);

        outage.comesBack().perform();

        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(node.get("/health/ready").body())
                        .contains("\"healthy\":true,\"checks\"")
                        .contains("0 waiting"));
        for (Patient patient : patients) {
          await()
              .atMost(PATIENCE)
              .untilAsserted(
                  () ->
                      assertThat(node.graph().sentTo(patient.address()).getLast().text())
                          .contains(outage.answer()));
        }
        for (Patient stranger : strangers) {
          stranger.hears("Do you agree?", PATIENCE);
          stranger.taps("I agree").hears("How can I help you?");
          stranger.hearsNothingMore();
        }
        heard.addAll(outage.said());
        for (Patient patient : patients) {
          await()
              .atMost(PATIENCE)
              .untilAsserted(
                  () ->
                      assertThat(texts(node, patient)).containsExactlyInAnyOrderElementsOf(heard));
        }
      }
      assertThat(metric(node, "tabib_spool_drained_total"))
          .isEqualTo(metric(node, "tabib_spool_appended_total"));
      assertThat(metric(node, "tabib_spool_quarantined_total")).isZero();
      assertThat(node.graph().attempts()).as("no reply is sent twice").doesNotHaveDuplicates();
      assertThat(new HashSet<>(node.graph().problems())).isEmpty();
    }
  }

  @Test
  void aSpoolLeftByAKilledProcessIsDrainedByTheNextStart() throws Exception {
    try (PostgresServer database = PostgresServer.create();
        FakeGraph graph = new FakeGraph();
        NodeProcess node =
            new NodeProcess(
                Files.createTempDirectory("tabib-node"),
                graph,
                Map.of("TABIB_DATABASE_URL", database.url(), "TABIB_DATABASE_USER", "postgres"))) {
      node.start();
      Patient asha = new Patient(node, "919900300001", null, "Asha").consents();
      Patient tara = new Patient(node, "919900300002", null, "Tara");
      untilAllIsSettled(database, graph);
      database.kill();
      asha.says("book").says("For me").says("Asha Verma").says("34");
      tara.says("Hi");
      node.kill();
      database.start();
      assertThat(graph.sentTo(tara.address())).isEmpty();

      node.start();

      tara.hears("Do you agree?", PATIENCE);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(graph.sentTo(asha.address()).getLast().text()).contains("sex"));
      tara.taps("I agree").hears("How can I help you?");
      tara.hearsNothingMore();
      assertThat(graph.attempts()).doesNotHaveDuplicates();
      node.stop();
    }
  }

  /** A kill between the provider's answer and our record of it can only be settled by a receipt. */
  private static void untilAllIsSettled(PostgresServer database, FakeGraph graph) throws Exception {
    try (Connection connection = DriverManager.getConnection(database.url(), "postgres", "");
        PreparedStatement recorded =
            connection.prepareStatement(
                "select count(*) from read.message"
                    + " where direction = 'out' and provider_id is not null")) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                try (ResultSet row = recorded.executeQuery()) {
                  row.next();
                  return row.getInt(1) == graph.sent().size();
                }
              });
    }
  }

  private static CompletableFuture<HttpResponse<String>> post(
      URI webhook, Patient patient, String words) {
    byte[] body = Webhooks.payload(List.of(patient.message(Webhooks.text(words))));
    return HTTP.sendAsync(
        HttpRequest.newBuilder(webhook)
            .timeout(ACKNOWLEDGED)
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", Webhooks.signature(body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static List<String> texts(NodeUnderTest node, Patient patient) {
    return node.stored().received(patient.conversationId()).stream()
        .map(
            content ->
                switch (content) {
                  case InboundContent.Text(String text) -> text;
                  case InboundContent.Choice choice -> choice.title();
                  default -> content.getClass().getSimpleName();
                })
        .toList();
  }

  private static double metric(NodeUnderTest node, String name) {
    return node.get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
