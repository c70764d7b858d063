package org.tabib.engine.journal;

import java.io.NotSerializableException;
import java.io.UncheckedIOException;

/** What a value becomes when it is written to the journal and read again. */
public final class StoredForm {
  private static final JournalSerializer SERIALIZER = new JournalSerializer();

  private StoredForm() {}

  /** The bytes of the journal. */
  public static byte[] bytes(Object value) {
    return SERIALIZER.toBinary(value);
  }

  @SuppressWarnings("unchecked")
  public static <T> T roundTrip(T value) {
    try {
      return (T) SERIALIZER.fromBinary(SERIALIZER.toBinary(value), SERIALIZER.manifest(value));
    } catch (NotSerializableException e) {
      throw new UncheckedIOException(e);
    }
  }
}
