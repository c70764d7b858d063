package org.tabib.edge.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person wrote on WhatsApp is found through the API, though it is stored sealed. */
@ExtendWith(SharedNode.class)
class SearchIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NodeUnderTest node;

  SearchIT(NodeUnderTest node) {
    this.node = node;
  }

  private JsonNode found(String query, Patient by) {
    String path =
        "/api/v1/messages/search?q=%s&person=%s"
            .formatted(URLEncoder.encode(query, UTF_8), by.conversationId());
    try {
      return JSON.readTree(node.get(path).body()).get("items");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void searchInTamilScriptFindsAWordInsideASealedMessage() {
    String words = "எனக்கு மூன்று நாட்களாக காய்ச்சல் மற்றும் இருமல்";
    Patient patient = node.newPatient("Kavitha");
    patient.says(words).hears("");

    await()
        .untilAsserted(
            () -> {
              JsonNode items = found("காய்ச்சல்", patient);
              assertThat(items).hasSize(1);
              assertThat(items.at("/0/message/content/body").asText()).isEqualTo(words);
              int start = items.at("/0/matches/0/start").asInt();
              int end = items.at("/0/matches/0/end").asInt();
              assertThat(words.substring(start, end)).isEqualTo("காய்ச்சல்");
            });
    assertThat(found("இரும", patient)).as("a beginning").hasSize(1);
    assertThat(found("\"இருமல் மற்றும்\"", patient)).as("the words the other way round").isEmpty();
    assertThat(found("வயிறு", patient)).as("another word").isEmpty();
    for (String table : node.tables()) {
      node.stored()
          .rows(
              "select t::text from " + table + " t",
              row -> assertThat(row.getString(1)).as(table).doesNotContain("காய்ச்சல்"));
    }
  }
}
