package org.tabib.edge.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Payloads as Meta writes them, and their signatures. */
final class Webhooks {
  static final String ACCOUNT = "317754286419023";
  static final String APP_SECRET = "wa-test-app-secret-0001";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Webhooks() {}

  /** One message: who, and what. */
  record Message(ObjectNode contact, ObjectNode message) {
    String id() {
      return message.path("id").asText();
    }
  }

  static ObjectNode content(String type, String field, String value) {
    ObjectNode message = JSON.createObjectNode().put("type", type);
    message.putObject(type).put(field, value);
    return message;
  }

  static ObjectNode text(String body) {
    return content("text", "body", body);
  }

  /** A file, told as Meta does. */
  static ObjectNode file(String kind, String mediaId, String caption, boolean voice) {
    ObjectNode message = JSON.createObjectNode().put("type", kind);
    ObjectNode file = message.putObject(kind).put("id", mediaId).put("mime_type", "x/y");
    if (caption != null) {
      file.put("caption", caption);
    }
    if (voice) {
      file.put("voice", true);
    }
    return message;
  }

  static ObjectNode tap(FakeGraph.Option option) {
    ObjectNode message = JSON.createObjectNode().put("type", "interactive");
    String type = option.row() ? "list_reply" : "button_reply";
    message
        .putObject("interactive")
        .put("type", type)
        .putObject(type)
        .put("id", option.id())
        .put("title", option.title());
    return message;
  }

  /** A tap on the quick-reply button of a template. */
  static ObjectNode quickReply(FakeGraph.Sent template) {
    String payload = "";
    for (JsonNode component : template.json().at("/template/components")) {
      if (component.path("type").asText().equals("button")) {
        payload = component.at("/parameters/0/payload").asText();
      }
    }
    ObjectNode message = JSON.createObjectNode().put("type", "button");
    message.putObject("button").put("payload", payload).put("text", "Read message");
    return message;
  }

  /** A new message, sent now, by a person known by either or both addresses. */
  static Message message(String number, String scopedId, String profile, ObjectNode content) {
    ObjectNode contact = JSON.createObjectNode();
    contact.putObject("profile").put("name", profile);
    if (number != null) {
      contact.put("wa_id", number);
      content.put("from", number);
    }
    if (scopedId != null) {
      contact.put("user_id", scopedId);
      content.put("from_user_id", scopedId);
    }
    content.put("id", "wamid.in" + UUID.randomUUID());
    content.put("timestamp", String.valueOf(Instant.now().getEpochSecond()));
    return new Message(contact, content);
  }

  /** All of them in one payload. */
  static byte[] payload(List<Message> messages) {
    ObjectNode value = value();
    ArrayNode contacts = value.putArray("contacts");
    ArrayNode array = value.putArray("messages");
    for (Message message : messages) {
      contacts.add(message.contact());
      array.add(message.message());
    }
    return enveloped(value);
  }

  /** A receipt as Meta sends it, our own identifier with it. */
  static byte[] status(FakeGraph.Sent sent, String status, Instant at) {
    ObjectNode value = value();
    value
        .putArray("statuses")
        .addObject()
        .put("id", sent.wamid())
        .put("status", status)
        .put("timestamp", String.valueOf(at.getEpochSecond()))
        .put("recipient_id", sent.to().replace("+", ""))
        .put("biz_opaque_callback_data", sent.ownId());
    return enveloped(value);
  }

  private static ObjectNode value() {
    ObjectNode value = JSON.createObjectNode().put("messaging_product", "whatsapp");
    value
        .putObject("metadata")
        .put("display_phone_number", "551140028922")
        .put("phone_number_id", ACCOUNT);
    return value;
  }

  private static byte[] enveloped(ObjectNode value) {
    ObjectNode root = JSON.createObjectNode().put("object", "whatsapp_business_account");
    ObjectNode entry = root.putArray("entry").addObject().put("id", "291840573120946");
    ObjectNode change = entry.putArray("changes").addObject().put("field", "messages");
    change.set("value", value);
    return root.toString().getBytes(UTF_8);
  }

  /** The payload with other timestamps: fixtures are older than the service window. */
  static byte[] sentNow(byte[] payload) {
    try {
      JsonNode root = JSON.readTree(payload);
      for (JsonNode message : root.findValues("messages")) {
        for (JsonNode one : message) {
          ((ObjectNode) one).put("timestamp", String.valueOf(Instant.now().getEpochSecond()));
        }
      }
      return root.toString().getBytes(UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(APP_SECRET.getBytes(UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
