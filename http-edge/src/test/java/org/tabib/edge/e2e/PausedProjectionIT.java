package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The lists of conversations stand still: nobody who writes notices. */
class PausedProjectionIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONVERSATION = "/api/v1/projections/conversation";

  @Test
  void pauseOutlastsARestartAndWhatHappenedMeanwhileIsCaughtUp() throws Exception {
    try (NodeUnderTest node = NodeUnderTest.start()) {
      command(node, "/pause");
      await().until(() -> projection(node).at("/state").asText().equals("paused"));
      node.restart();
      assertThat(awaitKnown(node).at("/state").asText()).isEqualTo("paused");

      Patient asha = node.newPatient("Asha").consents();
      String list = "/api/v1/conversations/" + asha.conversationId();
      await().until(() -> lag(node) > 0);
      long lag = lag(node);
      await("the lag grows").until(() -> lag(node) > lag);
      assertThat(node.get(list).statusCode()).isEqualTo(404);
      assertThat(node.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(node.get("/health/ready").body()).contains("paused: conversation/");

      command(node, "/resume");

      await().until(() -> node.get(list).statusCode() == 200);
      await().until(() -> projection(node).at("/state").asText().equals("running"));
      await().until(() -> lag(node) == 0);
      asha.hearsNothingMore();
    }
  }

  private static void command(NodeUnderTest node, String command) {
    HttpRequest request =
        HttpRequest.newBuilder(node.uri(CONVERSATION + command))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(NodeUnderTest.send(request).statusCode()).isEqualTo(200);
  }

  private static JsonNode awaitKnown(NodeUnderTest node) {
    await().until(() -> node.get("/api/v1/projections").statusCode() == 200);
    return projection(node);
  }

  private static long lag(NodeUnderTest node) {
    long most = 0;
    for (JsonNode slice : projection(node).at("/slices")) {
      most = Math.max(most, slice.at("/lagMillis").asLong());
    }
    return most;
  }

  private static JsonNode projection(NodeUnderTest node) {
    try {
      for (JsonNode item : JSON.readTree(node.get("/api/v1/projections").body()).at("/items")) {
        if (item.at("/name").asText().equals("conversation")) {
          return item;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("the projection of conversations is not listed");
  }
}
