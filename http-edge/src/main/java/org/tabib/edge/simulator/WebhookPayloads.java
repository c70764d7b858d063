package org.tabib.edge.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds webhook bodies in the shape of Meta's field {@code messages}. */
final class WebhookPayloads {
  private final SimulatorSettings settings;
  private final UnaryOperator<String> businessOf;

  /**
   * For the businesses of these settings.
   *
   * @param businessOf the id of the business number that a phone's number writes to
   */
  WebhookPayloads(SimulatorSettings settings, UnaryOperator<String> businessOf) {
    this.settings = settings;
    this.businessOf = businessOf;
  }

  /** A message from a phone. */
  ObjectNode message(String number, String name, Bubble bubble) {
    if (bubble.content() instanceof Content.NumberChanged(String next)) {
      return numberChanged(number, name, next, bubble);
    }
    return event(
        number,
        name,
        bubble.id(),
        bubble.at(),
        message -> {
          if (bubble.contextId() != null) {
            message
                .putObject("context")
                .put("from", digits(business(number).displayNumber()))
                .put("id", bubble.contextId());
          }
          content(message, bubble.content());
        });
  }

  /**
   * Anything that a phone does in its chat.
   *
   * @param at by the phone's clock
   * @param rest puts in what it does
   */
  ObjectNode event(
      String number, String name, String wamid, Instant at, Consumer<ObjectNode> rest) {
    var root = envelope(number);
    var value = value(root);
    var waId = GraphBody.waId(number);
    var contact = value.putArray("contacts").addObject();
    contact.putObject("profile").put("name", name);
    contact.put("wa_id", waId);
    var message = value.putArray("messages").addObject();
    message.put("from", waId);
    message.put("id", wamid);
    message.put("timestamp", Long.toString(at.getEpochSecond()));
    rest.accept(message);
    return root;
  }

  /** Meta's own message about a phone, so it names no contact. */
  private ObjectNode numberChanged(String number, String name, String next, Bubble bubble) {
    var root = envelope(number);
    var message = value(root).putArray("messages").addObject();
    message.put("from", GraphBody.waId(number));
    message.put("id", bubble.id());
    message.put("timestamp", Long.toString(bubble.at().getEpochSecond()));
    typed(message, "system")
        .put(
            "body",
            "User %s changed from %s to %s"
                .formatted(name, GraphBody.waId(number), GraphBody.waId(next)))
        .put("wa_id", GraphBody.waId(next))
        .put("type", "user_changed_number");
    return root;
  }

  /** Without an emoji the reaction is taken off. */
  static void reaction(ObjectNode message, String messageId, @Nullable String emoji) {
    var reaction = typed(message, "reaction").put("message_id", messageId);
    if (emoji != null) {
      reaction.put("emoji", emoji);
    }
  }

  static void edit(ObjectNode message, Bubble bubble) {
    var next = typed(message, "edit").put("original_message_id", bubble.id()).putObject("message");
    content(next, bubble.content());
  }

  static void revoke(ObjectNode message, String messageId) {
    typed(message, "revoke").put("original_message_id", messageId);
  }

  /** Statuses of messages to one phone, in one webhook as Meta batches them. */
  ObjectNode statuses(String number, List<Bubble> bubbles, Tick tick, Instant at) {
    var root = envelope(number);
    var statuses = value(root).putArray("statuses");
    for (var bubble : bubbles) {
      var status = statuses.addObject();
      status.put("id", bubble.id());
      status.put("status", tick.wireName());
      status.put("timestamp", Long.toString(at.getEpochSecond()));
      status.put("recipient_id", GraphBody.waId(number));
      if (bubble.opaque() != null) {
        status.put("biz_opaque_callback_data", bubble.opaque());
      }
      if (tick == Tick.SENT || tick == Tick.DELIVERED) {
        var pricing = status.putObject("pricing");
        boolean template = bubble.content() instanceof Content.Template;
        pricing.put("billable", true);
        pricing.put("pricing_model", "PMP");
        pricing.put("type", "regular");
        pricing.put("category", template ? "utility" : "service");
      }
      if (tick == Tick.FAILED) {
        var error = status.putArray("errors").addObject();
        var code = bubble.errorCode();
        var why = FailureCode.of(code == null ? FailureCode.UNDELIVERABLE : code);
        error.put("code", why.code());
        error.put("title", why.title());
        error.put("message", why.title());
        error.putObject("error_data").put("details", why.title());
      }
    }
    return root;
  }

  private Business business(String number) {
    return settings.business(businessOf.apply(number)).orElseGet(settings.businesses()::getFirst);
  }

