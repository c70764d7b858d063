package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecondBusinessTest {
  private static final String HOSPITAL = "15550002222";
  private static final String KENYAN = "+254700000001";

  private final SimulatorServer server =
      new SimulatorServer(
          List.of(new Business(HOSPITAL, "+1 555 000 2222", "Hospital", ZoneId.of("UTC"))));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void phonesWriteToTheBusinessThatTheyBelongTo() {
    server.type(KENYAN, "habari");

    await().until(() -> !server.bot.messages().isEmpty());
    assertThat(server.bot.bodies().getFirst())
        .contains("\"phone_number_id\":\"" + HOSPITAL + "\"", "15550002222")
        .doesNotContain(SimulatorServer.PHONE_NUMBER_ID);
  }

  @Test
  void eitherNumberSendsAndItsReceiptsComeFromIt() {
    var answer =
        server.call(
            server
                .request("/graph/v25.0/" + HOSPITAL + "/messages")
                .header("Authorization", "Bearer " + SimulatorServer.TOKEN)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        """
                        {"messaging_product":"whatsapp","to":"+254700009999","type":"text",
                         "text":{"body":"Karibu"}}""")));

    assertThat(answer.status()).isEqualTo(200);
    await().until(() -> !server.bot.bodies().isEmpty());
    assertThat(server.bot.bodies().getFirst()).contains("\"phone_number_id\":\"" + HOSPITAL + "\"");
  }

  @Test
  void thePageIsToldOfBothAndANewPhoneCanChoose() {
    JsonNode state = server.api("/state").json();
    assertThat(state.path("accounts").findValuesAsText("phoneNumberId"))
        .containsExactly(SimulatorServer.PHONE_NUMBER_ID, HOSPITAL);
    assertThat(state.path("phones")).hasSize(5);

    var added =
        server.api(
            "/phones",
            "{\"name\":\"Njeri\",\"language\":\"sw\",\"business\":\"" + HOSPITAL + "\"}");
    assertThat(added.json().path("business").asText()).isEqualTo(HOSPITAL);
    assertThat(server.api("/phones", "{\"name\":\"X\",\"business\":\"1\"}").status())
        .isEqualTo(400);
  }
}
