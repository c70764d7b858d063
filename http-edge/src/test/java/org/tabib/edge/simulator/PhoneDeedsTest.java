package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tabib.edge.simulator.SimulatorServer.ASHA;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.edge.simulator.SimulatorServer.Answer;
import org.tabib.edge.whatsapp.Webhook;
import org.tabib.edge.whatsapp.WebhookItem;
import org.tabib.edge.whatsapp.WebhookParser;
import org.tabib.engine.delivery.InboundContent;

/** What a phone does beside writing, read back by the product's own webhook parser. */
class PhoneDeedsTest {
  private static SimulatorServer server;

  @BeforeAll
  static void start() {
    server = new SimulatorServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void reactsAndTakesItBack() {
    var wamid = server.show(ASHA, "\"type\":\"text\",\"text\":{\"body\":\"Welcome\"}");
    assertThat(done(wamid, "reaction", "{\"emoji\":\"🙏\"}").path("ownReaction").asText())
        .isEqualTo("🙏");
    await().until(() -> heard().contains(new InboundContent.Reaction(wamid, "🙏")));
    assertThat(done(wamid, "reaction", "{\"emoji\":\"\"}").has("ownReaction")).isFalse();
    await().until(() -> heard().contains(new InboundContent.Reaction(wamid, null)));
  }

  @Test
  void editsAndDeletesOwnMessagesOnly() {
    var id = server.type(ASHA, "tomorow");
    var edited = done(id, "edit", "{\"text\":\"tomorrow\"}");
    assertThat(edited.at("/content/text").asText()).isEqualTo("tomorrow");
    assertThat(edited.path("change").asText()).isEqualTo("edited");
    await().until(() -> heard().contains(new InboundContent.Edit(id, "tomorrow")));

    assertThat(done(id, "delete", "{}").path("change").asText()).isEqualTo("deleted");
    await().until(() -> heard().contains(new InboundContent.Revoke(id)));
    assertThat(message(id, "edit", "{\"text\":\"x\"}").status()).isEqualTo(400);

    var theirs = server.show(ASHA, "\"type\":\"text\",\"text\":{\"body\":\"Welcome\"}");
    assertThat(message(theirs, "delete", "{}").status()).isEqualTo(400);
    assertThat(message(theirs, "edit", "{\"text\":\"x\"}").status()).isEqualTo(400);
  }

  @Test
  void sharesACardOrdersAndSendsWhatMetaDoesNotHandOn() {
    send("{\"type\":\"contacts\",\"cards\":[{\"name\":\"Ravi\",\"number\":\"+919900000002\"}]}");
    send(
        "{\"type\":\"order\",\"catalogId\":\"1\",\"items\":[{\"productId\":\"kit\",\"quantity\":2,"
            + "\"price\":59.5,\"currency\":\"INR\"}]}");
    send("{\"type\":\"unsupported\",\"kind\":\"poll\"}");
    await()
        .untilAsserted(
            () ->
                assertThat(heard())
                    .anySatisfy(
                        content ->
                            assertThat(content)
                                .isInstanceOfSatisfying(
                                    InboundContent.Contacts.class,
                                    cards -> assertThat(cards.json()).contains("Ravi")))
                    .anySatisfy(content -> assertThat(kind(content)).isEqualTo("order"))
                    .anySatisfy(content -> assertThat(kind(content)).isEqualTo("unsupported")));
    assertThat(post("{\"type\":\"contacts\",\"cards\":[]}").status()).isEqualTo(400);
    assertThat(post("{\"type\":\"order\",\"catalogId\":\"1\"}").status()).isEqualTo(400);
  }

  @Test
  void newNumberIsAPhoneToo() {
    send("{\"type\":\"number_changed\",\"number\":\"+919911112222\"}");
    await().until(() -> items().stream().anyMatch(WebhookItem.IdentityChange.class::isInstance));
    assertThat(server.api("/phones/+919911112222/messages").status()).isEqualTo(200);
    assertThat(post("{\"type\":\"number_changed\",\"number\":\"+919911112222\"}").status())
        .isEqualTo(409);
  }

  @Test
  void cardOfTheBusinessIsShown() {
    server.show(
        ASHA,
        "\"type\":\"contacts\",\"contacts\":[{\"name\":{\"formatted_name\":\"Front desk\"},"
            + "\"phones\":[{\"phone\":\"+918047180000\"}]}]");
    assertThat(server.bubbles(ASHA))
        .anySatisfy(
            bubble ->
                assertThat(bubble.at("/content/cards/0/name").asText()).isEqualTo("Front desk"));
  }

  @Test
  void sampleVoiceNoteIsAnOggThatNamesOpus() {
    var id = server.api("/phones/" + ASHA + "/sample-voice", "{}").json().path("id").asText();
    var voice = server.api("/media/" + id);
    assertThat(voice.header("content-type")).startsWith("audio/ogg");
    assertThat(voice.body()).startsWith("OggS".getBytes(StandardCharsets.US_ASCII));
    assertThat(voice.text()).contains("OpusHead").contains("OpusTags");
    // The check value of this checksum (RFC 3533; the catalogue of CRCs calls it CRC-32/MPEG-2
    // with a start and an end of zero).
    assertThat(SampleVoice.checksum("123456789".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(0x89A1897F);
  }

  @Test
  void personGetsAnotherNameAndLanguage() {
    var second = "+919900000002";
    var renamed =
        server.api("/phones/" + second + "/profile", "{\"name\":\"Neema\",\"language\":\"sw\"}");
    assertThat(renamed.json().path("name").asText()).isEqualTo("Neema");
    assertThat(renamed.json().path("language").asText()).isEqualTo("sw");
    assertThat(server.api("/phones/" + second + "/profile", "{\"name\":\" \"}").status())
        .isEqualTo(400);
  }

  private static String kind(InboundContent content) {
    return content instanceof InboundContent.Other other ? other.kind() : "";
  }

  private static List<InboundContent> heard() {
    return items().stream()
        .filter(WebhookItem.Message.class::isInstance)
        .map(item -> ((WebhookItem.Message) item).message().content())
        .toList();
  }

  private static List<WebhookItem> items() {
    return server.bot.bodies().stream()
        .map(body -> WebhookParser.parse(body.getBytes(StandardCharsets.UTF_8)))
        .flatMap(parsed -> ((Webhook) parsed).items().stream())
        .toList();
  }

  private static JsonNode done(String id, String action, String json) {
    var answer = message(id, action, json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static Answer message(String wamid, String action, String json) {
    var id = URLEncoder.encode(wamid, StandardCharsets.UTF_8);
    return server.api("/phones/" + ASHA + "/messages/" + id + "/" + action, json);
  }

  private static void send(String json) {
    var answer = post(json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private static Answer post(String json) {
    return server.api("/phones/" + ASHA + "/messages", json);
  }
}
