package org.tabib.edge.kafka;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.kafka.InboundEvent.BookedElsewhere;
import org.tabib.edge.kafka.InboundEvent.CancelledElsewhere;
import org.tabib.edge.kafka.InboundEvent.DemographicsChanged;
import org.tabib.edge.kafka.InboundEvent.Identifier;
import org.tabib.edge.kafka.InboundEvent.Origin;
import org.tabib.edge.kafka.InboundEvent.PatientRef;
import org.tabib.edge.kafka.InboundEvent.Profile;
import org.tabib.edge.kafka.InboundEvent.VisitRef;

/**
 * Reads what other systems sent: CloudEvents 1.0 in structured mode, held to the published schemas.
 * What is wrong is told by its place, never by what stands there.
 */
final class InboundReader {
  private static final String DEMOGRAPHICS = "patient.demographics-changed";
  private static final String BOOKED = "visit.booked-elsewhere";
  private static final String CANCELLED = "visit.cancelled-elsewhere";
  private static final int TOLD = 5;

  private final ObjectMapper json =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private final JsonSchemaFactory schemas =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private final JsonSchema envelope = schema("envelope");
  private final Map<String, JsonSchema> data =
      Map.of(
          type(DEMOGRAPHICS), schema(DEMOGRAPHICS),
          type(BOOKED), schema(BOOKED),
          type(CANCELLED), schema(CANCELLED));

  private static String type(String name) {
    return "org.tabib." + name + ".v1";
  }

  private JsonSchema schema(String name) {
    String resource = "/events/in/" + name + ".v1.schema.json";
    try (InputStream in = InboundReader.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return schemas.getSchema(
          json.readTree(in),
          SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The event in a record's value.
   *
   * @throws Unusable.Failure when it is none that we know
   */
  InboundEvent read(byte @Nullable [] value) {
    JsonNode event = parsed(value);
    hold(envelope, event, "");
    String type = event.get("type").asText();
    JsonSchema schema = data.get(type);
    if (schema == null) {
      throw new Unusable("type-unknown", "/type: is none of " + data.keySet()).failure();
    }
    JsonNode body = event.get("data");
    hold(schema, body, "/data");
    try {
      Origin origin =
          new Origin(
              event.get("practice").asText(),
              event.get("source").asText(),
              event.get("id").asText(),
              OffsetDateTime.parse(event.get("time").asText()));
      return type.equals(type(BOOKED))
          ? booked(origin, body)
          : type.equals(type(CANCELLED)) ? cancelled(origin, body) : changed(origin, body);
    } catch (DateTimeException e) {
      throw new Unusable("schema", "a date or time is not of ISO 8601").failure();
    }
  }

  private JsonNode parsed(byte @Nullable [] value) {
    if (value == null) {
      throw new Unusable("unparseable", "the record has no value").failure();
    }
    try {
      return json.readTree(value);
    } catch (IOException e) {
      // The parser's own words quote what it read.
      throw new Unusable("unparseable", "the value is not JSON").failure();
    }
  }

  private static void hold(JsonSchema schema, JsonNode value, String place) {
    Set<ValidationMessage> problems = schema.validate(value);
    if (!problems.isEmpty()) {
      throw new Unusable(
              "schema",
              problems.stream()
                  .map(problem -> place + problem.getInstanceLocation() + ": " + what(problem))
                  .distinct()
                  .sorted()
                  .limit(TOLD)
                  .collect(Collectors.joining("; ")))
          .failure();
    }
  }

  /**
   * The broken rule; names of what is missing are the schema's, names of what is too much are not.
   */
  private static String what(ValidationMessage problem) {
    return problem.getType().equals("required")
        ? "required " + problem.getProperty()
        : problem.getType();
  }

  private static InboundEvent changed(Origin origin, JsonNode body) {
    return new DemographicsChanged(
        origin,
        patient(body.get("patient")),
        text(body, "name"),
        date(body, "birthDate"),
        text(body, "sex"));
  }

  private static InboundEvent booked(Origin origin, JsonNode body) {
    JsonNode patient = body.get("patient");
    JsonNode visit = body.get("visit").get("identifier");
    return new BookedElsewhere(
        origin,
        new Identifier(visit.get("system").asText(), visit.get("value").asText()),
        patient(patient),
        profile(patient.get("profile")),
        body.get("doctorId").asText(),
        OffsetDateTime.parse(body.get("start").asText()).toInstant(),
        text(body, "specialty"),
        text(body, "complaint"));
  }

  private static InboundEvent cancelled(Origin origin, JsonNode body) {
    JsonNode visit = body.get("visit");
    return new CancelledElsewhere(
        origin,
        new VisitRef(text(visit, "visitId"), identifier(visit.get("identifier"))),
        text(body, "reason"));
  }

  private static PatientRef patient(JsonNode patient) {
    return new PatientRef(text(patient, "patientId"), identifier(patient.get("identifier")));
  }

  private static @Nullable Identifier identifier(@Nullable JsonNode node) {
    return node == null
        ? null
        : new Identifier(node.get("system").asText(), node.get("value").asText());
  }

  private static @Nullable Profile profile(@Nullable JsonNode node) {
    return node == null
        ? null
        : new Profile(
            node.get("name").asText(),
            LocalDate.parse(node.get("birthDate").asText()),
            node.get("sex").asText(),
            text(node, "phone"));
  }

  private static @Nullable LocalDate date(JsonNode node, String field) {
    String text = text(node, field);
    return text == null ? null : LocalDate.parse(text);
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null ? null : value.asText();
  }
}
