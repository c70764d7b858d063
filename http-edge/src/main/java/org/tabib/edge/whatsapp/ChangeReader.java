package org.tabib.edge.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.whatsapp.WebhookItem.Echo;
import org.tabib.edge.whatsapp.WebhookItem.IdentityChange;
import org.tabib.edge.whatsapp.WebhookItem.IdentityChange.Cause;
import org.tabib.edge.whatsapp.WebhookItem.Message;
import org.tabib.edge.whatsapp.WebhookItem.Notice;
import org.tabib.edge.whatsapp.WebhookItem.Preference;
import org.tabib.edge.whatsapp.WebhookItem.Status;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;

/** Reads one {@code changes[]} element into items. */
final class ChangeReader {
  /** Meta's ids have up to a few hundred characters. */
  private static final int ID_LIMIT = 1024;

  private final String wabaId;
  private final String field;
  private final JsonNode value;
  private final List<WebhookItem> items;
  private final @Nullable String phoneNumberId;
  private final List<JsonNode> cards;

  ChangeReader(String wabaId, String field, JsonNode value, List<WebhookItem> items) {
    this.wabaId = wabaId;
    this.field = field;
    this.value = value;
    this.items = items;
    JsonNode metadata = Json.object(value, "metadata");
    this.phoneNumberId = metadata == null ? null : Json.text(metadata, "phone_number_id");
    this.cards = new ArrayList<>();
    for (JsonNode card : Json.elements(value, "contacts")) {
      if (card.isObject()) {
        cards.add(card);
      }
    }
  }

  void read() {
    switch (field) {
      case WebhookFields.MESSAGES -> messages();
      case WebhookFields.ECHOES -> each("message_echoes", this::echo);
      case WebhookFields.PREFERENCES -> each("user_preferences", this::preference);
      case WebhookFields.USER_IDS -> each("user_id_update", this::userIdUpdate);
      default ->
          note(WebhookFields.isKnown(field) ? Notice.Kind.FIELD : Notice.Kind.UNKNOWN_FIELD, value);
    }
  }

  private void messages() {
    boolean something = each("messages", this::message);
    something |= each("statuses", this::status);
    for (JsonNode error : Json.elements(value, "errors")) {
      something = true;
      Integer code = Json.code(error, "code");
      items.add(
          new Notice(Notice.Kind.ERROR, field, wabaId, phoneNumberId, code, Json.write(error)));
    }
    if (!something) {
      note(Notice.Kind.EMPTY, value);
    }
  }

  private interface ElementReader {
    void read(String account, JsonNode element);
  }

  /** Hands on every object under the key; the rest is noted or quarantined here. */
  private boolean each(String key, ElementReader reader) {
    boolean something = false;
    for (JsonNode element : Json.elements(value, key)) {
      something = true;
      if (!element.isObject()) {
        quarantine(QuarantineReason.NOT_AN_OBJECT, element);
      } else if (element.isEmpty()) {
        note(Notice.Kind.EMPTY, element);
      } else if (phoneNumberId == null) {
        quarantine(QuarantineReason.NO_ACCOUNT, element);
      } else {
        reader.read(phoneNumberId, element);
      }
    }
    return something;
  }

  private void message(String account, JsonNode node) {
    if (Json.text(node, "group_id") != null) {
      note(Notice.Kind.GROUP_MESSAGE, node);
      return;
    }
    List<Address> named =
        Addresses.present(Addresses.phone(node, "from"), Addresses.userId(node, "from_user_id"));
    Sender sender = Addresses.sender(named, cards);
    if (sender == null) {
      quarantine(QuarantineReason.NO_SENDER, node);
      return;
    }
    JsonNode system = Json.object(node, "system");
    Cause cause = system == null ? null : causeOf(Json.text(system, "type"));
    if (system != null && cause != null) {
      Instant at = Json.instant(node, "timestamp");
      Address phone = Addresses.phone(system, "wa_id");
      phone = phone == null ? Addresses.phone(system, "new_wa_id") : phone;
      Address userId = Addresses.userId(system, "user_id");
      identityChange(account, cause, named, Addresses.present(phone, userId), at, node);
      return;
    }
    InboundMessage message = inbound(node);
    if (message != null) {
      items.add(new Message(account, wabaId, sender, message));
      sharedNumber(account, sender, message.sentAt(), node);
    }
  }

  private static @Nullable Cause causeOf(@Nullable String systemType) {
    return switch (systemType) {
      case "user_changed_number", "customer_changed_number" -> Cause.NUMBER_CHANGED;
      case "user_changed_user_id" -> Cause.USER_ID_CHANGED;
      case null, default -> null;
    };
  }

