package org.tabib.projections.integration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * CloudEvents 1.0 in structured mode (Kafka protocol binding 1.0.2, section 3.3): the record's
 * value is the whole event as JSON. What a consumer routes by is repeated in headers, as the
 * binding allows, so that nobody has to parse what they do not want.
 */
final class CloudEvents {
  /** Content type of a structured event. */
  static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private CloudEvents() {}

  /** The attributes, in the order in which people read them. */
  @JsonPropertyOrder({
    "specversion",
    "id",
    "source",
    "type",
    "subject",
    "time",
    "sequence",
    "practice",
    "datacontenttype",
    "dataschema",
    "data"
  })
  private record Structured(
      String specversion,
      String id,
      String source,
      String type,
      String subject,
      Instant time,
      String sequence,
      String practice,
      String datacontenttype,
      String dataschema,
      EventData data) {}

  static ProducerRecord<String, byte[]> record(String topic, IntegrationEvent event) {
    // The record's own time is that of publication: by the event's, a topic would throw away at
    // once
    // what a journal of years begins with.
    return new ProducerRecord<>(topic, null, null, event.entityId(), value(event), headers(event));
  }

  static byte[] value(IntegrationEvent event) {
    try {
      return JSON.writeValueAsBytes(
          new Structured(
              "1.0",
              event.id(),
              "urn:tabib:practice:" + event.practice(),
              event.type().type(),
              event.entityId(),
              event.at(),
              event.sequence(),
              event.practice(),
              "application/json",
              event.type().schema(),
              event.data()));
    } catch (JsonProcessingException e) {
      // The cause may quote the value: it must not travel into a log.
      throw new IllegalStateException("cannot write " + event.type().type());
    }
  }

  private static List<Header> headers(IntegrationEvent event) {
    return List.of(
        header("content-type", CONTENT_TYPE),
        header("ce_specversion", "1.0"),
        header("ce_id", event.id()),
        header("ce_source", "urn:tabib:practice:" + event.practice()),
        header("ce_type", event.type().type()),
        header("ce_time", event.at().toString()),
        header("ce_practice", event.practice()),
        header("schema-version", Integer.toString(event.type().version())));
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
