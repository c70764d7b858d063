package org.tabib.projections.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The published contracts, as a consumer would use them. */
final class Schemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private Schemas() {}

  static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Schemas.class.getResourceAsStream(resource), resource)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a published event, by its envelope's and its own schema. */
  static List<String> problems(EventType type, byte[] value) {
    JsonNode event = json(value);
    List<String> problems = new ArrayList<>(problems("/events/envelope.v1.schema.json", event));
    problems.addAll(problems(type.schemaResource(), event.get("data")));
    return problems;
  }

  static List<String> problems(String resource, JsonNode value) {
    JsonSchema schema =
        FACTORY.getSchema(
            read(resource), SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    return schema.validate(value).stream().map(ValidationMessage::getMessage).toList();
  }
}
