package org.tabib.edge.whatsapp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Meta's JSON, read leniently: numbers where strings are documented and the other way round, one
 * object where an array is, nulls. A key that occurs twice in one object has the value of its last
 * occurrence, everywhere. All text comes out {@link WellFormed}.
 */
final class Json {
  /** Real payloads stay under 20 levels; the stack is safe far beyond this. */
  private static final int NESTING_LIMIT = 128;

  /** Last second of the year 9999: later "seconds" are milliseconds or nonsense. */
  private static final long LAST_SECOND = 253_402_300_799L;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(NESTING_LIMIT).build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final ObjectReader TREES =
      new ObjectMapper(FACTORY)
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /**
   * @throws IOException if the bytes are not exactly one JSON document within the limits
   */
  static JsonNode tree(byte[] bytes) throws IOException {
    return TREES.readTree(bytes);
  }

  /**
   * @throws IOException if the text is not exactly one JSON document within the limits
   */
  static JsonNode tree(String text) throws IOException {
    return TREES.readTree(text);
  }

  /** The text of a string, number or boolean; none for anything else and for a blank string. */
  static @Nullable String text(JsonNode parent, String key) {
    JsonNode node = parent.get(key);
    if (node == null || !node.isValueNode() || node.isNull()) {
      return null;
    }
    String text = node.asText();
    return text.isBlank() ? null : WellFormed.text(text);
  }

  /** What a person typed: only a string is text, and a blank one is too. */
  static @Nullable String typed(JsonNode parent, String key) {
    JsonNode node = parent.get(key);
    return node != null && node.isTextual() ? WellFormed.text(node.textValue()) : null;
  }

  /** The object under the key. */
  static @Nullable JsonNode object(JsonNode parent, String key) {
    JsonNode node = parent.get(key);
    return node != null && node.isObject() ? node : null;
  }

  /** The elements under the key; a lone object counts as an array of one. */
  static Iterable<JsonNode> elements(JsonNode parent, String key) {
    JsonNode node = parent.get(key);
    if (node == null || node.isNull()) {
      return List.of();
    }
    return node.isArray() ? node : List.of(node);
  }

  /** Unix seconds, as number or string. */
  static @Nullable Instant instant(JsonNode parent, String key) {
    Long seconds = integer(parent, key);
    return seconds == null || seconds < 0 || seconds > LAST_SECOND
        ? null
        : Instant.ofEpochSecond(seconds);
  }

  /** An error code, as number or string. */
  static @Nullable Integer code(JsonNode parent, String key) {
    Long code = integer(parent, key);
    return code == null || code != code.intValue() ? null : Integer.valueOf(code.intValue());
  }

  private static @Nullable Long integer(JsonNode parent, String key) {
    JsonNode node = parent.get(key);
    if (node == null) {
      return null;
    }
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? node.longValue() : null;
    }
    if (!node.isTextual()) {
      return null;
    }
    try {
      return Long.valueOf(node.textValue().strip());
    } catch (NumberFormatException e) {
      return null; // not a number: the caller treats it like a missing one
    }
  }

  /** Degrees or the like, as number or string; NaN when it is neither. */
  static double decimal(JsonNode parent, String key) {
    JsonNode node = parent.get(key);
    return node == null || node.isNull() ? Double.NaN : node.asDouble(Double.NaN);
  }

  /** The document as text in which every string is well-formed. */
  static String write(JsonNode node) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(node, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer does not fail", e);
    }
    return text.toString();
  }

  private static void write(JsonNode node, JsonGenerator out) throws IOException {
    if (node.isObject()) {
      out.writeStartObject();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        out.writeFieldName(WellFormed.text(field.getKey()));
        write(field.getValue(), out);
      }
      out.writeEndObject();
    } else if (node.isArray()) {
      out.writeStartArray();
      for (JsonNode element : node) {
        write(element, out);
      }
      out.writeEndArray();
    } else if (node.isTextual()) {
      out.writeString(WellFormed.text(node.textValue()));
    } else if (node.isBigInteger()) {
      out.writeNumber(node.bigIntegerValue());
    } else if (node.isIntegralNumber()) {
      out.writeNumber(node.longValue());
    } else if (node.isNumber()) {
      out.writeNumber(node.doubleValue());
    } else if (node.isBoolean()) {
      out.writeBoolean(node.booleanValue());
    } else {
      out.writeNull();
    }
  }
}
