package org.tabib.projections.reminder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.tabib.engine.reminder.Rhythm;

/** A rhythm as a column: JSON that somebody at the database can read. */
final class RhythmJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private RhythmJson() {}

  static String write(Rhythm rhythm) {
    try {
      return MAPPER.writerFor(Rhythm.class).writeValueAsString(rhythm);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a rhythm cannot be written", e);
    }
  }

  static Rhythm read(String json) {
    try {
      return MAPPER.readValue(json, Rhythm.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a rhythm in read.reminder cannot be read", e);
    }
  }
}