  private @Nullable InboundMessage inbound(JsonNode node) {
    String id = Json.text(node, "id");
    if (id == null || id.length() > ID_LIMIT) {
      quarantine(QuarantineReason.BAD_ID, node);
      return null;
    }
    Instant sentAt = Json.instant(node, "timestamp");
    if (sentAt == null) {
      quarantine(QuarantineReason.BAD_TIMESTAMP, node);
      return null;
    }
    InboundContent content = MessageContent.of(node);
    if (content == null) {
      quarantine(QuarantineReason.BAD_CONTENT, node);
      return null;
    }
    return new InboundMessage(id, sentAt, content, repliesTo(node));
  }

  /** A forwarded message answers nothing; with a product, the id names the catalogue message. */
  private static @Nullable String repliesTo(JsonNode node) {
    JsonNode context = Json.object(node, "context");
    return context == null
            || context.has("referred_product")
            || context.path("forwarded").asBoolean()
            || context.path("frequently_forwarded").asBoolean()
        ? null
        : Json.text(context, "id");
  }

  /** The answer to a request for the number proves that number and sender are one person. */
  private void sharedNumber(String account, Sender sender, Instant at, JsonNode node) {
    if (!"contacts".equals(Json.text(node, "type"))) {
      return;
    }
    List<Address> numbers = new ArrayList<>();
    for (JsonNode card : Json.elements(node, "contacts")) {
      if ("contact_request".equals(Json.text(card, "origin"))) {
        for (JsonNode phone : Json.elements(card, "phones")) {
          numbers.addAll(Addresses.present(Addresses.phone(phone, "wa_id")));
        }
      }
    }
    if (numbers.size() == 1 && !sender.addresses().contains(numbers.getFirst())) {
      items.add(new IdentityChange(account, Cause.NUMBER_SHARED, sender.addresses(), numbers, at));
    }
  }

  private void userIdUpdate(String account, JsonNode node) {
    JsonNode userId = Json.object(node, "user_id");
    List<Address> before =
        userId == null ? List.of() : Addresses.present(Addresses.userId(userId, "previous"));
    List<Address> after =
        userId == null
            ? List.of()
            : Addresses.present(
                Addresses.phone(node, "wa_id"), Addresses.userId(userId, "current"));
    identityChange(
        account, Cause.USER_ID_CHANGED, before, after, Json.instant(node, "timestamp"), node);
  }

  private void identityChange(
      String account,
      Cause cause,
      List<Address> before,
      List<Address> after,
      @Nullable Instant at,
      JsonNode node) {
    if (at == null) {
      quarantine(QuarantineReason.BAD_TIMESTAMP, node);
    } else if (before.isEmpty() || after.isEmpty()) {
      quarantine(QuarantineReason.BAD_CONTENT, node);
    } else {
      items.add(new IdentityChange(account, cause, before, after, at));
    }
  }

  private void echo(String account, JsonNode node) {
    List<Address> named =
        Addresses.present(Addresses.phone(node, "to"), Addresses.userId(node, "to_user_id"));
    Sender to = Addresses.sender(named, cards);
    if (to == null) {
      quarantine(QuarantineReason.NO_SENDER, node);
      return;
    }
    InboundMessage message = inbound(node);
    if (message != null) {
      items.add(new Echo(account, wabaId, to, message));
    }
  }

  private void preference(String account, JsonNode node) {
    String choice = Json.text(node, "value");
    boolean stop = "stop".equals(choice);
    if (!"marketing_messages".equals(Json.text(node, "category"))
        || (!stop && !"resume".equals(choice))) {
      note(Notice.Kind.OTHER_PREFERENCE, node);
      return;
    }
    List<Address> addresses =
        Addresses.present(Addresses.phone(node, "wa_id"), Addresses.userId(node, "user_id"));
    Instant at = Json.instant(node, "timestamp");
    if (addresses.isEmpty()) {
      quarantine(QuarantineReason.NO_SENDER, node);
    } else if (at == null) {
      quarantine(QuarantineReason.BAD_TIMESTAMP, node);
    } else {
      items.add(new Preference(account, addresses, !stop, at));
    }
  }

  private void status(String account, JsonNode node) {
    String id = Json.text(node, "id");
    if (id == null || id.length() > ID_LIMIT) {
      quarantine(QuarantineReason.BAD_ID, node);
      return;
    }
    DeliveryStatus status = Receipts.statusOf(Json.text(node, "status"));
    if (status == null) {
      note(Notice.Kind.UNKNOWN_STATUS, node);
      return;
    }
    Instant at = Json.instant(node, "timestamp");
    if (at == null) {
      quarantine(QuarantineReason.BAD_TIMESTAMP, node);
      return;
    }
    items.add(new Status(account, Receipts.of(id, status, at, node), Receipts.recipient(node)));
  }

  private void note(Notice.Kind kind, JsonNode received) {
    items.add(WebhookParser.notice(kind, field, wabaId, phoneNumberId, received));
  }

  private void quarantine(QuarantineReason reason, JsonNode received) {
    items.add(WebhookParser.quarantined(reason, received));
  }
}
