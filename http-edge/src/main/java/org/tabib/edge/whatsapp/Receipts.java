package org.tabib.edge.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.Receipt;

/** Reads the {@code statuses[]} object. */
final class Receipts {
  private Receipts() {}

  static Receipt of(String id, DeliveryStatus status, Instant at, JsonNode node) {
    return new Receipt(
        OwnIds.accepted(Json.text(node, "biz_opaque_callback_data")),
        id,
        status,
        at,
        status == DeliveryStatus.FAILED ? errorCode(node) : null);
  }

  /**
   * Nothing for a word that is not in the lattice. The legacy {@code deleted} says nothing about
   * delivery and counts as unknown.
   */
  static @Nullable DeliveryStatus statusOf(@Nullable String word) {
    return switch (word) {
      case "sent" -> DeliveryStatus.SENT;
      case "delivered" -> DeliveryStatus.DELIVERED;
      case "read" -> DeliveryStatus.READ;
      case "played" -> DeliveryStatus.PLAYED;
      case "failed" -> DeliveryStatus.FAILED;
      case null, default -> null;
    };
  }

  private static @Nullable Integer errorCode(JsonNode status) {
    for (JsonNode error : Json.elements(status, "errors")) {
      Integer code = Json.code(error, "code");
      if (code != null) {
        return code;
      }
    }
    return null;
  }

  /** Whom the message went to; none when the provider leaves it out or it was a group. */
  static @Nullable Address recipient(JsonNode status) {
    if ("group".equals(Json.text(status, "recipient_type"))) {
      return null;
    }
    List<Address> addresses =
        Addresses.present(
            Addresses.phone(status, "recipient_id"), Addresses.userId(status, "recipient_user_id"));
    return addresses.isEmpty() ? null : addresses.getFirst();
  }
}
