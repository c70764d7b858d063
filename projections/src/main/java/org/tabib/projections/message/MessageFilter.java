package org.tabib.projections.message;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.DeliveryStatus;

/**
 * Which messages of the log are asked for; none means all.
 *
 * @param direction in or out
 * @param kind as the log has it, see {@link LoggedMessage#kind}
 * @param status how far an outbound message has come; lets no inbound one through
 * @param from said then or later
 * @param to said before then
 */
public record MessageFilter(
    @Nullable Direction direction,
    @Nullable String kind,
    @Nullable DeliveryStatus status,
    @Nullable Instant from,
    @Nullable Instant to) {
  /** All messages. */
  public static final MessageFilter ALL = new MessageFilter(null, null, null, null, null);

  /** Seen from us. */
  public enum Direction {
    IN,
    OUT
  }

  /** Only conditions that restrict are written down: each combination then gets its own plan. */
  void restrict(StringBuilder sql, Map<String, Object> values) {
    if (direction != null) {
      sql.append("  and m.direction = :direction\n");
      values.put(
          "direction",
          switch (direction) {
            case IN -> "in";
            case OUT -> "out";
          });
    }
    if (kind != null) {
      sql.append("  and m.kind = :kind\n");
      values.put("kind", kind);
    }
    if (status != null) {
      sql.append("  and m.status = :status\n");
      values.put("status", StatusRank.of(status));
    }
    if (from != null) {
      sql.append("  and m.said_at >= :from\n");
      values.put("from", from.atOffset(ZoneOffset.UTC));
    }
    if (to != null) {
      sql.append("  and m.said_at < :to\n");
      values.put("to", to.atOffset(ZoneOffset.UTC));
    }
  }
}
