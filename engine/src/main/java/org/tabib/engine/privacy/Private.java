package org.tabib.engine.privacy;

import java.util.Arrays;

/**
 * A value about a person. In an entity's memory it is {@link Clear}; in journal, snapshots and read
 * models it is {@link Sealed} under that person's data key (AES-256-GCM); once the key is destroyed
 * it reads as {@link Erased}. The journal's serializer refuses a clear one.
 *
 * @param <T> what is kept
 */
public sealed interface Private<T> {

  /**
   * Readable now, to be sealed before it is written.
   *
   * @param subject the person it speaks about, whose key seals it
   */
  record Clear<T>(String subject, T value) implements Private<T> {
    @Override
    public String toString() {
      return "Clear[…]";
    }
  }

  /** Unreadable without the subject's key. */
  record Sealed<T>(String subject, byte[] bytes) implements Private<T> {
    @Override
    public boolean equals(Object other) {
      return other instanceof Sealed<?> that
          && subject.equals(that.subject)
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return 31 * subject.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Sealed[" + bytes.length + " bytes]";
    }
  }

  /** The key is gone: nobody can read it any more. */
  record Erased<T>(String subject) implements Private<T> {}

  /** The person it speaks about. */
  String subject();

  /** The value if it is clear, else the given one. */
  default T orElse(T other) {
    return this instanceof Clear<T> clear ? clear.value() : other;
  }

  static <T> Private<T> of(String subject, T value) {
    return new Clear<>(subject, value);
  }
}
