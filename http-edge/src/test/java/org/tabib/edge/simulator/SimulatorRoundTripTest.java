package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tabib.edge.simulator.SimulatorServer.ASHA;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatorRoundTripTest {
  private static final String TEXT = "\"type\":\"text\",\"text\":{\"body\":\"Welcome\"}";
  private SimulatorServer server;

  @BeforeEach
  void start() {
    server = new SimulatorServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void customerMessageArrivesSignedOverTheBytesMetaWouldSend() {
    server.type(ASHA, "नमस्ते a/b");

    await().until(() -> !server.bot.messages().isEmpty());
    assertThat(server.bot.badSignatures()).isZero();
    var message = server.bot.messages().getFirst();
    assertThat(message.path("from").asText()).isEqualTo("919900000001");
    assertThat(message.at("/text/body").asText()).isEqualTo("नमस्ते a/b");
    // Escaped as Meta does: lower-case hex, slashes too.
    assertThat(server.bot.bodies().getFirst()).contains("\\u0928").contains("\\u094d", "a\\/b");
  }

  @Test
  void customerTicksGoFromClockToBlueAsTheBusinessActs() {
    server.bot.refuseNext(1);
    var id = server.type(ASHA, "hi");
    assertThat(server.tick(ASHA, id)).isEqualTo("clock");

    await().until(() -> server.tick(ASHA, id).equals("delivered"));
    assertThat(server.bot.messages()).hasSize(1);

    var read =
        server.graph(
            "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\""
                + id
                + "\",\"typing_indicator\":{\"type\":\"text\"}}");
    assertThat(read.json().path("success").asBoolean()).isTrue();
    assertThat(server.tick(ASHA, id)).isEqualTo("read");
    assertThat(phone(ASHA).path("typing").asBoolean()).isTrue();

    server.show(ASHA, TEXT);
    assertThat(phone(ASHA).path("typing").asBoolean()).isFalse();
  }

  @Test
  void statusesEchoTheOpaqueDataAndTheRecipient() {
    var wamid = server.show(ASHA, "\"biz_opaque_callback_data\":\"outbox-7\"," + TEXT);

    await().until(() -> server.bot.statuses(wamid).size() == 2);
    assertThat(server.bot.statuses(wamid))
        .extracting(status -> status.path("status").asText())
        .containsExactlyInAnyOrder("sent", "delivered");
    assertThat(server.bot.statuses(wamid))
        .allSatisfy(
            status -> {
              assertThat(status.path("biz_opaque_callback_data").asText()).isEqualTo("outbox-7");
              assertThat(status.path("recipient_id").asText()).isEqualTo("919900000001");
              assertThat(status.path("timestamp").isTextual()).isTrue();
            });
  }

  @Test
  void lookingAtTheChatReportsReadOnce() {
    var wamid = server.show(ASHA, TEXT);
    await().until(() -> server.bot.statuses(wamid).size() == 2);
    assertThat(phone(ASHA).path("unread").asInt()).isEqualTo(1);

    assertThat(server.api("/phones/" + ASHA + "/read", "{}").json().path("read").asInt()).isOne();
    assertThat(server.api("/phones/" + ASHA + "/read", "{}").json().path("read").asInt()).isZero();

    await().until(() -> server.bot.statuses(wamid).size() == 3);
    assertThat(server.bot.statuses(wamid).getLast().path("status").asText()).isEqualTo("read");
    assertThat(phone(ASHA).path("unread").asInt()).isZero();
  }

  @Test
  void numberThatNobodyCanHaveFailsByWebhookAsUndeliverable() {
    var wamid = server.show("+000000000000", TEXT);

    await().until(() -> !server.bot.statuses(wamid).isEmpty());
    var status = server.bot.statuses(wamid).getFirst();
    assertThat(status.path("status").asText()).isEqualTo("failed");
    assertThat(status.at("/errors/0/code").asInt()).isEqualTo(131026);
  }

  @Test
  void repliesToButtonsListsAndTemplatesHaveTheirOwnShapes() {
    var buttons = server.show(ASHA, SampleMessages.BUTTONS);
    var path = "/phones/" + ASHA + "/messages";
    server.api(
        path,
        "{\"type\":\"button_reply\",\"id\":\"book\",\"title\":\"Book\",\"contextId\":\""
            + buttons
            + "\"}");
    await().until(() -> server.bot.messages().size() == 1);
    server.api(
        path,
        "{\"type\":\"list_reply\",\"id\":\"d1\",\"title\":\"Skin\",\"description\":\"Dr A\"}");
    await().until(() -> server.bot.messages().size() == 2);
    server.api(path, "{\"type\":\"template_reply\",\"payload\":\"yes\",\"text\":\"Yes\"}");
    await().until(() -> server.bot.messages().size() == 3);

    var received = server.bot.messages();
    assertThat(received.get(0).at("/interactive/button_reply/id").asText()).isEqualTo("book");
    assertThat(received.get(0).at("/context/id").asText()).isEqualTo(buttons);
    assertThat(received.get(1).at("/interactive/list_reply/description").asText())
        .isEqualTo("Dr A");
    assertThat(received.get(2).at("/button/payload").asText()).isEqualTo("yes");
  }

  @Test
  void browserHearsOfEveryChange() throws Exception {
    var lines = new LinkedBlockingQueue<String>();
    var response =
        server.http.send(
            server.request("/api/events").GET().build(), HttpResponse.BodyHandlers.ofLines());
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("text/event-stream");
    try (var stream = response.body()) {
      Thread.ofVirtual().start(() -> stream.forEach(lines::add));
      awaitLine(lines, "event:hello");

      var id = server.type(ASHA, "hi");
      awaitLine(lines, "event:message");
      awaitLine(lines, "\"tick\":\"delivered\"");
      server.graph(
          "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"" + id + "\"}");
      awaitLine(lines, "\"tick\":\"read\"");
      server.api("/phones", "{\"name\":\"Tara\"}");
      awaitLine(lines, "event:phone");
    }
  }

  @Test
  void aLoadDriversMessagesAreAllAcceptedAndReported() {
    var wamids = new ConcurrentLinkedQueue<String>();
    try (var driver = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 1_000; i++) {
        var number = "+9198000%05d".formatted(i % 200);
        driver.execute(() -> wamids.add(server.show(number, TEXT)));
      }
    }
    assertThat(wamids).doesNotHaveDuplicates().hasSize(1_000);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.bot.statusCount() == 2 * wamids.size());
    assertThat(server.api("/state").json().path("phones")).hasSize(3);
  }

  @Test
  void newPhoneGetsAnIndianNumberAndANumberIsTakenOnce() {
    var created = server.api("/phones", "{\"name\":\"Tara\"}");
    assertThat(created.status()).isEqualTo(201);
    var number = created.json().path("number").asText();
    assertThat(number).matches("\\+9199\\d{8}");

    var again = server.api("/phones", "{\"name\":\"Tara\",\"number\":\"" + number + "\"}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.header("content-type")).startsWith("application/problem+json");
  }

  @Test
  void pageOfAnotherSiteCannotTypeOnThePhones() {
    var answer =
        server.call(server.request("/api/state").header("Sec-Fetch-Site", "cross-site").GET());
    assertThat(answer.status()).isEqualTo(403);
  }

  private JsonNode phone(String number) {
    return FakeBot.stream(server.api("/state").json().path("phones"))
        .filter(phone -> phone.path("number").asText().equals(number))
        .findFirst()
        .orElseThrow();
  }

  private static void awaitLine(LinkedBlockingQueue<String> lines, String part)
      throws InterruptedException {
    String line;
    do {
      line = lines.poll(10, TimeUnit.SECONDS);
      assertThat(line).as("a line with " + part).isNotNull();
    } while (!line.contains(part));
  }
}
