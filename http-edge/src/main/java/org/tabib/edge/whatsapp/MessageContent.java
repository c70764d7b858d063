package org.tabib.edge.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.InboundContent;

/** Turns the {@code messages[]} object's content into the engine's vocabulary, kind by kind. */
final class MessageContent {
  private static final int KIND_LIMIT = 40;
  private static final int MEDIA_ID_LIMIT = 128;

  private MessageContent() {}

  /** What the message says; none when a known kind lacks what it must have. */
  static @Nullable InboundContent of(JsonNode message) {
    String type = Json.text(message, "type");
    if (type == null) {
      return other("unknown", message);
    }
    return switch (type) {
      case "text" -> text(Json.object(message, type));
      case "image", "audio", "video", "document", "sticker" -> {
        JsonNode media = Json.object(message, type);
        yield media(type, media, media != null && media.path("voice").asBoolean());
      }
      // What older API versions call a voice note.
      case "voice" -> media("audio", Json.object(message, type), true);
      case "location" -> location(Json.object(message, type));
      case "contacts" -> contacts(message.get(type));
      case "interactive" -> interactive(message);
      case "button" -> button(Json.object(message, type));
      case "reaction" -> reaction(Json.object(message, type));
      case "edit" -> edit(Json.object(message, type));
      case "revoke" -> revoke(Json.object(message, type));
      case "request_welcome" -> new InboundContent.Welcome();
      default -> other(type, message);
    };
  }

  private static @Nullable InboundContent text(@Nullable JsonNode text) {
    String body = text == null ? null : Json.typed(text, "body");
    return body == null ? null : new InboundContent.Text(body);
  }

  private static @Nullable InboundContent media(
      String kind, @Nullable JsonNode media, boolean voice) {
    if (media == null) {
      return null;
    }
    String id = Json.text(media, "id");
    if (id == null || !isMediaId(id)) {
      return null;
    }
    return new InboundContent.Media(
        kind,
        id,
        Json.text(media, "mime_type"),
        Json.text(media, "sha256"),
        Json.text(media, "caption"),
        Json.text(media, "filename"),
        voice);
  }

  /** The id becomes part of a URL that is called with our token: nothing but plain characters. */
  private static boolean isMediaId(String id) {
    if (id.length() > MEDIA_ID_LIMIT) {
      return false;
    }
    return id.chars()
        .allMatch(
            c ->
                (c >= '0' && c <= '9')
                    || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || c == '-'
                    || c == '_');
  }

  private static @Nullable InboundContent location(@Nullable JsonNode location) {
    if (location == null) {
      return null;
    }
    double latitude = Json.decimal(location, "latitude");
    double longitude = Json.decimal(location, "longitude");
    boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return onEarth
        ? new InboundContent.Location(
            latitude, longitude, Json.text(location, "name"), Json.text(location, "address"))
        : null;
  }

  private static @Nullable InboundContent contacts(@Nullable JsonNode cards) {
    return cards == null || !cards.isArray()
        ? null
        : new InboundContent.Contacts(Json.write(cards));
  }

  /** Kinds of replies appear without notice: what is not known is kept as it is. */
  private static InboundContent interactive(JsonNode message) {
    JsonNode interactive = Json.object(message, "interactive");
    if (interactive != null) {
      JsonNode tapped = Json.object(interactive, "button_reply");
      tapped = tapped == null ? Json.object(interactive, "list_reply") : tapped;
      String id = tapped == null ? null : Json.text(tapped, "id");
      if (tapped != null && id != null) {
        String title = Json.text(tapped, "title");
        return new InboundContent.Choice(id, title == null ? "" : title);
      }
      JsonNode form = Json.object(interactive, "nfm_reply");
      String answers = form == null ? null : document(form.get("response_json"));
      if (form != null && answers != null) {
        String name = Json.text(form, "name");
        return new InboundContent.Form(name == null ? "flow" : name, answers);
      }
    }
    return other("interactive", message);
  }

  /** The JSON inside a string, or the JSON itself where a sender forgot to wrap it. */
  private static @Nullable String document(@Nullable JsonNode wrapped) {
    if (wrapped == null || wrapped.isNull()) {
      return null;
    }
    if (!wrapped.isTextual()) {
      return wrapped.isContainerNode() ? Json.write(wrapped) : null;
    }
    try {
      JsonNode inner = Json.tree(wrapped.textValue());
      return inner.isContainerNode() ? Json.write(inner) : null;
    } catch (IOException e) {
      return null; // no document in it: the whole message is kept as it is
    }
  }

  private static @Nullable InboundContent button(@Nullable JsonNode button) {
    if (button == null) {
      return null;
    }
    String text = Json.text(button, "text");
    String payload = Json.text(button, "payload");
    String id = payload == null ? text : payload;
    return id == null ? null : new InboundContent.Choice(id, text == null ? "" : text);
  }

  private static @Nullable InboundContent reaction(@Nullable JsonNode reaction) {
    String target = reaction == null ? null : Json.text(reaction, "message_id");
    return reaction == null || target == null
        ? null
        : new InboundContent.Reaction(target, Json.text(reaction, "emoji"));
  }

  private static @Nullable InboundContent edit(@Nullable JsonNode edit) {
    String original = edit == null ? null : Json.text(edit, "original_message_id");
    if (edit == null || original == null) {
      return null;
    }
    JsonNode message = Json.object(edit, "message");
    String type = message == null ? null : Json.text(message, "type");
    JsonNode content = message == null || type == null ? null : Json.object(message, type);
    if (content == null) {
      return new InboundContent.Edit(original, null);
    }
    return new InboundContent.Edit(
        original, Json.typed(content, "text".equals(type) ? "body" : "caption"));
  }

  private static @Nullable InboundContent revoke(@Nullable JsonNode revoke) {
    String original = revoke == null ? null : Json.text(revoke, "original_message_id");
    return original == null ? null : new InboundContent.Revoke(original);
  }

  /** The kind is kept in clear and counted: it may not carry what somebody made up. */
  private static InboundContent other(String type, JsonNode message) {
    boolean plain =
        type.length() <= KIND_LIMIT
            && type.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_');
    return new InboundContent.Other(plain ? type : "unknown", Json.write(message));
  }
}