  private ObjectNode envelope(String number) {
    var business = business(number);
    var root = JsonNodeFactory.instance.objectNode();
    root.put("object", "whatsapp_business_account");
    var entry = root.putArray("entry").addObject();
    entry.put("id", settings.wabaId());
    var change = entry.putArray("changes").addObject();
    var value = change.putObject("value");
    value.put("messaging_product", "whatsapp");
    value
        .putObject("metadata")
        .put("display_phone_number", digits(business.displayNumber()))
        .put("phone_number_id", business.phoneNumberId());
    change.put("field", "messages");
    return root;
  }

  private static ObjectNode value(ObjectNode root) {
    return (ObjectNode) root.at("/entry/0/changes/0/value");
  }

  private static void content(ObjectNode message, Content content) {
    switch (content) {
      case Content.Text(String text) -> typed(message, "text").put("body", text);
      case Content.ButtonReply(String id, String title) ->
          typed(message, "interactive")
              .put("type", "button_reply")
              .putObject("button_reply")
              .put("id", id)
              .put("title", title);
      case Content.ListReply reply -> {
        var node =
            typed(message, "interactive")
                .put("type", "list_reply")
                .putObject("list_reply")
                .put("id", reply.id())
                .put("title", reply.title());
        if (reply.description() != null) {
          node.put("description", reply.description());
        }
      }
      case Content.TemplateReply(String payload, String text) ->
          typed(message, "button").put("payload", payload).put("text", text);
      case Content.Location location -> {
        var node =
            typed(message, "location")
                .put("latitude", location.latitude())
                .put("longitude", location.longitude());
        if (location.name() != null) {
          node.put("name", location.name());
        }
        if (location.address() != null) {
          node.put("address", location.address());
        }
      }
      case Content.Buttons ignored -> throw onlyFromBusiness();
      case Content.Menu ignored -> throw onlyFromBusiness();
      case Content.LinkButton ignored -> throw onlyFromBusiness();
      case Content.Template ignored -> throw onlyFromBusiness();
      case Content.NumberChanged ignored ->
          throw new IllegalArgumentException("Meta says so, not the phone");
      case Content.Media media -> media(message, media);
      case Content.Contacts(List<Content.Card> cards) -> cards(message, cards);
      case Content.Order order -> order(message, order);
      case Content.Unsupported(String kind) -> {
        typed(message, "unsupported").put("type", kind);
        message
            .putArray("errors")
            .addObject()
            .put("code", 131051)
            .put("title", "Message type unknown")
            .put("message", "Message type unknown")
            .putObject("error_data")
            .put("details", "Message type is currently not supported.");
      }
    }
  }

  private static void cards(ObjectNode message, List<Content.Card> cards) {
    var array = message.put("type", "contacts").putArray("contacts");
    for (var card : cards) {
      var node = array.addObject();
      node.putObject("name").put("formatted_name", card.name()).put("first_name", card.name());
      node.putArray("phones")
          .addObject()
          .put("phone", card.number())
          .put("wa_id", GraphBody.waId(card.number()))
          .put("type", "CELL");
    }
  }

  private static void order(ObjectNode message, Content.Order order) {
    var node = typed(message, "order").put("catalog_id", order.catalogId());
    if (order.text() != null) {
      node.put("text", order.text());
    }
    var items = node.putArray("product_items");
    for (var item : order.items()) {
      items
          .addObject()
          .put("product_retailer_id", item.productId())
          .put("quantity", item.quantity())
          .put("item_price", item.price())
          .put("currency", item.currency());
    }
  }

  private static void media(ObjectNode message, Content.Media media) {
    var file = media.file();
    if (file == null) {
      throw onlyFromBusiness();
    }
    var node =
        typed(message, media.kind())
            .put("mime_type", file.mimeType())
            .put("sha256", file.sha256())
            .put("id", media.mediaId());
    if (media.caption() != null) {
      node.put("caption", media.caption());
    }
    switch (media.kind()) {
      case "document" -> node.put("filename", media.filename() == null ? "" : media.filename());
      case "audio" -> node.put("voice", file.voice());
      case "sticker" -> node.put("animated", false);
      default -> {
        // Images and videos have nothing of their own.
      }
    }
  }

  private static ObjectNode typed(ObjectNode message, String type) {
    return message.put("type", type).putObject(type);
  }

  private static IllegalArgumentException onlyFromBusiness() {
    return new IllegalArgumentException("a phone cannot send this kind of message");
  }

  private static String digits(String number) {
    return number.replaceAll("[^0-9]", "");
  }
}
