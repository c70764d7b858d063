package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tabib.edge.simulator.SimulatorServer.ASHA;
import static org.tabib.edge.simulator.SimulatorServer.TOKEN;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.edge.simulator.SimulatorServer.Answer;

class PhoneFilesTest {
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
  void fileOfAPhoneReachesTheBusinessAsMetaHandsItOver() throws Exception {
    var bytes = "OggS-not-really".getBytes(StandardCharsets.UTF_8);
    var uploaded = upload(ASHA, "audio/ogg; codecs=opus", bytes);
    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(201);
    assertThat(uploaded.json().path("bytes").asInt()).isEqualTo(bytes.length);
    var id = uploaded.json().path("id").asText();

    var sent = send("{\"type\":\"audio\",\"mediaId\":\"" + id + "\",\"voice\":true}");
    assertThat(sent.status()).as(sent.text()).isEqualTo(201);
    assertThat(sent.json().at("/content/file/voice").asBoolean()).isTrue();

    var audio = received(sent.json().path("id").asText()).path("audio");
    assertThat(audio.path("id").asText()).isEqualTo(id);
    assertThat(audio.path("mime_type").asText()).isEqualTo("audio/ogg; codecs=opus");
    assertThat(audio.path("voice").asBoolean()).isTrue();
    assertThat(audio.path("sha256").asText())
        .isEqualTo(
            Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes)));

    var media =
        server.call(
            server.request("/graph/v25.0/" + id).header("Authorization", "Bearer " + TOKEN));
    var url = URI.create(media.json().path("url").asText());
    var downloaded =
        server.call(HttpRequest.newBuilder(url).header("Authorization", "Bearer " + TOKEN));
    assertThat(downloaded.body()).isEqualTo(bytes);
  }

  @Test
  void documentCarriesItsNameAndItsCaption() {
    var id = uploaded("application/pdf");
    var sent =
        send(
            "{\"type\":\"document\",\"mediaId\":\"%s\",\"filename\":\"रिपोर्ट.pdf\",\"caption\":\"x\"}"
                .formatted(id));
    var document = received(sent.json().path("id").asText()).path("document");
    assertThat(document.path("filename").asText()).isEqualTo("रिपोर्ट.pdf");
    assertThat(document.path("caption").asText()).isEqualTo("x");
  }

  @Test
  void imageVideoAndStickerAreSentToo() {
    for (var kind : new String[] {"image", "video", "sticker"}) {
      var sent =
          send("{\"type\":\"%s\",\"mediaId\":\"%s\"}".formatted(kind, uploaded("image/webp")));
      assertThat(received(sent.json().path("id").asText()).path("type").asText()).isEqualTo(kind);
    }
  }

  @Test
  void refusesWhatIsNoUploadedFile() {
    assertThat(send("{\"type\":\"image\",\"mediaId\":\"1\"}").status()).isEqualTo(400);
    assertThat(send("{\"type\":\"image\"}").status()).isEqualTo(400);
    assertThat(upload("+10000000", "image/png", new byte[] {1}).status()).isEqualTo(404);
    assertThat(upload(ASHA, "image/png", new byte[0]).status()).isEqualTo(400);
    assertThat(upload(ASHA, "no type", new byte[] {1}).status()).isEqualTo(400);
  }

  @Test
  void showsAudioInPlaceAndOffersAPageAsAFile() {
    var audio = server.api("/media/" + uploaded("audio/ogg; codecs=opus"));
    assertThat(audio.header("content-disposition")).isEqualTo("inline");
    assertThat(audio.header("content-type")).startsWith("audio/ogg");
    var page = server.api("/media/" + uploaded("text/html"));
    assertThat(page.header("content-disposition")).isEqualTo("attachment");
    assertThat(page.header("content-type")).isEqualTo("application/octet-stream");
  }

  private static String uploaded(String type) {
    return upload(ASHA, type, new byte[] {1, 2, 3}).json().path("id").asText();
  }

  private static Answer send(String json) {
    return server.api("/phones/" + ASHA + "/messages", json);
  }

  private static JsonNode received(String id) {
    await().until(() -> server.bot.messages().stream().anyMatch(m -> is(m, id)));
    return server.bot.messages().stream().filter(m -> is(m, id)).findFirst().orElseThrow();
  }

  private static boolean is(JsonNode message, String id) {
    return message.path("id").asText().equals(id);
  }

  private static Answer upload(String number, String type, byte[] file) {
    var head =
        "--b\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\n"
            + type
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n";
    return server.call(
        server
            .request("/api/phones/" + number + "/media")
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(
                HttpRequest.BodyPublishers.concat(
                    HttpRequest.BodyPublishers.ofString(head),
                    HttpRequest.BodyPublishers.ofByteArray(file),
                    HttpRequest.BodyPublishers.ofString("\r\n--b--\r\n"))));
  }
}
