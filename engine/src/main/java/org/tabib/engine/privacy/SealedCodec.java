package org.tabib.engine.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;

/** The bytes inside a sealed value: CBOR of the value's record. */
public final class SealedCodec {
  private static final ObjectMapper MAPPER = CborFormat.mapper();
  private static final ClassValue<ObjectReader> READERS =
      new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
          return MAPPER.readerFor(type);
        }
      };
  private static final ConcurrentHashMap<Class<?>, ObjectWriter> WRITERS =
      new ConcurrentHashMap<>();

  private SealedCodec() {}

  static byte[] encode(Object value) {
    try {
      return WRITERS.computeIfAbsent(value.getClass(), MAPPER::writerFor).writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      // The cause may quote the value: it must not travel into a log.
      throw new IllegalStateException("cannot encode a " + value.getClass().getSimpleName());
    }
  }

  /** Reads what was sealed. */
  public static <T> T decode(byte[] bytes, Class<T> type) {
    try {
      return READERS.get(type).readValue(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("cannot decode a sealed " + type.getSimpleName()));
    }
  }
}
