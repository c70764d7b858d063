package org.tabib.projections.message;

import org.tabib.engine.delivery.DeliveryStatus;

/** {@link DeliveryStatus} as stored: a rank, so that SQL can take the greater of two. */
final class StatusRank {
  private StatusRank() {}

  static int of(DeliveryStatus status) {
    return switch (status) {
      case QUEUED -> 0;
      case SENT -> 1;
      case FAILED -> 2;
      case DELIVERED -> 3;
      case READ -> 4;
      case PLAYED -> 5;
    };
  }

  static DeliveryStatus status(int rank) {
    for (DeliveryStatus status : DeliveryStatus.values()) {
      if (of(status) == rank) {
        return status;
      }
    }
    throw new IllegalStateException("no delivery status has the rank " + rank);
  }
}
