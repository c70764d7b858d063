package org.tabib.edge.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.whatsapp.WebhookItem.Notice;
import org.tabib.edge.whatsapp.WebhookItem.Quarantined;

/**
 * Reads a webhook's bytes. Pure, and total: any bytes yield a value, never an exception. Walks
 * every entry, change, message and status; what cannot be understood becomes one quarantined item
 * and leaves its neighbours alone.
 */
public final class WebhookParser {
  private static final String WHATSAPP = "whatsapp_business_account";

  private WebhookParser() {}

  /** What the payload tells. */
  public static Parsed parse(byte[] payload) {
    JsonNode root;
    try {
      root = Json.tree(payload);
    } catch (IOException e) {
      return new Parsed.Unreadable(QuarantineReason.UNPARSEABLE);
    }
    if (root.isMissingNode()) {
      return new Parsed.Unreadable(QuarantineReason.UNPARSEABLE);
    }
    if (!root.isObject()) {
      return new Parsed.Unreadable(QuarantineReason.NOT_AN_OBJECT);
    }
    List<WebhookItem> items = new ArrayList<>();
    String product = Json.text(root, "object");
    if (root.isEmpty()) {
      items.add(notice(Notice.Kind.EMPTY, "", "", null, root));
    } else if (!WHATSAPP.equals(product)) {
      items.add(notice(Notice.Kind.FOREIGN_OBJECT, "", "", null, root));
    } else {
      for (JsonNode entry : Json.elements(root, "entry")) {
        entry(entry, items);
      }
    }
    return new Webhook(items);
  }

  private static void entry(JsonNode entry, List<WebhookItem> items) {
    if (!entry.isObject()) {
      items.add(quarantined(QuarantineReason.NOT_AN_OBJECT, entry));
      return;
    }
    String id = Json.text(entry, "id");
    String wabaId = id == null ? "" : id;
    boolean empty = true;
    for (JsonNode change : Json.elements(entry, "changes")) {
      empty = false;
      change(wabaId, change, items);
    }
    if (empty) {
      items.add(notice(Notice.Kind.EMPTY, "", wabaId, null, entry));
    }
  }

  private static void change(String wabaId, JsonNode change, List<WebhookItem> items) {
    if (!change.isObject()) {
      items.add(quarantined(QuarantineReason.NOT_AN_OBJECT, change));
      return;
    }
    String field = Json.text(change, "field");
    JsonNode value = change.get("value");
    if (value == null || value.isNull() || (value.isObject() && value.isEmpty())) {
      items.add(notice(Notice.Kind.EMPTY, field == null ? "" : field, wabaId, null, change));
      return;
    }
    if (!value.isObject()) {
      items.add(quarantined(QuarantineReason.NOT_AN_OBJECT, change));
      return;
    }
    new ChangeReader(wabaId, field == null ? "" : field, value, items).read();
  }

  static Notice notice(
      Notice.Kind kind,
      String field,
      String wabaId,
      @Nullable String phoneNumberId,
      JsonNode received) {
    return new Notice(kind, field, wabaId, phoneNumberId, null, Json.write(received));
  }

  static Quarantined quarantined(QuarantineReason reason, JsonNode received) {
    return new Quarantined(reason, Json.write(received));
  }
}
