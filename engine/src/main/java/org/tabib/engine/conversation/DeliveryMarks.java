package org.tabib.engine.conversation;

import java.util.Arrays;
import org.tabib.engine.delivery.DeliveryStatus;

/**
 * How far the last few messages of ours have come, so that late and repeated receipts are known for
 * what they are. Older ones are left to the read model's own lattice.
 *
 * @param first the number of the oldest message remembered
 * @param statuses one ordinal of {@link DeliveryStatus} for each from there on
 */
public record DeliveryMarks(long first, byte[] statuses) {
  static final int KEPT = 32;

  /** Nothing sent. */
  public static final DeliveryMarks NONE = new DeliveryMarks(1, new byte[0]);

  private static final DeliveryStatus[] VALUES = DeliveryStatus.values();

  /** How far message {@code number} has come; QUEUED when it is not remembered. */
  public DeliveryStatus of(long number) {
    long index = number - first;
    return index >= 0 && index < statuses.length ? VALUES[statuses[(int) index]] : VALUES[0];
  }

  /** Whether it is too old to be remembered. */
  public boolean forgot(long number) {
    return number < first;
  }

  public DeliveryMarks with(long number, DeliveryStatus status) {
    if (number < first || !of(number).movesTo(status)) {
      return this;
    }
    long end = Math.max(first + statuses.length, number + 1);
    long start = Math.max(first, end - KEPT);
    byte[] marks = new byte[(int) (end - start)];
    int shift = (int) (start - first);
    System.arraycopy(
        statuses, Math.min(shift, statuses.length), marks, 0, Math.max(0, statuses.length - shift));
    marks[(int) (number - start)] = (byte) status.ordinal();
    return new DeliveryMarks(start, marks);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeliveryMarks that
        && first == that.first
        && Arrays.equals(statuses, that.statuses);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first) * 31 + Arrays.hashCode(statuses);
  }
}
