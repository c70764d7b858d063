package org.tabib.engine.timer;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * How a timer is stored: JSON under the task's logical name and version, never a class name. What
 * was written once is readable for ever; the golden files hold it. Thread-safe.
 */
public final class TimerFormat {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private TimerFormat() {}

  /** What a row holds. */
  public static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableException(IOException cause) {
      // The cause's text can quote values; its class says enough.
      super("cannot read a timer: " + cause.getClass().getSimpleName());
    }
  }

  public static byte[] write(Timer timer) {
    try {
      return JSON.writeValueAsBytes(timer);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot write a timer of kind " + timer.task().kind() + ": " + e.getClass(), null);
    }
  }

  /**
   * @throws UnreadableException when a newer release wrote it
   */
  public static Timer read(byte[] bytes) throws UnreadableException {
    try {
      return JSON.readValue(bytes, Timer.class);
    } catch (IOException e) {
      throw new UnreadableException(e);
    }
  }
}
