package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.edge.simulator.SimulatorServer.ASHA;
import static org.tabib.edge.simulator.SimulatorServer.PHONE_NUMBER_ID;
import static org.tabib.edge.simulator.SimulatorServer.TOKEN;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GraphRoutesTest {
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
  void refusesInMetasErrorShape() {
    var answer =
        server.graph(
            "{\"messaging_product\":\"whatsapp\",\"to\":\"123\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}");
    assertThat(answer.status()).isEqualTo(400);
    var error = answer.json().path("error");
    assertThat(error.path("code").asInt()).isEqualTo(131009);
    assertThat(error.path("type").asText()).isEqualTo("OAuthException");
    assertThat(error.path("message").asText()).startsWith("(#131009)");
    assertThat(error.at("/error_data/messaging_product").asText()).isEqualTo("whatsapp");
    assertThat(error.at("/error_data/details").asText()).contains("'to'");
    assertThat(error.path("fbtrace_id").asText()).isNotEmpty();
  }

  @Test
  void refusesAWrongTokenAndAnotherNumber() {
    assertThat(server.graph("{}", "Bearer other").json().at("/error/code").asInt()).isEqualTo(190);
    assertThat(server.graph("{}", "Bearer other").status()).isEqualTo(401);
    var other =
        server.call(
            server
                .request("/graph/v25.0/999/messages")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(other.json().at("/error/code").asInt()).isEqualTo(100);
  }

  @Test
  void refusesWhatIsNotJson() {
    assertThat(server.graph("{").json().at("/error/code").asInt()).isEqualTo(100);
    assertThat(server.graph("[]").json().at("/error/code").asInt()).isEqualTo(100);
  }

  @Test
  void acceptsWithTheIdAndTheContact() {
    var answer =
        server.graph(
            "{\"messaging_product\":\"whatsapp\",\"to\":\""
                + ASHA
                + "\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/messages/0/id").asText()).startsWith("wamid.");
    assertThat(answer.json().at("/contacts/0/input").asText()).isEqualTo(ASHA);
    assertThat(answer.json().at("/contacts/0/wa_id").asText()).isEqualTo("919900000001");
  }

  @Test
  void storedMediaComesBackByteForByteAndOnlyWithTheToken() {
    var boundary = "----boundary";
    var form =
        "--%1$s\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"
            + "--%1$s\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nimage/png\r\n"
            + "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
            + "Content-Type: image/png\r\n\r\nPNG-BYTES\r\n--%1$s--\r\n";
    var stored =
        server.call(
            authorized("/graph/v25.0/" + PHONE_NUMBER_ID + "/media")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString(form.formatted(boundary))));
    assertThat(stored.status()).as(stored.text()).isEqualTo(200);
    var id = stored.json().path("id").asText();

    var media =
        server.call(authorized("/graph/v25.0/" + id + "?phone_number_id=" + PHONE_NUMBER_ID).GET());
    assertThat(media.json().path("mime_type").asText()).isEqualTo("image/png");
    assertThat(media.json().path("file_size").asInt()).isEqualTo(9);
    var url = URI.create(media.json().path("url").asText());

    var downloaded =
        server.call(HttpRequest.newBuilder(url).header("Authorization", "Bearer " + TOKEN));
    assertThat(downloaded.text()).isEqualTo("PNG-BYTES");
    assertThat(server.call(HttpRequest.newBuilder(url)).status()).isEqualTo(401);

    server.show(ASHA, "\"type\":\"image\",\"image\":{\"id\":\"" + id + "\",\"caption\":\"x\"}");
    var shown = server.api("/media/" + id);
    assertThat(shown.header("content-type")).isEqualTo("image/png");

    assertThat(server.call(authorized("/graph/v25.0/" + id).DELETE()).status()).isEqualTo(200);
    assertThat(server.call(authorized("/graph/v25.0/" + id).GET()).status()).isEqualTo(400);
  }

  @Test
  void laysAReactionOnABubble() {
    var id = server.type(ASHA, "thanks");
    server.show(
        ASHA,
        "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"" + id + "\",\"emoji\":\"👍\"}");
    assertThat(server.bubbles(ASHA))
        .anySatisfy(
            bubble -> {
              assertThat(bubble.path("id").asText()).isEqualTo(id);
              assertThat(bubble.path("reaction").asText()).isEqualTo("👍");
            });
  }

  private HttpRequest.Builder authorized(String path) {
    return server.request(path).header("Authorization", "Bearer " + TOKEN);
  }
}
