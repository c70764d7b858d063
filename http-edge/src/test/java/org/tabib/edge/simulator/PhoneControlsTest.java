package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tabib.edge.simulator.SimulatorServer.ASHA;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhoneControlsTest {
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
  void receiptsByHandAreReportedAsTheyAreGiven() {
    controls("manual", 0, false, 0, "none");
    var wamid = server.show(ASHA, TEXT);
    await().until(() -> words(wamid).equals(List.of("sent")));

    // Looking at the chat reads nothing: whoever holds the phone decides.
    assertThat(server.api("/phones/" + ASHA + "/read", "{}").json().path("read").asInt()).isZero();
    assertThat(receipt(wamid, "failed", 131047).path("errorCode").asInt()).isEqualTo(131047);
    await().until(() -> words(wamid).size() == 2);
    var failed = server.bot.statuses(wamid).getLast();
    assertThat(failed.path("status").asText()).isEqualTo("failed");
    assertThat(failed.at("/errors/0/code").asInt()).isEqualTo(131047);
    assertThat(failed.at("/errors/0/title").asText()).isEqualTo("Re-engagement message");

    // Meta may deliver after it has reported a failure.
    assertThat(receipt(wamid, "delivered", null).path("tick").asText()).isEqualTo("delivered");
    await().until(() -> words(wamid).equals(List.of("sent", "failed", "delivered")));
  }

  @Test
  void anyCodeCanBeTheReasonOfAFailureButNoneThatIsNoCode() {
    controls("manual", 0, false, 0, "none");
    var wamid = server.show(ASHA, TEXT);
    await().until(() -> words(wamid).size() == 1);
    assertThat(receipt(wamid, "failed", 999).path("errorCode").asInt()).isEqualTo(999);
    assertThat(message(wamid, "receipt", "{\"status\":\"failed\",\"code\":0}").status())
        .isEqualTo(400);
    assertThat(message(wamid, "receipt", "{\"status\":\"lost\"}").status()).isEqualTo(400);
    assertThat(message("wamid.none", "receipt", "{\"status\":\"read\"}").status()).isEqualTo(404);
  }

  @Test
  void messagesToAPhoneWithoutConnectionComeWhenItIsBack() {
    controls("automatic", 0, true, 0, "none");
    var first = server.show(ASHA, TEXT);
    var second = server.show(ASHA, TEXT);
    await().until(() -> words(first).size() == 1 && words(second).size() == 1);
    assertThat(server.tick(ASHA, first)).isEqualTo("sent");

    controls("automatic", 0, false, 0, "none");
    await().until(() -> words(first).equals(List.of("sent", "delivered")));
    await().until(() -> words(second).equals(List.of("sent", "delivered")));
  }

  @Test
  void whatIsWrittenWithoutConnectionGoesOutWhenItIsBack() {
    controls("automatic", 0, true, 0, "none");
    var first = server.type(ASHA, "one");
    var second = server.type(ASHA, "two");
    assertThat(server.tick(ASHA, first)).isEqualTo("clock");
    // Another phone's message shows that webhooks are on their way.
    var other = server.type("+919900000002", "hi");
    await().until(() -> ids().contains(other));
    assertThat(ids()).containsExactly(other);

    controls("automatic", 0, false, 0, "none");
    await().until(() -> ids().size() == 3);
    assertThat(ids()).containsExactlyInAnyOrder(other, first, second);
    await().until(() -> server.tick(ASHA, second).equals("delivered"));
  }

  @Test
  void aSlowPhoneGetsItsMessageLaterAndReadsItOnlyThen() {
    controls("automatic", 1, false, 0, "none");
    var wamid = server.show(ASHA, TEXT);
    await().until(() -> words(wamid).size() == 1);
    assertThat(server.api("/phones/" + ASHA + "/read", "{}").json().path("read").asInt()).isZero();
    await().until(() -> words(wamid).equals(List.of("sent", "delivered")));
    assertThat(server.api("/phones/" + ASHA + "/read", "{}").json().path("read").asInt()).isOne();
  }

  @Test
  void clockOfThePhoneIsOnItsMessagesOnly() {
    controls("automatic", 0, false, -8 * 86_400, "none");
    var before = Instant.now();
    server.type(ASHA, "hi");
    await().until(() -> !server.bot.messages().isEmpty());
    var sent = server.bot.messages().getFirst().path("timestamp").asLong();
    assertThat(sent)
        .isBetween(
            before.minusSeconds(8 * 86_400 + 1).getEpochSecond(),
            Instant.now().minusSeconds(8 * 86_400).getEpochSecond());

    var wamid = server.show(ASHA, TEXT);
    await().until(() -> !words(wamid).isEmpty());
    assertThat(server.bot.statuses(wamid).getFirst().path("timestamp").asLong())
        .isGreaterThanOrEqualTo(before.getEpochSecond());
  }

  @Test
  void nextMessageComesTwiceAndOnlyThatOne() {
    controls("automatic", 0, false, 0, "twice");
    var first = server.type(ASHA, "one");
    var second = server.type(ASHA, "two");
    await().until(() -> ids().size() == 3);
    assertThat(ids()).containsExactlyInAnyOrder(first, first, second);
    assertThat(phone().at("/controls/fault").asText()).isEqualTo("none");
  }

  @Test
  void nextMessageComesAfterTheOneThatFollowsIt() {
    controls("automatic", 0, false, 0, "swapped");
    var first = server.type(ASHA, "one");
    assertThat(server.tick(ASHA, first)).isEqualTo("clock");
    var second = server.type(ASHA, "two");
    await().until(() -> ids().equals(List.of(second, first)));
    await().until(() -> server.tick(ASHA, first).equals("delivered"));
  }

  @Test
  void burstIsManyMessagesOfTheirOwn() {
    var sent =
        server.api("/phones/" + ASHA + "/burst", "{\"lines\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}");
    assertThat(sent.status()).isEqualTo(201);
    await().until(() -> server.bot.messages().size() == 5);
    assertThat(server.bot.messages())
        .extracting(message -> message.at("/text/body").asText())
        .containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    assertThat(server.api("/phones/" + ASHA + "/burst", "{\"lines\":[]}").status()).isEqualTo(400);
  }

  @Test
  void refusesControlsThatNothingKnows() {
    assertThat(controlled("perhaps", 0, false, 0, "none")).isEqualTo(400);
    assertThat(controlled("manual", -1, false, 0, "none")).isEqualTo(400);
    assertThat(controlled("manual", 0, false, 1L << 40, "none")).isEqualTo(400);
    assertThat(server.api("/phones/+10000000/controls", "{}").status()).isEqualTo(404);
  }

  private void controls(String receipts, int delay, boolean offline, long offset, String fault) {
    assertThat(controlled(receipts, delay, offline, offset, fault)).isEqualTo(200);
  }

  private int controlled(String receipts, int delay, boolean offline, long offset, String fault) {
    var body =
        SimulatorJson.PLAIN
            .createObjectNode()
            .put("receipts", receipts)
            .put("delaySeconds", delay)
            .put("offline", offline)
            .put("clockOffsetSeconds", offset)
            .put("fault", fault);
    return server.api("/phones/" + ASHA + "/controls", body.toString()).status();
  }

  private JsonNode receipt(String wamid, String status, Integer code) {
    var body = SimulatorJson.PLAIN.createObjectNode().put("status", status);
    if (code != null) {
      body.put("code", code);
    }
    var answer = message(wamid, "receipt", body.toString());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private SimulatorServer.Answer message(String wamid, String action, String json) {
    var id = URLEncoder.encode(wamid, StandardCharsets.UTF_8);
    return server.api("/phones/" + ASHA + "/messages/" + id + "/" + action, json);
  }

  private List<String> words(String wamid) {
    return server.bot.statuses(wamid).stream().map(s -> s.path("status").asText()).toList();
  }

  private List<String> ids() {
    return server.bot.messages().stream().map(m -> m.path("id").asText()).toList();
  }

  private JsonNode phone() {
    return server.api("/state").json().path("phones").path(0);
  }
}
