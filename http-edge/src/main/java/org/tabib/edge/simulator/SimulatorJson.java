package org.tabib.edge.simulator;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The simulator's two ways of writing JSON: plainly for browsers, and as Meta does for webhooks.
 */
final class SimulatorJson {
  static final ObjectMapper PLAIN =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  /**
   * Meta escapes non-ASCII with lower-case hex and slashes too, and signs those bytes: a receiver
   * that checks the signature over re-serialised JSON must fail here as it would there.
   */
  static final ObjectMapper LIKE_META =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .build();

  private SimulatorJson() {}

  static HttpResponse response(int status, Object value) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, text(value)));
  }

  /** RFC 9457. */
  static HttpResponse problem(int status, String title, String detail) {
    var body = Map.of("type", "about:blank", "title", title, "status", status, "detail", detail);
    var type =
        MediaTypes.applicationWithOpenCharset("problem+json").toContentTypeWithMissingCharset();
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(HttpEntities.create(type, text(body).getBytes(StandardCharsets.UTF_8)));
  }

  static String text(Object value) {
    try {
      return PLAIN.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytesLikeMeta(Object value) {
    try {
      return LIKE_META.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
