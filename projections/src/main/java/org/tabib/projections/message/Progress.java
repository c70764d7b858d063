package org.tabib.projections.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.DeliveryStatus;

/**
 * How far an outbound message has come: the least upper bound of all receipts seen. Joining is
 * commutative, associative and idempotent, so neither order nor repetition matters; a failure
 * leaves its time and code even when a later receipt supersedes it.
 *
 * @param errorCode the code of the first failure
 */
record Progress(
    DeliveryStatus status,
    @Nullable String providerId,
    @Nullable Instant sentAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant readAt,
    @Nullable Instant playedAt,
    @Nullable Instant failedAt,
    @Nullable Integer errorCode) {
  /** Decided, and nothing heard of it yet. */
  static final Progress NONE =
      new Progress(DeliveryStatus.QUEUED, null, null, null, null, null, null, null);

  /** What one receipt says. */
  static Progress at(
      DeliveryStatus status, Instant at, @Nullable String providerId, @Nullable Integer code) {
    return new Progress(
        status,
        providerId,
        status == DeliveryStatus.SENT ? at : null,
        status == DeliveryStatus.DELIVERED ? at : null,
        status == DeliveryStatus.READ ? at : null,
        status == DeliveryStatus.PLAYED ? at : null,
        status == DeliveryStatus.FAILED ? at : null,
        // 0 stands for "nobody said why", as in SendAbandoned.
        status == DeliveryStatus.FAILED ? (code == null ? 0 : code) : null);
  }

  Progress and(Progress other) {
    return new Progress(
        status.movesTo(other.status) ? other.status : status,
        lesser(providerId, other.providerId),
        lesser(sentAt, other.sentAt),
        lesser(deliveredAt, other.deliveredAt),
        lesser(readAt, other.readAt),
        lesser(playedAt, other.playedAt),
        lesser(failedAt, other.failedAt),
        failsBefore(other) ? errorCode : other.errorCode);
  }

  private boolean failsBefore(Progress other) {
    if (failedAt == null || errorCode == null) {
      return false;
    }
    if (other.failedAt == null || other.errorCode == null) {
      return true;
    }
    int order = failedAt.compareTo(other.failedAt);
    return order < 0 || order == 0 && errorCode <= other.errorCode;
  }

  private static <T extends Comparable<? super T>> @Nullable T lesser(
      @Nullable T a, @Nullable T b) {
    if (a == null) {
      return b;
    }
    return b == null || a.compareTo(b) <= 0 ? a : b;
  }
}
