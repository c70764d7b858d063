package org.tabib.engine.journal;

import akka.serialization.SerializerWithStringManifest;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.concurrent.ConcurrentHashMap;
import org.tabib.engine.privacy.CborFormat;

/**
 * Writes events and snapshots as CBOR under a logical manifest ({@code visit.opened:1}), never a
 * class name, so that code can move without touching what is stored. Refuses clear private values.
 * An unknown manifest fails loudly: recovery must never go on with a hole.
 */
public final class JournalSerializer extends SerializerWithStringManifest {
  /** Akka's registry of serializer ids is per cluster; ids below 40 are Akka's own. */
  private static final int IDENTIFIER = 7801;

  private final ObjectMapper mapper = CborFormat.mapper();
  private final ConcurrentHashMap<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object event) {
    String manifest = Manifests.of(event.getClass());
    if (manifest == null) {
      throw new IllegalArgumentException(
          event.getClass().getName() + " has no manifest: register it in Manifests");
    }
    return manifest;
  }

  @Override
  public byte[] toBinary(Object event) {
    try {
      return writers.computeIfAbsent(event.getClass(), mapper::writerFor).writeValueAsBytes(event);
    } catch (IOException e) {
      // The cause's text can quote values; its class says enough.
      throw new IllegalStateException(
          "cannot write " + manifest(event) + ": " + e.getClass().getSimpleName(), null);
    }
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    Class<?> type = Manifests.type(manifest);
    if (type == null) {
      throw new NotSerializableException(
          "unknown manifest " + manifest + ": was it written by a newer release?");
    }
    try {
      return readers.computeIfAbsent(type, mapper::readerFor).readValue(bytes);
    } catch (IOException e) {
      throw new NotSerializableException(
          "cannot read " + manifest + ": " + e.getClass().getSimpleName());
    }
  }
}
