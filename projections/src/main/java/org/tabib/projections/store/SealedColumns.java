package org.tabib.projections.store;

import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;

/** A private value as two columns: whose it is, and its sealed bytes. */
public final class SealedColumns {
  private SealedColumns() {}

  /**
   * The sealed bytes; none when the person is erased.
   *
   * @throws IllegalStateException for a clear value: it must never have come so far
   */
  public static byte @Nullable [] bytes(Private<?> value) {
    return switch (value) {
      case Private.Sealed<?> sealed -> sealed.bytes();
      case Private.Erased<?> erased -> null;
      case Private.Clear<?> clear ->
          throw new IllegalStateException("a clear private value reached a read model");
    };
  }

  /** The value again, as it was stored. */
  public static <T> Private<T> value(String subject, byte @Nullable [] bytes) {
    return bytes == null ? new Private.Erased<>(subject) : new Private.Sealed<>(subject, bytes);
  }
}
