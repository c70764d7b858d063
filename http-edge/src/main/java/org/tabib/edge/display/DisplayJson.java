package org.tabib.edge.display;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** How boards are written. */
final class DisplayJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().serializationInclusion(JsonInclude.Include.NON_NULL).build();

  private DisplayJson() {}

  /** On one line. The time lets a screen whose clock is wrong show the right one. */
  static String board(Board board, Instant now) {
    ObjectNode json = MAPPER.valueToTree(board);
    json.put("state", board.state().name().toLowerCase(Locale.ROOT));
    json.put("serverTime", now.toString());
    return text(json);
  }

  static String beat(Instant now) {
    return text(MAPPER.createObjectNode().put("serverTime", now.toString()));
  }

  static HttpResponse ok(String json) {
    return HttpResponse.create()
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, json));
  }

  /** RFC 9457. */
  static HttpResponse problem(int status, String title, String detail) {
    JsonNode body =
        MAPPER.valueToTree(
            Map.of("type", "about:blank", "title", title, "status", status, "detail", detail));
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(
            HttpEntities.create(
                MediaTypes.applicationWithOpenCharset("problem+json")
                    .toContentTypeWithMissingCharset(),
                text(body).getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(JsonNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
